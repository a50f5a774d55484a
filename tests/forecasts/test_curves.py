"""Curves of what became of deals, against counting."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from penstock.forecasts.curves import WEEK, Curve, Week, drawn

COUNTS = st.builds(Week, st.integers(0, 20), st.integers(0, 20), st.integers(0, 20))
CLOSED = st.tuples(st.integers(0, 20), st.integers(0, 20)).map(lambda told: Week(*told))


def weeks(counts: st.SearchStrategy[Week]) -> st.SearchStrategy[dict[int, Week]]:
    return st.dictionaries(st.integers(0, 12), counts)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(weeks(CLOSED))
def test_where_all_are_closed_it_is_what_one_counts(told: dict[int, Week]) -> None:
    curve, n = drawn(told), sum(map(sum, told.values()))
    for number in range(14):
        won = sum(week.won for at, week in told.items() if at < number)
        lost = sum(week.lost for at, week in told.items() if at < number)
        assert abs(curve.won_by(number * WEEK) - (won / n if n else 0)) < 1e-9
        assert abs(curve.lost_by(number * WEEK) - (lost / n if n else 0)) < 1e-9


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(weeks(COUNTS), st.floats(0, 200), st.floats(0, 200))
def test_shares_grow_and_are_never_more_than_all(told: dict[int, Week], one: float, other: float) -> None:
    curve = drawn(told)
    early, late = sorted((one, other))
    assert 0 <= curve.won_by(early) <= curve.won_by(late) + 1e-12
    assert curve.won_by(late) + curve.lost_by(late) <= 1 + 1e-9


def test_open_deals_are_not_lost() -> None:
    # Of ten, two are won in the first week and four are only known of until then; of the other four all are won.
    curve = drawn({0: Week(won=2, open=4), 1: Week(won=4)})
    assert curve.won_by(7) == 2 / 8 and curve.won_by(14) == 1.0


def test_half_a_week_is_half_of_it_and_nothing_is_nothing() -> None:
    curve = Curve(4, [0.5], [0.25])
    assert (curve.won_by(3.5), curve.won_by(70), curve.lost_by(3.5), curve.won_by(0)) == (0.25, 0.5, 0.125, 0.0)
    assert drawn({}).won_by(30) == 0
