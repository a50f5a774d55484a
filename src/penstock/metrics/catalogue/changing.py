"""What became of the pipeline between two moments: rows that lead exactly from what it was worth to what it is."""

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

# A row: which side of the deal it speaks of (what it was, or what it is), what it is called, what it adds in the
# currency of that side, at the rate of which day (null: of the last one), and when there is one.
BEFORE, AFTER = "f", "t"
FIRST_DAY = ":eve"
LAST_DAY = "NULL::DATE"
BOTH = "f.status = 'open' AND t.status = 'open'"
CLOSED_THEN = "f.status IN ('won', 'lost')"
SAME = "f.currency = t.currency"
ELSEWHERE = "(f.owner_id, f.pipeline_id, f.stage_id) IS DISTINCT FROM (t.owner_id, t.pipeline_id, t.stage_id)"
SEVERAL_RATES = "f.currency IN (SELECT currency FROM rates GROUP BY currency HAVING count(*) > 1)"
ROWS = (
    (BEFORE, "opening", "f.value", FIRST_DAY, "f.status = 'open'"),
    (AFTER, "closing", "t.value", LAST_DAY, "t.status = 'open'"),
    (AFTER, "new", "t.value", LAST_DAY, "f.status IS NULL"),
    (AFTER, "reopened", "t.value", LAST_DAY, f"{CLOSED_THEN} AND t.status = 'open'"),
    (AFTER, "brought_back", "t.value", LAST_DAY, "f.status = 'aside'"),
    (AFTER, "won", "-t.value", LAST_DAY, "f.status IS NULL AND t.status = 'won'"),
    (AFTER, "lost", "-t.value", LAST_DAY, "f.status IS NULL AND t.status = 'lost'"),
    (BEFORE, "won", "-f.value", FIRST_DAY, "f.status = 'open' AND t.status = 'won'"),
    (BEFORE, "lost", "-f.value", FIRST_DAY, "f.status = 'open' AND t.status = 'lost'"),
    (AFTER, "won", "-t.value", LAST_DAY, "f.status = 'aside' AND t.status = 'won'"),
    (AFTER, "lost", "-t.value", LAST_DAY, "f.status = 'aside' AND t.status = 'lost'"),
    (AFTER, "set_aside", "-t.value", LAST_DAY, "f.status IS NULL AND t.status = 'aside'"),
    (BEFORE, "set_aside", "-f.value", FIRST_DAY, "f.status = 'open' AND t.status = 'aside'"),
    (BEFORE, "moved_out", "-f.value", FIRST_DAY, f"{BOTH} AND {ELSEWHERE}"),
    (AFTER, "moved_in", "f.value", FIRST_DAY, f"{BOTH} AND {ELSEWHERE}"),
    (AFTER, "grown", "t.value - f.value", LAST_DAY, f"{BOTH} AND {SAME} AND t.value > f.value"),
    (AFTER, "shrunk", "t.value - f.value", LAST_DAY, f"{BOTH} AND {SAME} AND t.value < f.value"),
    (AFTER, "revalued", "-f.value", FIRST_DAY, f"{BOTH} AND (NOT ({SAME}) OR {SEVERAL_RATES})"),
    (AFTER, "revalued", "f.value", LAST_DAY, f"{BOTH} AND {SAME} AND {SEVERAL_RATES}"),
    (AFTER, "revalued", "t.value", LAST_DAY, f"{BOTH} AND NOT ({SAME})"),
    (AFTER, "slipped", "0", LAST_DAY, f"{BOTH} AND t.expected_on > f.expected_on"),
    (AFTER, "pulled_in", "0", LAST_DAY, f"{BOTH} AND t.expected_on < f.expected_on"),
)


def _row(side: str, change: str, value: str, day: str, when: str) -> str:
    currency = "f.currency" if value.lstrip("-") == "f.value" else "t.currency"
    return f"""SELECT '{change}' AS change, {value} AS value, {day} AS rated_on, {currency} AS currency,
        {side}.owner_id, {side}.pipeline_id, {side}.stage_id, t.loss_reason_id, {FACTS} FROM ends WHERE {when}"""


FACTS = "t.deal_id, t.reader_id, t.source_id, t.product_id, t.company_id, t.type, t.opened_on"
ENDS = """SELECT f, t FROM (SELECT * FROM spans WHERE from_at < :until AND to_at >= :until) t
    LEFT JOIN (SELECT * FROM spans WHERE from_at < :start AND to_at >= :start) f ON f.deal_id = t.deal_id
    WHERE t.status = 'open' OR f.status = 'open' OR f.status IS NULL OR (f.status = 'aside' AND t.status <> 'aside')"""
TABLE = f"(WITH ends AS MATERIALIZED ({ENDS}) {' UNION ALL '.join(_row(*one) for one in ROWS)})"

CHANGED = RowSet(
    TABLE,
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
)
