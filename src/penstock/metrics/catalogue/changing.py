"""What became of the pipeline between two moments: rows that lead exactly from what it was worth to what it is."""

import re
from collections.abc import Collection

from penstock.metrics.catalogue.rows import RowSet

CHANGES = (
    "opening",
    "new",
    "reopened",
    "brought_back",
    "moved_in",
    "moved_out",
    "grown",
    "shrunk",
    "revalued",
    "slipped",
    "pulled_in",
    "won",
    "lost",
    "set_aside",
    "closing",
)
ENDS = ("opening", "closing")
BETWEEN = tuple(one for one in CHANGES if one not in ENDS)

# A row: which side of the deal it speaks of (what it was, or what it is), what it is called, what it adds in the
# currency of that side, at the rate of which day (null: of the last one), and of which deals of its kind there is one.
BEFORE, AFTER = "f", "t"
FIRST_DAY = ":eve"
LAST_DAY = "NULL::DATE"
ALL = "TRUE"
SAME = "f.currency = t.currency"
ELSEWHERE = f"({' OR '.join(f'f.{at} IS DISTINCT FROM t.{at}' for at in ('owner_id', 'pipeline_id', 'stage_id'))})"
SEVERAL_RATES = "f.currency IN (SELECT currency FROM rates GROUP BY currency HAVING count(*) > 1)"
OPENING = (BEFORE, "opening", "f.value", FIRST_DAY, ALL)
CLOSING = (AFTER, "closing", "t.value", LAST_DAY, "t.status = 'open'")
REVALUED = (
    (AFTER, "revalued", "-f.value", FIRST_DAY, f"NOT ({SAME}) OR {SEVERAL_RATES}"),
    (AFTER, "revalued", "f.value", LAST_DAY, f"{SAME} AND {SEVERAL_RATES}"),
    (AFTER, "revalued", "t.value", LAST_DAY, f"NOT ({SAME})"),
)
Row = tuple[str, str, str, str, str]
# Deals told apart by how they stood at both ends, so that a row is only looked for where it may be.
KINDS: dict[str, tuple[str, tuple[Row, ...]]] = {
    "came": (
        "f_status IS NULL",
        (
            (AFTER, "new", "t.value", LAST_DAY, ALL),
            (AFTER, "won", "-t.value", LAST_DAY, "t.status = 'won'"),
            (AFTER, "lost", "-t.value", LAST_DAY, "t.status = 'lost'"),
            (AFTER, "set_aside", "-t.value", LAST_DAY, "t.status = 'aside'"),
            CLOSING,
        ),
    ),
    "stayed": (
        "f_status = 'open' AND t_status = 'open'",
        (
            OPENING,
            (BEFORE, "moved_out", "-f.value", FIRST_DAY, ELSEWHERE),
            (AFTER, "moved_in", "f.value", FIRST_DAY, ELSEWHERE),
            (AFTER, "grown", "t.value - f.value", LAST_DAY, f"{SAME} AND t.value > f.value"),
            (AFTER, "shrunk", "t.value - f.value", LAST_DAY, f"{SAME} AND t.value < f.value"),
            *REVALUED,
            (AFTER, "slipped", "0", LAST_DAY, "t.expected_on > f.expected_on"),
            (AFTER, "pulled_in", "0", LAST_DAY, "t.expected_on < f.expected_on"),
            CLOSING,
        ),
    ),
    "gone": (
        "f_status = 'open' AND t_status <> 'open'",
        (
            OPENING,
            (BEFORE, "won", "-f.value", FIRST_DAY, "t.status = 'won'"),
            (BEFORE, "lost", "-f.value", FIRST_DAY, "t.status = 'lost'"),
            (BEFORE, "set_aside", "-f.value", FIRST_DAY, "t.status = 'aside'"),
        ),
    ),
    "back": (
        "f_status <> 'open'",
        (
            (AFTER, "reopened", "t.value", LAST_DAY, "f.status <> 'aside' AND t.status = 'open'"),
            (AFTER, "brought_back", "t.value", LAST_DAY, "f.status = 'aside'"),
            (AFTER, "won", "-t.value", LAST_DAY, "f.status = 'aside' AND t.status = 'won'"),
            (AFTER, "lost", "-t.value", LAST_DAY, "f.status = 'aside' AND t.status = 'lost'"),
            CLOSING,
        ),
    ),
}
# What stood open as the same span at both ends has not changed, but for what its currency is worth.
UNCHANGED = (OPENING, CLOSING, *REVALUED)
OF_THE_DEAL = ("deal_id", "reader_id", "source_id", "product_id", "company_id", "type", "opened_on", "loss_reason_id")
SIDE, IN_HAND = re.compile(r"\b([ft])\."), r"\1_"
OF_AN_END = ("owner_id", "pipeline_id", "stage_id", "status", "value", "currency", "expected_on")


