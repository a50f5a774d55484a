"""Learns from the columnar copy how deals went on from each stage, by how long they had stood in it."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from penstock.forecasts.curves import WEEK, Curve, Week, drawn
from penstock.metrics.columnar import Copy

AGES = (0, 1, 3, 7, 14, 30, 60, 90, 180, 365)
"""Days in a stage at which one looks how deals go on."""

ENOUGH = 30
"""Of fewer deals nothing is learnt: then it is as with those that had stood there for less time."""

YEARS = 3
"""What began longer ago tells nothing of today."""

# A stay is told once for every age that it reached before the moment of learning; the deal's first closing after it
# began is what became of it, and who has none by then is known to have been open until then. What was at once taken
# back was no closing.
STAYS = """
WITH ended AS (
    SELECT DISTINCT deal_id, closed_at, status FROM spans WHERE closed_at < TIMESTAMP '{then}' AND to_at > from_at
),
stays AS (
    SELECT deal_id, stage_id, entered_at, least(left_at, TIMESTAMP '{then}') AS until
    FROM visits WHERE entered_at < TIMESTAMP '{then}' AND entered_at >= TIMESTAMP '{since}' AND NOT is_closed
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


@dataclass(frozen=True)
class Learnt:
    """What was known of all stays at a moment: a curve for each stage and age that enough deals reached."""

    at: datetime
    curves: Mapping[int, Mapping[int, Curve]]

    def chance(self, stage: int, days: float, begins: float, ends: float) -> float | None:
        """Of a deal that stood in a stage for so many days: that it is won between two days, counted from now.

        Of those that stood there at the last age before, it is one that is still open; None where too few ever did.
        """
        known = self.curves.get(stage, {})
        age = next((age for age in reversed(AGES[: bisect_right(AGES, days)]) if age in known), None)
        if age is None:
            return None
        curve, since = known[age], days - age
        still_open = 1 - curve.won_by(since) - curve.lost_by(since)
        won = curve.won_by(since + ends) - curve.won_by(since + begins)
        return max(won, 0.0) / still_open if still_open > 1e-9 else 0.0


def learn(copy: Copy, at: datetime) -> Learnt:
    """Everything that was to be learnt at a moment from what had happened by then."""
    then, since = (moment.astimezone(UTC) for moment in (at, at - timedelta(days=365 * YEARS)))
    asked = STAYS.format(
        then=f"{then:%Y-%m-%d %H:%M:%S}",
        since=f"{since:%Y-%m-%d %H:%M:%S}",
        week=WEEK,
        ages=", ".join(map(str, AGES)),
    )
    counted: dict[int, dict[int, dict[int, Week]]] = defaultdict(lambda: defaultdict(dict))
    for stage, age, week, *counts in copy.ask(asked):
        counted[stage][age][week] = Week(*counts)
    curves = {
        stage: {age: curve for age, weeks in ages.items() if (curve := drawn(weeks)).n >= ENOUGH}
        for stage, ages in counted.items()
    }
    return Learnt(at, curves)
