"""The pipeline as it stands, from the deals themselves."""

from benchmarks.asked import Asked
from benchmarks.sql.statement import Statement

OPEN = "FROM deals_deal WHERE workspace_id = :workspace AND status = 'open' AND removed_at IS NULL"

OPEN_DEALS = f"SELECT count(*) {OPEN}"
"""How many deals are open."""

PIPELINE_VALUE = f"SELECT sum(value) {OPEN}"
"""What they are worth."""

PIPELINE_VALUE_BY_OWNER = f"SELECT owner_id, sum(value) {OPEN} GROUP BY owner_id"
"""What each seller's open deals are worth."""

PIPELINE_VALUE_BY_STAGE = f"SELECT stage_id, sum(value) {OPEN} GROUP BY stage_id"
"""What the open deals of each stage are worth."""

STATEMENTS = {
    Asked("open_deals"): Statement(OPEN_DEALS),
    Asked("pipeline_value"): Statement(PIPELINE_VALUE),
    Asked("pipeline_value", "owner"): Statement(PIPELINE_VALUE_BY_OWNER),
    Asked("pipeline_value", "stage"): Statement(PIPELINE_VALUE_BY_STAGE),
}
