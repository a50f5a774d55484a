"""A seller beside the others of the team, stage by stage: what differs by more than chance, and how it is said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp

from django.utils.translation import ngettext

from penstock.reports.chance import Durations, Share, holding, of_durations, of_shares
from penstock.ui import formats

SHOWN = 1
"""Days are shown to so many digits: what does not differ there is not called longer."""
Place = tuple[str, str]
"""A seller and a stage."""


@dataclass(frozen=True)
class Mine:
    """What one seller did at one stage: how many deals went on of those that left, and how long they stayed."""

    left: Share
    stays: Durations


@dataclass(frozen=True)
class Beside:
    """A seller at a stage beside the others; ``conversion`` and ``days`` are 1 where they do worse, −1 better.

    ``chance`` is how likely chance alone parts the shares so far; None where there are too few deals to say.
    """

    seller: str
    stage: str
    mine: Mine
    others: Mine
    in_team: bool
    chance: float | None = None
    conversion: int = 0
    days: int = 0

    @property
    def gap(self) -> float:
        """How much smaller the own share is; nothing where either is unknown."""
        mine, others = self.mine.left.value, self.others.left.value
        return others - mine if mine is not None and others is not None else 0.0

    @property
    def slower(self) -> float:
        """How much longer deals stay, as a difference of logarithms; what no figure shows is no difference."""
        mine, others = self.mine.stays.mean, self.others.stays.mean
        return 0.0 if round(exp(mine), SHOWN) == round(exp(others), SHOWN) else mine - others


def compare(seen: Mapping[Place, Mine], teams: Mapping[str, str | None]) -> list[Beside]:
    """Every seller at every stage beside the rest of the team; without a team, or alone in it, beside everybody else.

    What differs is what holds with all comparisons of the page in mind.
    """
    sums = _sums(seen, teams)
    pairs = [_beside(place, mine, seen, teams, sums) for place, mine in seen.items()]
    chances = [chance for one in pairs for chance in (one.chance, of_durations(one.mine.stays, one.others.stays))]
    held = iter(holding(chances))
    return [_judged(one, next(held), next(held)) for one in pairs]


def _sums(seen: Mapping[Place, Mine], teams: Mapping[str, str | None]) -> dict[tuple[str | None, str], Mine]:
    """What each team did at each stage, and under None what all did."""
    sums: dict[tuple[str | None, str], Mine] = {}
    for (seller, stage), mine in seen.items():
        for group in {teams.get(seller), None}:
            sums[group, stage] = _added(sums.get((group, stage), Mine(Share(0, 0), Durations())), mine)
    return sums


def _beside(
    place: Place,
    mine: Mine,
    seen: Mapping[Place, Mine],
    teams: Mapping[str, str | None],
    sums: Mapping[tuple[str | None, str], Mine],
) -> Beside:
    seller, stage = place
    team = teams.get(seller)
    if not any(teams.get(other) == team and other != seller for other, there in seen if there == stage):
        team = None
    others = _without(sums[team, stage], mine)
    return Beside(seller, stage, mine, others, team is not None, of_shares(mine.left, others.left))


def _judged(one: Beside, conversion: bool, days: bool) -> Beside:
    worse = (1 if one.gap > 0 else -1) if conversion else 0
    slower = (1 if one.slower > 0 else -1) if days and one.slower else 0
    return replace(one, conversion=worse, days=slower)


def _added(one: Mine, other: Mine) -> Mine:
    left = Share(one.left.yes + other.left.yes, one.left.of + other.left.of)
    a, b = one.stays, other.stays
    return Mine(left, Durations(a.n + b.n, a.logs + b.logs, a.squares + b.squares))


def _without(whole: Mine, part: Mine) -> Mine:
    return Mine(whole.left.without(part.left), whole.stays.without(part.stays))


def worst(places: Sequence[Beside]) -> list[Beside]:
    """Where a seller does worse, the widest gap of conversion first, then where deals stay longest."""
    lost = sorted((one for one in places if one.conversion == 1), key=lambda one: -one.gap)
    slow = sorted((one for one in places if one.conversion != 1 and one.days == 1), key=lambda one: -one.slower)
    return [*lost, *slow]


def words(one: Beside, days: float | None, their_days: float | None) -> str:
    """What a seller needs help with at a stage, in a sentence; empty where they do no worse."""
    told = {"seller": one.seller, "stage": one.stage}
    if one.conversion == 1:
        share, others = formats.percent(one.mine.left.value or 0), formats.percent(one.others.left.value or 0)
        count = one.mine.left.of
        return _loses(one, count) % {**told, "mine": share, "others": others, "count": formats.number(count)}
    if one.days == 1:
        mine, theirs = formats.number(days or 0, 1), formats.number(their_days or 0, 1)
        count = one.mine.stays.n
        return _waits(one, count) % {**told, "mine": mine, "others": theirs, "count": formats.number(count)}
    return ""


def _loses(one: Beside, count: int) -> str:
    if one.in_team:
        return ngettext(
            "%(seller)s loses most at %(stage)s: %(mine)s go on, the team’s %(others)s (%(count)s deal)",
            "%(seller)s loses most at %(stage)s: %(mine)s go on, the team’s %(others)s (%(count)s deals)",
            count,
        )
    return ngettext(
        "%(seller)s loses most at %(stage)s: %(mine)s go on, everybody else’s %(others)s (%(count)s deal)",
        "%(seller)s loses most at %(stage)s: %(mine)s go on, everybody else’s %(others)s (%(count)s deals)",
        count,
    )


def _waits(one: Beside, count: int) -> str:
    if one.in_team:
        return ngettext(
            "%(seller)s’s deals stay long at %(stage)s: %(mine)s days, the team’s %(others)s (%(count)s stay)",
            "%(seller)s’s deals stay long at %(stage)s: %(mine)s days, the team’s %(others)s (%(count)s stays)",
            count,
        )
    return ngettext(
        "%(seller)s’s deals stay long at %(stage)s: %(mine)s days, everybody’s %(others)s (%(count)s stay)",
        "%(seller)s’s deals stay long at %(stage)s: %(mine)s days, everybody’s %(others)s (%(count)s stays)",
        count,
    )
