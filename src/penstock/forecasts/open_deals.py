"""The open deals of a moment with the chances that were learnt, as SQL over the columnar copy."""

from collections.abc import Sequence

from penstock.forecasts.learning import Learnt, Step

DAILY = 14
"""Of so many days in a stage each is told by itself; then whole weeks, each by its first day."""
POINTS = (*range(DAILY), *range(DAILY, 3 * 366, 7))
AT = f"1 + CASE WHEN v.days < {DAILY} THEN v.days ELSE {DAILY} + (least(v.days, {POINTS[-1]}) - {DAILY}) // 7 END"

# The rows of the question know the filters, the rights, the groups and the money; spans and visits the rest.
STANDING = """
    SELECT o.* EXCLUDE (days), coalesce(o.amount, 0)::DOUBLE AS worth, o.amount IS NULL AS is_unrated, odds, expected_on,
        v.days, v.stage_id, l.chances[{at}] AS learnt, coalesce(v.days > l.late_after, FALSE) AS is_late,
        coalesce(l.chances[{at}], odds) AS chance
    FROM ({picked}) o
    JOIN (SELECT deal_id, odds::DOUBLE AS odds, expected_on FROM spans
        WHERE status = 'open' AND from_at < {seen} AND to_at >= {seen}) s ON s.deal_id = o.deal_id
    JOIN (SELECT deal_id, stage_id, (greatest(epoch({seen} - entered_at), 0) // 86400)::INTEGER AS days FROM visits
        WHERE entered_at < {seen} AND left_at >= {seen}) v ON v.deal_id = o.deal_id
    LEFT JOIN ({learnt}) l ON l.stage_id = v.stage_id
"""
SUMMED = """
SELECT g0, count(*), sum(worth), sum(worth * odds), sum(worth * chance) FILTER (learnt IS NOT NULL),
    sum(worth) FILTER ({due}), sum(worth * odds) FILTER ({due}),
    count(*) FILTER (is_late), sum(worth) FILTER (is_late), sum(worth * chance) FILTER (is_late),
    count(*) FILTER (is_unrated)
FROM ({standing}) GROUP BY g0
"""
LISTED = """
SELECT deal_id, stage_id, days, worth, odds, chance, is_late FROM ({standing})
ORDER BY worth * chance DESC, deal_id LIMIT {limit} OFFSET {offset}
"""
DUE = "expected_on >= DATE '{from_on}' AND expected_on < DATE '{until_on}'"


def learnt_as_rows(learnt: Learnt, stages: Sequence[int], ahead: Sequence[Step]) -> str:
    """A row for each stage of which something is known: the chance by days in it, and after how many one is late."""
    rows = []
    for stage in stages:
        chances = [learnt.chance(stage, days, ahead) for days in POINTS]
        told = ", ".join("NULL" if one is None else f"{one:.7g}" for one in chances)
        late = learnt.late_after(stage)
        rows.append(f"({stage}, [{told}]::DOUBLE[], {'NULL' if late is None else late}::DOUBLE)")
    values = ", ".join(rows) or "(NULL, NULL::DOUBLE[], NULL::DOUBLE)"
    return f"SELECT * FROM (VALUES {values}) t(stage_id, chances, late_after)"
