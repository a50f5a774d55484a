"""What people did on deals, from the activities."""

from benchmarks.asked import QUARTER, Asked
from benchmarks.sql.statement import Statement

DONE = """
FROM activities_activity activity{hint} JOIN deals_deal deal ON deal.id = activity.deal_id
WHERE activity.workspace_id = :workspace AND activity.done_at IS NOT NULL AND activity.removed_at IS NULL
    AND deal.removed_at IS NULL"""
HINTED = DONE.format(hint=" NOT INDEXED")
"""Left to itself SQLite looks each row up through an index of the dates, which takes from two to four times as long."""
PLAIN = DONE.format(hint="")

ACTIVITIES_DONE_BY_OWNER = """
SELECT activity.owner_id, count(*) {done} AND activity.kind <> 'note' GROUP BY activity.owner_id"""
"""How many activities each seller did."""

ACTIVITIES_DONE_IN_QUARTER = """
SELECT activity.owner_id, count(*)
{done} AND activity.kind <> 'note' AND activity.done_at >= :start AND activity.done_at < :until
GROUP BY activity.owner_id"""
"""The same in the quarter."""

TOUCHES_PER_DEAL_BY_OWNER = """
SELECT activity.owner_id, 1.0 * count(*) / count(DISTINCT activity.deal_id)
{done} AND activity.kind IN ('call', 'meeting', 'email')
GROUP BY activity.owner_id"""
"""How many times each seller called, met or wrote to on a deal that was touched at all."""

STATEMENTS = {
    Asked("activities_done", "owner"): Statement(
        ACTIVITIES_DONE_BY_OWNER.format(done=HINTED), ACTIVITIES_DONE_BY_OWNER.format(done=PLAIN)
    ),
    Asked("activities_done", "owner", QUARTER): Statement(
        ACTIVITIES_DONE_IN_QUARTER.format(done=HINTED), ACTIVITIES_DONE_IN_QUARTER.format(done=PLAIN)
    ),
    Asked("touches_per_deal", "owner"): Statement(
        TOUCHES_PER_DEAL_BY_OWNER.format(done=HINTED), TOUCHES_PER_DEAL_BY_OWNER.format(done=PLAIN)
    ),
}
