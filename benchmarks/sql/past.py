"""What was true on a past day, and what changed between two days, from the deals' spans."""

from benchmarks.asked import BOARD, QUARTER, THEN, Asked
from benchmarks.sql.statement import Statement

STOOD = """FROM deals_dealspan span JOIN deals_deal deal ON deal.id = span.deal_id
    WHERE span.workspace_id = :workspace AND span.superseded_at IS NULL AND deal.removed_at IS NULL
        AND span.from_at < {moment} AND (span.to_at >= {moment} OR span.to_at IS NULL)"""
"""What was true of each deal at a moment."""

THEN_STOOD = STOOD.format(moment=":then")

PIPELINE_VALUE_THEN = f"""
SELECT span.stage_id, sum(span.value) {THEN_STOOD} AND span.status = 'open' GROUP BY span.stage_id"""
"""What the open deals of each stage were worth half a year ago."""

BOARD_THEN = f"""
SELECT span.stage_id, count(*), sum(span.value), sum(span.value * span.odds) / 100.0
{THEN_STOOD} AND span.status <> 'aside'
GROUP BY span.stage_id"""
"""The heads of the board's columns half a year ago: deals, value and weighted value."""

CARDS_THEN = f"""
SELECT * FROM (
    SELECT span.stage_id, deal.id, deal.name, span.value, span.currency, span.owner_id, span.entered_at,
        row_number() OVER (PARTITION BY span.stage_id ORDER BY span.entered_at DESC, deal.id) AS place
    {THEN_STOOD} AND span.status <> 'aside'
) card
WHERE place <= 11"""
"""The cards that had come last into each column, and one more."""

CLOSED_IN_QUARTER = f"""{STOOD.format(moment=":until")}
    AND span.entered_at >= :start AND span.status IN ('won', 'lost')"""
"""Deals that closed in the quarter and were closed when it ended; a deal enters the stage in which it is closed."""

WIN_RATE_BY_OWNER = f"""
SELECT span.owner_id, avg(CASE WHEN span.status = 'won' THEN 1.0 ELSE 0.0 END) {CLOSED_IN_QUARTER}
GROUP BY span.owner_id"""
"""Which share of them was won, by seller."""

CHANGES = f"""
WITH before AS (
    SELECT span.* {STOOD.format(moment=":start")}
), now AS (
    SELECT span.* {STOOD.format(moment=":until")}
), deal AS (
    SELECT before.status AS was, now.status AS status, before.value AS old, now.value AS value,
        before.owner_id <> now.owner_id OR before.pipeline_id <> now.pipeline_id
            OR before.stage_id <> now.stage_id AS moved,
        before.expected_close_on AS old_day, now.expected_close_on AS day
    FROM now LEFT JOIN before ON before.deal_id = now.deal_id
), change AS (
    SELECT 'opening' AS what, old AS value FROM deal WHERE was = 'open'
    UNION ALL SELECT 'closing', value FROM deal WHERE status = 'open'
    UNION ALL SELECT 'new', value FROM deal WHERE was IS NULL
    UNION ALL SELECT 'reopened', value FROM deal WHERE was IN ('won', 'lost') AND status = 'open'
    UNION ALL SELECT 'brought_back', value FROM deal WHERE was = 'aside' AND status <> 'aside'
    UNION ALL SELECT 'moved_out', -old FROM deal WHERE was = 'open' AND status = 'open' AND moved
    UNION ALL SELECT 'moved_in', old FROM deal WHERE was = 'open' AND status = 'open' AND moved
    UNION ALL SELECT 'grown', value - old FROM deal WHERE was = 'open' AND status = 'open' AND value > old
    UNION ALL SELECT 'shrunk', value - old FROM deal WHERE was = 'open' AND status = 'open' AND value < old
    UNION ALL SELECT 'slipped', 0 FROM deal WHERE was = 'open' AND status = 'open' AND day > old_day
    UNION ALL SELECT 'pulled_in', 0 FROM deal WHERE was = 'open' AND status = 'open' AND day < old_day
    UNION ALL SELECT status, -old FROM deal WHERE was = 'open' AND status IN ('won', 'lost')
    UNION ALL SELECT status, -value FROM deal WHERE (was IS NULL OR was = 'aside') AND status IN ('won', 'lost')
    UNION ALL SELECT 'set_aside', -old FROM deal WHERE was = 'open' AND status = 'aside'
    UNION ALL SELECT 'set_aside', -value FROM deal WHERE was IS NULL AND status = 'aside'
)
SELECT what, sum(value) FROM change GROUP BY what"""
"""How the value of the open deals came from what it was a quarter ago to what it is, change by change."""

STATEMENTS = {
    Asked("pipeline_value", "stage", THEN): Statement(PIPELINE_VALUE_THEN),
    Asked(BOARD, "stage", THEN): Statement(BOARD_THEN),
    Asked("win_rate", "owner", QUARTER): Statement(WIN_RATE_BY_OWNER),
    Asked("pipeline_changes", "change", QUARTER): Statement(CHANGES),
}
