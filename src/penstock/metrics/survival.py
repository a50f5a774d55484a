"""The median of a duration of which some are not over, by Kaplan and Meier (1958), as SQL over the columnar copy.

Durations are taken by a clock of ticks that puts all that differ in order. What is over is counted as it was kept; what
lasts, by itself: where both took as long, it stands first, for it was still at risk.
"""

from math import log

from penstock.metrics.columnar.tables import days_of_ticks, latest, ticks

ENDED_BY = """1e12 * CASE WHEN events <= 0 THEN 0 WHEN events = at_risk THEN -50 ELSE ln(1 - events / at_risk) END"""
"""The logarithm of the share that goes on, in billionths of thousandths; as good as none where none does."""
HALF = round(1e12 * log(0.5)) + 1000
CURVES = """
    WITH picked AS NOT MATERIALIZED ({picked}), cells AS (
        SELECT {split}ticks, count(*)::INTEGER AS ended, sum(amount)::INTEGER AS events
        FROM picked WHERE is_over GROUP BY {split}ticks
        UNION ALL
        SELECT {split}{lasting} AS lasting, count(*)::INTEGER, -1
        FROM picked WHERE NOT is_over GROUP BY {split}lasting
    ), counted AS (
        SELECT *, lag(1) OVER () IS NULL{begins} AS begins, lead(1) OVER () IS NULL{ends} AS ends,
            (sum(ended) OVER (ROWS UNBOUNDED PRECEDING))::BIGINT AS through
        FROM (SELECT * FROM cells ORDER BY {split}ticks DESC, events)
    ), risked AS (
        SELECT {split}ticks, events, ends, (through - {before})::INTEGER AS at_risk FROM counted
    ), lived AS (
        SELECT {split}ticks, at_risk, ended_by,
            (sum(ended_by) OVER (ROWS UNBOUNDED PRECEDING))::BIGINT - ended_by AS longer
        FROM (SELECT *, ({ended_by})::BIGINT AS ended_by FROM risked WHERE events > 0 OR ends)
    ), wholes AS (
        SELECT {split}max(at_risk) AS n, max(longer) + sum(ended_by) AS through FROM lived GROUP BY {groups}
    )
    SELECT {wholes}coalesce(any_value(n), 0) AS n, {median} AS value, 0 AS unrated
    FROM wholes w JOIN lived l ON {alike} GROUP BY {grouped}"""
"""The sums run over sorted rows as they stand, the longest duration first, so that what runs up to a row is how many
had not ended before it; logarithms are whole numbers, of which no sum depends on what was summed up before. From there
on only the rows are kept at which the share falls, and the last of each group, at which all were at risk."""


def survival(picked: str, groups: list[str]) -> str:
    """For each group how many there are and the days after which half of them are over; none where it never comes."""
    begins, ends = (
        "".join(f" OR {beside}({one}) OVER () IS DISTINCT FROM {one}" for one in groups) for beside in ("lag", "lead")
    )
    return CURVES.format(
        picked=picked,
        split="".join(f"{one}, " for one in groups),
        groups=", ".join(groups) or "()",
        begins=begins,
        ends=ends,
        lasting=ticks("days"),
        before=latest("begins", "through - ended"),
        ended_by=ENDED_BY,
        median=days_of_ticks(f"(min(ticks) FILTER (w.through - longer <= {HALF}))"),
        wholes="".join(f"w.{one}, " for one in groups),
        alike=" AND ".join(f"l.{one} IS NOT DISTINCT FROM w.{one}" for one in groups) or "TRUE",
        grouped=", ".join(f"w.{one}" for one in groups) or "()",
    )