def _row(source: str, row: Row) -> str:
    side, change, value, day, when = row
    currency = "f.currency" if value.lstrip("-") == "f.value" else "t.currency"
    picked = f"""SELECT '{change}' AS change, {value} AS value, {day} AS rated_on, {currency} AS currency,
        {side}.owner_id AS owner_id, {side}.pipeline_id AS pipeline_id, {side}.stage_id AS stage_id,
        {", ".join(OF_THE_DEAL)}"""
    return f"{SIDE.sub(IN_HAND, picked)} FROM {source} WHERE {SIDE.sub(IN_HAND, when)}"


def _columns(before: str) -> str:
    """A deal at both ends: f_… of one table, and t_… of the span at the end."""
    sides = [f"{table}.{name} AS {side}_{name}" for side, table in (("f", before), ("t", "t")) for name in OF_AN_END]
    return ", ".join([*(f"t.{name}" for name in OF_THE_DEAL), *sides])


# Three kinds of spans, told apart by where they begin and end: the engine then skips all others without a look.
# As of a day before the first one of the period nothing has changed yet.
BEGAN_BETWEEN = "from_at >= :start AND from_at < :until AND to_at >= :until"
ENDED_BETWEEN = "from_at < :start AND to_at >= :start AND to_at < :until"
TRUE_ALL_ALONG = "from_at < :start AND to_at >= :until"
# Only spans that are true at one end alone are brought together: several times fewer than all.
CHANGED_SPANS = f"""SELECT {_columns("f")}
    FROM (SELECT * FROM spans WHERE {BEGAN_BETWEEN}) t
    LEFT JOIN (SELECT * FROM spans WHERE {ENDED_BETWEEN}) f ON f.deal_id = t.deal_id
    WHERE t.status = 'open' OR f.status = 'open' OR f.status IS NULL OR (f.status = 'aside' AND t.status <> 'aside')"""
STILL_OPEN = f"(SELECT {_columns('t')} FROM spans t WHERE {TRUE_ALL_ALONG} AND status = 'open')"


def table_of(changes: Collection[str]) -> str:
    """The rows of some changes: to plan for all of them takes longer than to look for most of them."""
    told = [(name, row) for name, (_which, rows) in KINDS.items() for row in rows if row[1] in changes]
    picked = "".join(
        f", {name} AS MATERIALIZED (SELECT * FROM ends WHERE {KINDS[name][0]})"
        for name in dict.fromkeys(name for name, _row in told)
    )
    rows = [_row(*one) for one in told] + [_row(STILL_OPEN, one) for one in UNCHANGED if one[1] in changes]
    return f"(WITH ends AS MATERIALIZED ({CHANGED_SPANS}){picked} {' UNION ALL '.join(rows)})"


CHANGED = RowSet(
    table_of(CHANGES),
    "TRUE",
    "TRUE",
    {
        "owner": "p.owner_id",
        "pipeline": "p.pipeline_id",
        "stage": "p.stage_id",
        "currency": "p.currency",
        "loss_reason": "p.loss_reason_id",
        "outcome": "p.change",
        "change": "p.change",
        "days": "NULL::DOUBLE",
        "rated_on": "p.rated_on",
    },
    table_of=table_of,
)
