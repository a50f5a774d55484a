"""Learns from the columnar copy how deals went on from each stage, by how long they had stood in it."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from penstock.forecasts.curves import WEEK, Curve, Week, drawn, leaving
from penstock.forecasts.seasons import Seasons
from penstock.metrics.columnar import Copy

AGES = (0, 1, 3, 7, 14, 30, 60, 90, 180, 365)
"""Days in a stage at which one looks how deals go on."""

ENOUGH = 30
"""Of fewer deals nothing is learnt: then it is as with those that had stood there for less time."""

YEARS = 3
"""What began longer ago tells nothing of today."""

NEARLY_ALL = 0.95
"""Whoever waits longer than this share of the won deals did is late."""

# A stay is told once for every age that it reached before the moment of learning; the deal's first closing after it
# began is what became of it, and who has none by then is known to have been open until then. What was at once taken
# back was no closing.
STAYS = """
WITH ended AS (
    SELECT DISTINCT deal_id, closed_at, status FROM spans
    WHERE closed_at < TIMESTAMP '{then}' AND to_at > from_at AND deal_id % {every} = 0
),
stays AS (
    SELECT deal_id, stage_id, entered_at, least(left_at, TIMESTAMP '{then}') AS until
    FROM visits WHERE entered_at < TIMESTAMP '{then}' AND entered_at >= TIMESTAMP '{since}' AND NOT is_closed
        AND deal_id % {every} = 0
),
told AS (
    SELECT s.stage_id, s.entered_at, s.until, e.status, coalesce(e.closed_at, TIMESTAMP '{then}') AS ends_at
    FROM stays s ASOF LEFT JOIN ended e ON e.deal_id = s.deal_id AND e.closed_at >= s.entered_at
)
SELECT stage_id, age, floor((epoch(ends_at - entered_at) / 86400 - age) / {week})::INTEGER AS week,
    count(*) FILTER (status = 'won'), count(*) FILTER (status = 'lost'), count(*) FILTER (status IS NULL)
FROM told JOIN (SELECT unnest([{ages}]) AS age) ON until - entered_at >= to_days(age)
GROUP BY ALL
"""


SIZE = "SELECT count(*) FROM visits"
PLENTY = 200_000
"""Of more stays those of every so manieth deal tell enough."""


class Step(NamedTuple):
    """Some days from the day of asking, with their season, and whether they are in the period."""

    begins: int
    ends: int
    factor: float
    counts: bool


def steps(asked: date, begins: int, ends: int, seasons: Seasons) -> list[Step]:
    """The weeks from a day of asking until the end of a period, parted where it begins."""
    parts = sorted({*range(0, ends, WEEK), begins, ends} - set(range(ends + 1, begins + 1)))
    return [
        Step(one, other, seasons.of(asked + timedelta(days=one), asked + timedelta(days=other)), one >= begins)
        for one, other in pairwise(parts)
    ]


@dataclass(frozen=True)
class Learnt:
    """What was known of all stays at a moment: a curve for each stage and age that enough deals reached."""

    at: datetime
    curves: Mapping[int, Mapping[int, Curve]]

    def chance(self, stage: int, days: float, ahead: Sequence[Step]) -> float | None:
        """Of a deal that stood in a stage for so many days: that it is won in the period that the steps tell of.

        Of those that stood there at the last age before, it is one that is still open; what was won of them in each
        step is more or less by the step's season; one begins where the one before ends. None where too few
        deals ever stood there.
        """
        told = self.told_by(stage, days)
        if told is None:
            return None
        age, curve = told
        since = days - age
        chance, left, before = 0.0, 1.0, curve.by(since + ahead[0].begins) if ahead else (0.0, 0.0)
        for step in ahead:
            after = curve.by(since + step.ends)
            won, lost = leaving(before, after)
            before = after
            won *= step.factor
            won /= max(won + lost, 1.0)
            chance += left * won if step.counts else 0.0
            left *= 1 - min(won + lost, 1.0)
        return chance

    def told_by(self, stage: int, days: float) -> tuple[int, Curve] | None:
        """The last age before so many days that enough deals reached in a stage, and how those went on."""
        known = self.curves.get(stage, {})
        age = next((age for age in reversed(AGES[: bisect_right(AGES, days)]) if age in known), None)
        return None if age is None else (age, known[age])

    def late_after(self, stage: int) -> float | None:
        """After how many days in a stage nearly all deals that were won had been won; None where none was."""
        curve = self.curves.get(stage, {}).get(0)
        if curve is None or not curve.won or not curve.won[-1]:
            return None
        most = NEARLY_ALL * curve.won[-1]
        return WEEK * next(number for number, share in enumerate(curve.won, 1) if share >= most)

    def won_at_last(self, stage: int) -> tuple[float, int] | None:
        """Which share of the deals that came to a stage was won, of how many."""
        curve = self.curves.get(stage, {}).get(0)
        return (curve.in_the_end, curve.n) if curve else None


def every(copy: Copy) -> int:
    """Of every how manieth deal one learns."""
    stays: int = copy.ask(SIZE)[0][0]
    return max(stays // PLENTY, 1)


def learn(copy: Copy, at: datetime) -> Learnt:
    """Everything that was to be learnt at a moment from what had happened by then."""
    then, since = (moment.astimezone(UTC) for moment in (at, at - timedelta(days=365 * YEARS)))
    asked = STAYS.format(
        then=f"{then:%Y-%m-%d %H:%M:%S}",
        since=f"{since:%Y-%m-%d %H:%M:%S}",
        week=WEEK,
        ages=", ".join(map(str, AGES)),
        every=every(copy),
    )
    counted: dict[int, dict[int, dict[int, Week]]] = defaultdict(lambda: defaultdict(dict))
    for stage, age, week, *counts in copy.ask(asked):
        counted[stage][age][week] = Week(*counts)
    curves = {
        stage: {age: curve for age, weeks in ages.items() if (curve := drawn(weeks)).n >= ENOUGH}
        for stage, ages in counted.items()
    }
    return Learnt(at, curves)
