"""The open deals of a moment with the chances that were learnt, as SQL over the columnar copy."""

from collections.abc import Sequence
from typing import Any

from penstock.forecasts.effects import FACTORS, Effects
from penstock.forecasts.learning import Learnt, Step
from penstock.metrics.dimensions import Dimension

DAILY = 14
"""Of so many days in a stage each is told by itself; then whole weeks, each by its first day."""
POINTS = (*range(DAILY), *range(DAILY, 3 * 366, 7))
AT = f"1 + CASE WHEN v.days < {DAILY} THEN v.days ELSE {DAILY} + (least(v.days, {POINTS[-1]}) - {DAILY}) // 7 END"
LEFT_OUT = "coalesce(category = 'omitted', FALSE)"
"""Somebody said that a deal is not in the forecast."""

# What a row of the question tells of its deal before its groups.
FACTS = tuple(Dimension(name, name, f"p.{name}") for name in ("stage_id", "odds", "expected_on", "category", *FACTORS))
TOLD = ", ".join(f"o.g{number} AS {fact.key}" for number, fact in enumerate(FACTS))

# The rows of the question know the filters, the rights, the groups and the money; visits how long a deal stands there.
STANDING = """
    SELECT o.* EXCLUDE (days), {told}, coalesce(o.amount, 0)::DOUBLE AS worth, o.amount IS NULL AS is_unrated, v.days,
        l.chance AS learnt, coalesce(v.days > l.late_after, FALSE) AS is_late, exp({shift}) AS kind,
        CASE WHEN {left_out} THEN 0 ELSE coalesce(learnt * kind / (1 - learnt + learnt * kind), odds)::DOUBLE
        END AS chance
    FROM ({picked}) o
    JOIN (SELECT deal_id, stage_id, floor(greatest(epoch({seen} - entered_at), 0) / 86400)::INTEGER AS days FROM visits
        WHERE entered_at < {seen} AND left_at >= {seen}) v ON v.deal_id = o.deal_id
    LEFT JOIN ({learnt}) l ON l.stage_id = v.stage_id AND l.point = {at}
"""
SUMMED = """
SELECT {groups}, grouping_id({groups}), count(*), sum(worth), sum(worth * odds)::DOUBLE,
    CASE WHEN count(learnt) > 0 THEN sum(worth * chance) END,
    sum(worth) FILTER ({due}),
    sum(worth) FILTER ({due} AND category = 'commit'), sum(worth) FILTER ({due} AND category = 'best_case'),
    sum(worth) FILTER ({due} AND category = 'omitted'),
    count(*) FILTER (is_late), sum(worth) FILTER (is_late), sum(worth * chance) FILTER (is_late),
    count(*) FILTER (is_unrated)
FROM ({standing}) GROUP BY GROUPING SETS ({sets})
"""
LISTED = """
SELECT deal_id, stage_id, days, worth, odds::DOUBLE, learnt, chance, is_late, category::VARCHAR, {factors}
FROM ({standing}) {which} ORDER BY worth * chance DESC, chance DESC, deal_id LIMIT {limit} OFFSET {offset}
"""
DUE = "expected_on >= DATE '{from_on}' AND expected_on < DATE '{until_on}'"


def standing(picked: str, seen: str, learnt: Learnt, effects: Effects, ahead: Sequence[Step]) -> str:
    """The open deals among some rows, each with the chance that it is won in the time ahead."""
    return STANDING.format(
        picked=picked,
        seen=seen,
        at=AT,
        left_out=LEFT_OUT,
        told=TOLD,
        learnt=_by_stage(learnt, ahead),
        shift=" + ".join(_shift(factor, effects) for factor in FACTORS),
    )


def summed(standing: str, due: str, splits: int) -> str:
    """What they come to, by each of so many splits at once."""
    groups = [f"g{len(FACTS) + number}" for number in range(splits)]
    sets = ", ".join(f"({group})" for group in groups)
    return SUMMED.format(standing=standing, due=due, groups=", ".join(groups), sets=sets)


def split_of(row: Sequence[Any], splits: int) -> int:
    """Which split a row of ``summed`` is of: its grouping has a bit for every other one, the first split's on top."""
    here: int = (1 << splits) - 1 - row[splits]
    return splits - here.bit_length()


def listed(standing: str, page: slice, which: str = "") -> str:
    """The deals themselves, those of which most is to be expected first."""
    limit, factors = page.stop - page.start, ", ".join(FACTORS)
    return LISTED.format(standing=standing, which=which, limit=limit, offset=page.start, factors=factors)


def _by_stage(learnt: Learnt, ahead: Sequence[Step]) -> str:
    """A row for each known stage and each point: the chance, and after how many days one is late."""
    rows = []
    for stage in learnt.curves:
        chances = [learnt.chance(stage, days, ahead) for days in POINTS]
        told = ", ".join("NULL" if one is None else f"{one:.7g}" for one in chances)
        late = learnt.late_after(stage)
        rows.append(f"({stage}, [{told}]::DOUBLE[], {'NULL' if late is None else late}::DOUBLE)")
    values = ", ".join(rows) or "(NULL, NULL::DOUBLE[], NULL::DOUBLE)"
    return f"""SELECT stage_id, late_after, unnest(chances) AS chance, generate_subscripts(chances, 1) AS point
        FROM (VALUES {values}) t(stage_id, chances, late_after)"""


def _shift(factor: str, effects: Effects) -> str:
    """The effect of a factor's level; words of a type are written as the engine writes words."""
    known = effects.shifts.get(factor, {})
    cases = " ".join(f"WHEN {_literal(level)} THEN {shift:.7g}" for level, shift in known.items())
    return f"CASE {factor} {cases} ELSE 0 END" if cases else "0"


def _literal(level: str | int | None) -> str:
    return str(level) if isinstance(level, int) else "'" + str(level).replace("'", "''") + "'"
