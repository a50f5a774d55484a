"""Write many uses of playbooks with their dates at once: talks, what was given, and what was learnt of buyers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from penstock.common import clock
from penstock.common.actions import action
from penstock.common.bulk import insert_many
from penstock.common.checks import line
from penstock.common.errors import NotPermitted, Refused
from penstock.common.references import require_ours
from penstock.contacts.models import Contact
from penstock.deals.models import Deal
from penstock.journal.events import DomainEvent
from penstock.journal.recording import record_dated
from penstock.pipelines.models import Stage
from penstock.playbooks.actions.use_script import require_walkable
from penstock.playbooks.events import AssetGiven, NeedFound, ObjectionMet, ScriptUsed
from penstock.playbooks.models import AssetUse, AssetVersion, Finding, Outcome, Script, ScriptUse
from penstock.workspaces.actor import Actor


@dataclass(frozen=True)
class Talked:
    """A talk by a script, with each step and the answer given there."""

    deal: Deal
    at: datetime
    script: Script
    path: list[tuple[int, int]]


@dataclass(frozen=True)
class Given:
    """A version of an asset was given, to a contact where that is known."""

    deal: Deal
    at: datetime
    version_id: int
    contact_id: int | None = None


@dataclass(frozen=True)
class Found:
    """What a buyer said in a stage: a need, or with an ``outcome`` an objection; ``entry_id`` is the playbook's."""

    deal: Deal
    at: datetime
    stage_id: int
    said: str
    entry_id: int = 0
    reply: str = ""
    outcome: str = ""


Use = Talked | Given | Found


@action
def ingest_uses(uses: Sequence[Use], *, by: Actor) -> int:
    """Write what was done by playbooks, dated as it happened, as done by the actor; returns how much it is."""
    _require_sound(uses, by)
    rows = [_row(use, by) for use in uses]
    for model in (ScriptUse, AssetUse, Finding):
        insert_many(model, [row for row in rows if isinstance(row, model)])
    record_dated(by, ((_event(row), row.at) for row in rows))
    return len(rows)


def _require_sound(uses: Sequence[Use], by: Actor) -> None:
    """Raise unless everything exists, the deals may be changed, and nothing is of the future."""
    deals = {use.deal.pk for use in uses}
    if Deal.objects.on(by.workspace).writable_by(by).filter(pk__in=deals).count() != len(deals):
        raise NotPermitted(_("Some of these deals you may not change."))
    if any(use.at > clock.now() for use in uses):
        raise Refused(_("What was done cannot lie in the future."))
    require_ours(by, Script, {use.script.pk for use in uses if isinstance(use, Talked)})
    require_ours(by, AssetVersion, {use.version_id for use in uses if isinstance(use, Given)})
    require_ours(by, Contact, {use.contact_id for use in uses if isinstance(use, Given)})
    require_ours(by, Stage, {use.stage_id for use in uses if isinstance(use, Found)})
    for use in uses:
        if isinstance(use, Talked):
            require_walkable(use.script, use.path)
        elif isinstance(use, Found) and use.outcome and use.outcome not in Outcome.values:
            raise Refused(_("Choose how it ended."))


def _row(use: Use, by: Actor) -> ScriptUse | AssetUse | Finding:
    whole: dict[str, Any] = {"workspace_id": by.workspace_id, "deal": use.deal, "person": by.person, "at": use.at}
    if isinstance(use, Talked):
        return ScriptUse(**whole, script=use.script, path=[list(step) for step in use.path])
    if isinstance(use, Given):
        return AssetUse(**whole, version_id=use.version_id, contact_id=use.contact_id)
    sort = "objections" if use.outcome else "needs"
    words = {"said": line(500)(use.said), "reply": use.reply, "outcome": use.outcome}
    return Finding(**whole, stage_id=use.stage_id, sort=sort, entry_id=use.entry_id, **words)


def _event(row: ScriptUse | AssetUse | Finding) -> DomainEvent:
    on = {"deal_id": row.deal_id, "company_id": row.deal.company_id}
    if isinstance(row, ScriptUse):
        return ScriptUsed(**on, script_use_id=row.pk, answers=len(row.path))
    if isinstance(row, AssetUse):
        return AssetGiven(**on, contact_id=row.contact_id, asset_use_id=row.pk)
    if row.is_objection:
        return ObjectionMet(**on, finding_id=row.pk, outcome=row.outcome)
    return NeedFound(**on, finding_id=row.pk)
