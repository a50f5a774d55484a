"""Going past a gate with a reason: told in the journal, kept in a table that is counted and listed."""

from datetime import datetime

from penstock.common import clock
from penstock.common.errors import Missing
from penstock.deals.events import DealGateOverridden
from penstock.deals.models import Deal, Override
from penstock.journal.recording import record
from penstock.pipelines.models import Stage
from penstock.workspaces.actor import Actor


def record_override(
    deal: Deal, stage: Stage, missing: list[Missing], reason: str, *, by: Actor, at: datetime | None
) -> None:
    """Tell who took the deal past which rules, and why; nothing where nothing was missing."""
    if not missing:
        return
    wanting = [[one.rule, one.about] for one in missing]
    why = " ".join(reason.split())[:500]
    told = DealGateOverridden(
        deal_id=deal.pk, company_id=deal.company_id, stage_id=stage.pk, missing=wanting, reason=why
    )
    event = record(by, told, at=at)[0]
    Override(
        workspace_id=by.workspace_id,
        deal=deal,
        stage=stage,
        person=by.person,
        missing=[{"rule": one.rule, "about": one.about, "sentence": one.sentence} for one in missing],
        reason=why,
        at=clock.now(),
        position=event.position,
    ).save()
