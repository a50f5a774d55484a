"""How deals ended and how fast, from the deals themselves."""

from benchmarks.asked import Asked
from benchmarks.sql.statement import Statement

WON = "FROM deals_deal WHERE workspace_id = :workspace AND status = 'won' AND removed_at IS NULL"
CLOSED = "workspace_id = :workspace AND status IN ('won', 'lost') AND removed_at IS NULL"
IS_WON = "CASE WHEN status = 'won' THEN 1.0 ELSE 0.0 END"

REVENUE_WON = f"SELECT sum(value) {WON}"
"""What was won."""

REVENUE_WON_BY_OWNER = f"SELECT owner_id, sum(value) {WON} GROUP BY owner_id"
"""What each seller won."""

REVENUE_WON_BY_MONTH = f"SELECT strftime('%Y-%m', closed_at) AS month, sum(value) {WON} GROUP BY month"
"""What was won in each month."""

REVENUE_WON_BY_MONTH_ON_POSTGRESQL = (
    f"SELECT to_char(closed_at AT TIME ZONE 'UTC', 'YYYY-MM') AS month, sum(value) {WON} GROUP BY month"
)

WIN_RATE = f"SELECT avg({IS_WON}) FROM deals_deal WHERE {CLOSED}"
"""Which share of the closed deals was won."""

WIN_RATE_BY_OWNER = f"SELECT owner_id, avg({IS_WON}) FROM deals_deal WHERE {CLOSED} GROUP BY owner_id"
"""The same by seller."""

WIN_RATE_BY_SECTOR = f"""
SELECT company.sector, avg({IS_WON})
FROM (SELECT company_id, status FROM deals_deal WHERE {CLOSED}) deal
    LEFT JOIN companies_company company ON company.id = deal.company_id
GROUP BY company.sector"""
"""The same by the sector of the customer."""

CYCLE_LENGTH_BY_SOURCE = f"""
SELECT source_id, avg(julianday(closed_at) - julianday(opened_at)) {WON} GROUP BY source_id"""
"""How many days a won deal took, by where it came from."""

CYCLE_LENGTH_BY_SOURCE_ON_POSTGRESQL = f"""
SELECT source_id, avg(extract(epoch FROM closed_at - opened_at)) / 86400 {WON} GROUP BY source_id"""

VELOCITY_BY_OWNER = """
SELECT owner_id,
    1.0 * count(*) FILTER (WHERE status = 'open')
    * count(*) FILTER (WHERE status = 'won') / nullif(count(*) FILTER (WHERE status <> 'open'), 0)
    * avg(value) FILTER (WHERE status = 'won')
    / nullif(avg(days) FILTER (WHERE status = 'won'), 0)
FROM (
    SELECT owner_id, status, value, julianday(closed_at) - julianday(opened_at) AS days
    FROM deals_deal
    WHERE workspace_id = :workspace AND status IN ('open', 'won', 'lost') AND removed_at IS NULL
) deal
GROUP BY owner_id"""
"""Open deals × win rate × average won deal ÷ days that a won one took, by seller."""

VELOCITY_BY_OWNER_ON_POSTGRESQL = VELOCITY_BY_OWNER.replace(
    "julianday(closed_at) - julianday(opened_at)", "extract(epoch FROM closed_at - opened_at) / 86400"
)

STATEMENTS = {
    Asked("revenue_won"): Statement(REVENUE_WON),
    Asked("revenue_won", "owner"): Statement(REVENUE_WON_BY_OWNER),
    Asked("revenue_won", "month"): Statement(REVENUE_WON_BY_MONTH, REVENUE_WON_BY_MONTH_ON_POSTGRESQL),
    Asked("win_rate"): Statement(WIN_RATE),
    Asked("win_rate", "owner"): Statement(WIN_RATE_BY_OWNER),
    Asked("win_rate", "sector"): Statement(WIN_RATE_BY_SECTOR),
    Asked("cycle_length", "source"): Statement(CYCLE_LENGTH_BY_SOURCE, CYCLE_LENGTH_BY_SOURCE_ON_POSTGRESQL),
    Asked("pipeline_velocity", "owner"): Statement(VELOCITY_BY_OWNER, VELOCITY_BY_OWNER_ON_POSTGRESQL),
}
