"""Who is marked at a stage differs from the rest of the team, told slowly deal by deal."""

from math import log

from hypothesis import given, settings
from hypothesis import strategies as st

from penstock.reports.chance import FALSE_MARKS, Durations, Share, of_durations
from penstock.reports.peers import Beside, Mine, compare, words, worst
from tests.reports.test_chance import slow_fisher

Deal = tuple[str, str, bool, float]
"""Whose it was, which stage it left, whether it went on, and how many days it had been there."""

TEAMS = {"Ann": "North", "Bob": "North", "Cem": "North", "Dan": "South", "Eve": None}
DEALS = st.tuples(
    st.sampled_from([*TEAMS]), st.sampled_from(["Meeting", "Offer"]), st.booleans(), st.sampled_from([1.0, 5.0, 30.0])
)


def mine(deals: list[Deal]) -> Mine:
    logs = [log(1 + days) for *_rest, days in deals]
    share = Share(sum(on for _seller, _stage, on, _days in deals), len(deals))
    return Mine(share, Durations(len(logs), sum(logs), sum(one * one for one in logs)))


def seen(deals: list[Deal]) -> dict[tuple[str, str], Mine]:
    places = sorted({(seller, stage) for seller, stage, _on, _days in deals})
    return {place: mine([deal for deal in deals if deal[:2] == place]) for place in places}


def rest(deals: list[Deal], seller: str, stage: str) -> list[Deal]:
    """What the others of the team did there; of everybody, where the team has no others there, or there is no team."""
    others = [deal for deal in deals if deal[1] == stage and deal[0] != seller]
    team = [deal for deal in others if TEAMS[seller] and TEAMS[deal[0]] == TEAMS[seller]]
    return team or others


@settings(deadline=None, max_examples=60)
@given(st.lists(DEALS, max_size=40).flatmap(lambda rows: st.sampled_from([rows, rows * 3, rows * 6])))
def test_only_who_differs_from_the_rest_of_the_team_is_marked(deals: list[Deal]) -> None:
    found = compare(seen(deals), TEAMS)
    chances: dict[tuple[str, str], list[float | None]] = {}
    for one in found:
        own, others = (
            mine([deal for deal in deals if deal[:2] == (one.seller, one.stage)]),
            mine(rest(deals, one.seller, one.stage)),
        )
        assert one.others.left == others.left
        enough = min(own.left.of, others.left.of) >= 10
        share = float(slow_fisher(own.left, others.left)) if enough else None
        chances[one.seller, one.stage] = [share, of_durations(own.stays, others.stays)]
    known = [chance for two in chances.values() for chance in two if chance is not None]
    limits = [one for one in known if one * len(known) <= FALSE_MARKS * sum(other <= one * 1.000001 for other in known)]
    limit = max(limits, default=-1.0) * 1.000001
    for one in found:
        share, days = chances[one.seller, one.stage]
        assert bool(one.conversion) == (share is not None and share <= limit)
        assert bool(one.days) == (days is not None and days <= limit)
        assert one.conversion in (0, 1 if one.gap > 0 else -1)


def darcel() -> list[Beside]:
    """Darcel loses at Negotiation what the rest of the team does not."""
    deals: list[Deal] = [("Ann", "Offer", n < 12, 5.0) for n in range(38)]
    deals += [("Bob", "Offer", n < 52, 5.0) for n in range(60)] + [("Cem", "Offer", n < 30, 5.0) for n in range(40)]
    return compare(seen(deals), TEAMS)


def test_what_somebody_needs_help_with_is_told_in_a_sentence() -> None:
    needy = worst(darcel())
    assert [one.seller for one in needy] == ["Ann"]
    assert words(needy[0], 5, 5) == "Ann loses most at Offer: 32% go on, the team’s 82% (38 deals)"


def test_who_is_alone_in_a_team_is_compared_with_everybody_else() -> None:
    deals: list[Deal] = [("Dan", "Offer", n < 10, 5.0) for n in range(40)] + [("Ann", "Offer", True, 5.0)] * 40
    needy = worst(compare(seen(deals), TEAMS))
    assert words(needy[0], 5, 5) == "Dan loses most at Offer: 25% go on, everybody else’s 100% (40 deals)"


def test_whose_deals_stay_long_is_told_in_days() -> None:
    deals: list[Deal] = [("Ann", "Offer", True, 20.0 + n % 5) for n in range(20)]
    deals += [("Bob", "Offer", True, 5.0 + n % 3) for n in range(20)]
    needy = worst(compare(seen(deals), TEAMS))
    assert words(needy[0], 22, 6) == "Ann’s deals stay long at Offer: 22 days, the team’s 6 (20 stays)"


def test_what_differs_by_less_than_is_shown_is_not_called_longer() -> None:
    from math import log1p

    def stays(days: float) -> Durations:
        logs = [log1p(days + place * 1e-9) for place in range(40)]
        return Durations(len(logs), sum(logs), sum(one * one for one in logs))

    many = Share(20, 40)
    seen = {("Rep", "Offer"): Mine(many, stays(5.000001)), ("Other", "Offer"): Mine(many, stays(5.0))}
    assert [one.days for one in compare(seen, {"Rep": "North", "Other": "North"})] == [0, 0]
    assert compare({**seen, ("Rep", "Offer"): Mine(many, stays(9))}, {"Rep": "North", "Other": "North"})[0].days == 1
