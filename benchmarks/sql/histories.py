"""How deals went from stage to stage, from their spans."""

from benchmarks.asked import Asked
from benchmarks.sql.statement import Statement

LEAVINGS = """
WITH step AS (
    SELECT span.deal_id, span.visit, span.pipeline_id, span.stage_id, span.owner_id,
        lead(span.visit) OVER story AS next_visit,
        lead(span.pipeline_id) OVER story AS next_pipeline_id,
        lead(span.stage_id) OVER story AS next_stage_id,
        lead(span.status) OVER story AS next_status,
        lead(span.loss_reason_id) OVER story AS loss_reason_id
    FROM deals_dealspan span JOIN deals_deal deal ON deal.id = span.deal_id
    WHERE span.workspace_id = :workspace AND span.superseded_at IS NULL AND deal.removed_at IS NULL
    WINDOW story AS (PARTITION BY span.deal_id ORDER BY span.visit, span.from_at, span.id)
), leaving AS (
    SELECT step.deal_id, step.stage_id, step.owner_id, step.loss_reason_id,
        CASE
            WHEN step.next_status = 'won' THEN 'forward'
            WHEN step.next_status = 'lost' THEN 'lost'
            WHEN step.next_pipeline_id <> step.pipeline_id THEN 'forward'
            WHEN there."order" > here."order" THEN 'forward'
            ELSE 'back' END AS way,
        row_number() OVER (PARTITION BY step.deal_id, step.stage_id ORDER BY step.visit DESC) AS from_last
    FROM step
        JOIN pipelines_stage here ON here.id = step.stage_id
        JOIN pipelines_stage there ON there.id = step.next_stage_id
    WHERE step.next_visit <> step.visit
)"""
"""Each leaving of a stage: where the deal went, and whether it was its last one from that stage."""

IS_FORWARD = "avg(CASE WHEN way = 'forward' THEN 1.0 ELSE 0.0 END)"

CONVERSION_BY_STAGE = f"""{LEAVINGS}
SELECT stage_id, {IS_FORWARD} FROM leaving WHERE from_last = 1 AND way <> 'back' GROUP BY stage_id"""
"""Of the deals that left a stage forward or were lost from it, which share went forward."""

CONVERSION_BY_TEAM = f"""{LEAVINGS}
SELECT person.team_id, {IS_FORWARD}
FROM leaving LEFT JOIN workspaces_person person ON person.id = leaving.owner_id
WHERE from_last = 1 AND way <> 'back'
GROUP BY person.team_id"""
"""The same by the team of whoever had the deal then."""

LOSSES_BY_REASON = f"""{LEAVINGS}
SELECT loss_reason_id, count(*) FROM leaving WHERE way = 'lost' GROUP BY loss_reason_id"""
"""How many times a deal was lost for which reason."""

STAY = """
    SELECT span.deal_id, span.visit, max(span.stage_id) AS stage_id,
        sum(CASE WHEN span.status = 'aside' THEN 0 ELSE {days} END) AS days
    FROM deals_dealspan span JOIN deals_deal deal ON deal.id = span.deal_id
    WHERE span.workspace_id = :workspace AND span.superseded_at IS NULL AND deal.removed_at IS NULL
    GROUP BY span.deal_id, span.visit
    HAVING count(*) = count(span.to_at)"""
"""For how many days a deal was in a stage, without those for which it was set aside; visits that have ended."""

MEDIAN_STAY_BY_STAGE = f"""
WITH stay AS ({STAY.format(days="julianday(span.to_at) - julianday(span.from_at)")}), ranked AS (
    SELECT stage_id, days, row_number() OVER (PARTITION BY stage_id ORDER BY days) AS place,
        count(*) OVER (PARTITION BY stage_id) AS stays
    FROM stay
)
SELECT stage_id, avg(days) FROM ranked WHERE place IN ((stays + 1) / 2, (stays + 2) / 2) GROUP BY stage_id"""
"""How many days half of the deals stayed in a stage at most; SQLite has no median."""

MEDIAN_STAY_BY_STAGE_ON_POSTGRESQL = f"""
WITH stay AS ({STAY.format(days="extract(epoch FROM span.to_at - span.from_at) / 86400")})
SELECT stage_id, percentile_cont(0.5) WITHIN GROUP (ORDER BY days) FROM stay GROUP BY stage_id"""

STATEMENTS = {
    Asked("stage_conversion", "stage"): Statement(CONVERSION_BY_STAGE),
    Asked("stage_conversion", "team"): Statement(CONVERSION_BY_TEAM),
    Asked("losses", "loss_reason"): Statement(LOSSES_BY_REASON),
    Asked("stage_days_median", "stage"): Statement(MEDIAN_STAY_BY_STAGE, MEDIAN_STAY_BY_STAGE_ON_POSTGRESQL),
}
