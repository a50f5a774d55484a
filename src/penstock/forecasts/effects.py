"""Which kinds of deals are won more or less often than others that came to the same stages, learnt all at once.

A logistic regression on the stage, the type, the source and the product, with a ridge that draws what few deals tell
towards nought (Hoerl and Kennard 1970), solved by Newton's steps, one level after another.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import exp, log
from typing import NamedTuple, TypeVar

from penstock.forecasts.learning import every
from penstock.metrics.columnar import Copy

FACTORS = ("type", "source_id", "product_id")
"""What is known of a deal from the beginning, as its visits have it."""

DOUBT = 10.0
"""As if so much information said that a kind is like all others."""

ENOUGH = 30
"""A kind of which fewer deals were decided is like all others."""

ROUNDS = 20
STILL = 1e-7
"""So little effects move in a round when they have come to where they stay."""

T = TypeVar("T")
Level = str | int | None
Levels = tuple[Level, ...]

KINDS = """
WITH decided AS (
    SELECT deal_id, status = 'won' AS is_won FROM spans
    WHERE status IN ('won', 'lost') AND from_at < {seen} AND to_at >= {seen}
        AND closed_at >= {seen} - INTERVAL {days} DAY AND deal_id % {every} = 0
)
SELECT stage_id, type, source_id, product_id, count(*) FILTER (is_won), count(*)
FROM (SELECT DISTINCT deal_id, stage_id, type, source_id, product_id FROM visits
    WHERE NOT is_closed AND entered_at < {seen} AND deal_id % {every} = 0) v JOIN decided ON decided.deal_id = v.deal_id
GROUP BY ALL ORDER BY ALL
"""


class Share(NamedTuple):
    """How many were won, of how many."""

    won: int = 0
    n: int = 0

    @property
    def share(self) -> float:
        """Which share that is."""
        return self.won / self.n if self.n else 0.0


class Kind(NamedTuple):
    """The decided deals that came to a stage and are alike in every factor."""

    stage: int
    levels: Levels
    told: Share


@dataclass(frozen=True)
class Effects:
    """By how much the logarithm of the odds is higher for each kind, and what was counted at each stage."""

    shifts: Mapping[str, Mapping[Level, float]] = field(default_factory=dict)
    stages: Mapping[int, Share] = field(default_factory=dict)
    counted: Mapping[tuple[int, str, Level], Share] = field(default_factory=dict)


def learn_effects(copy: Copy, seen: str, days: int) -> Effects:
    """The effects as they were to be learnt at a moment from what was decided in so many days before it."""
    rows = copy.ask(KINDS.format(seen=seen, days=days, every=every(copy)))
    return fitted([Kind(stage, tuple(levels), Share(won, n)) for stage, *levels, won, n in rows])


def fitted(kinds: Sequence[Kind]) -> Effects:
    """The effects of all kinds, beside what the stages alone say."""
    stages = _counted((kind.stage, kind.told) for kind in kinds)
    # A deal is told once for each stage that it came to, and is no more than one deal for all that.
    often = sum(one.n for one in stages.values()) / max((one.n for one in stages.values()), default=1)
    shifts: dict[str, dict[Level, float]] = {}
    counted = {}
    for at, factor in enumerate(FACTORS):
        levels = _counted((kind.levels[at], kind.told) for kind in kinds)
        enough = (level for level, told in levels.items() if level is not None and told.n >= ENOUGH * often)
        shifts[factor] = dict.fromkeys(enough, 0.0)
        there = _counted(((kind.stage, kind.levels[at]), kind.told) for kind in kinds)
        counted.update({(stage, factor, level): told for (stage, level), told in there.items()})
    base = {stage: log((told.won + 1) / (told.n - told.won + 1)) for stage, told in stages.items()}
    odds = [base[kind.stage] for kind in kinds]
    for _round in range(ROUNDS):
        moved = [_step(kinds, odds, at, shifts[factor], DOUBT * often) for at, factor in enumerate(FACTORS)]
        if max(moved) < STILL:
            break
    return Effects(shifts, stages, counted)


def _step(kinds: Sequence[Kind], odds: list[float], at: int, shifts: dict[Level, float], doubt: float) -> float:
    """Move the effects of one factor towards where what was won is what was to be expected; how far at most.

    ``odds`` are the logarithms for each kind by all effects, and move along.
    """
    more, information = dict.fromkeys(shifts, 0.0), dict.fromkeys(shifts, 0.0)
    mine = [(place, kind.levels[at], kind.told) for place, kind in enumerate(kinds) if kind.levels[at] in shifts]
    for place, level, told in mine:
        chance = 1 / (1 + exp(-odds[place]))
        more[level] += told.won - told.n * chance
        information[level] += told.n * chance * (1 - chance)
    moves = {level: (more[level] - doubt * shift) / (information[level] + doubt) for level, shift in shifts.items()}
    for level, move in moves.items():
        shifts[level] += move
    for place, level, _told in mine:
        odds[place] += moves[level]
    return max(map(abs, moves.values()), default=0.0)


def _counted(told: Iterable[tuple[T, Share]]) -> dict[T, Share]:
    found: dict[T, list[int]] = defaultdict(lambda: [0, 0])
    for key, share in told:
        found[key][0] += share.won
        found[key][1] += share.n
    return {key: Share(*counts) for key, counts in found.items()}
