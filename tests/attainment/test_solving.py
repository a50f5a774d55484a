"""What each stage must see is what a slow telling deal by deal says, and the shares are told with their doubt."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from penstock.attainment.solving import Place, Sample, solve, whole

SHARES = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda two: Sample(min(two), max(two), "own"))
PLACES = st.lists(st.tuples(SHARES, st.integers(0, 30)), max_size=7).map(
    lambda told: [Place(stage, sample, have) for stage, (sample, have) in enumerate(told)]
)
WON = st.fractions(0, 50)


def chance(places, stage):
    """How likely a deal that enters a stage is to be won: it has to move on from each stage there is from here."""
    likely = Fraction(1)
    for place in places[stage:]:
        if not place.sample.of or not place.sample.hits:
            return None
        likely *= Fraction(place.sample.hits, place.sample.of)
    return likely


def brings(places, stage):
    """What the deals that stand at a stage and further on will bring."""
    return sum(
        (place.have * chance(places, place.stage) for place in places[stage:] if chance(places, place.stage)),
        Fraction(0),
    )


@given(won=WON, places=PLACES)
def test_the_ladder_is_what_the_slow_telling_says(won, places):
    rungs = solve(won, places)
    assert [rung.place.stage for rung in rungs] == [place.stage for place in reversed(places)]
    for rung in rungs:
        likely = chance(places, rung.place.stage)
        assert rung.to_won == likely
        if likely is None:
            assert rung.needed is None and rung.missing is None
        else:
            assert rung.needed == won / likely
            assert rung.missing == max(won - brings(places, rung.place.stage), 0) / likely


@given(won=WON, places=PLACES)
def test_with_what_is_missing_so_many_are_won(won, places):
    for rung in solve(won, places):
        if rung.missing is not None:
            assert brings(places, rung.place.stage) + rung.missing * rung.to_won >= won


@given(sample=SHARES)
def test_the_share_lies_in_its_interval(sample):
    low, high = sample.interval
    assert 0 <= low <= high <= 1
    assert sample.share is None or low - 1e-9 <= sample.share <= high + 1e-9


def test_the_worked_example_of_an_interval_comes_out():
    low, high = Sample(8, 10, "own").interval
    assert (round(low, 4), round(high, 4)) == (0.4902, 0.9433)


def test_a_ladder_by_hand():
    places = [Place(1, Sample(20, 40, "own"), 4), Place(2, Sample(30, 40, "own"), 2)]
    last, first = solve(Fraction(3), places)
    assert (last.to_won, last.needed, last.missing) == (Fraction(3, 4), 4, 2)
    assert (first.to_won, first.needed, first.missing) == (Fraction(3, 8), 8, 0)


def test_deals_are_counted_whole():
    assert whole(Fraction(7, 3)) == 3 and whole(Fraction(2)) == 2 and whole(None) is None
