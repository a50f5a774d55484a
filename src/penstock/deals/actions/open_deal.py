"""Open a deal."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from penstock.common import clock
from penstock.common.actions import action
from penstock.common.errors import Refused
from penstock.contacts.models import Contact
from penstock.deals.actions.contacts import add_deal_contact
from penstock.deals.changing import derive, next_span, tracked
from penstock.deals.checks import checked_fields, checked_owner
from penstock.deals.events import DealOpened
from penstock.deals.gates.opening import open_gates
from penstock.deals.gates.overriding import record_override
from penstock.deals.models import Deal, DealContact, DealSpan
from penstock.journal.recording import record
from penstock.pipelines.models import Stage
from penstock.pipelines.queries import first_stage
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person


@action
def open_deal(
    name: str,
    *,
    by: Actor,
    stage: Stage | None = None,
    owner: Person | None = None,
    contact: Contact | None = None,
    contact_role: str = "",
    at: datetime | None = None,
    override: str = "",
    **fields: Any,
) -> Deal:
    """A new deal in an open stage (the first of the first pipeline unless told), owned by the actor unless told.

    ``contact`` is the one we talk to first; without a company the deal is with theirs. A stage further on is entered
    through every gate before it; ``override`` is why somebody with the right takes it past them.
    """
    if contact is not None and not fields.get("company"):
        fields["company"] = contact.company
    owner = checked_owner(owner or by.person, by)
    by.require_write(owner.pk if owner else None, _("You may not open deals for %(owner)s.") % {"owner": owner})
    stage = stage or first_stage(by)
    moment = _moment(at)
    _require_open(stage, by)
    checked = checked_fields({"name": name, **fields}, by, pipeline_id=stage.pipeline_id)
    deal = _drafted(stage, owner, moment, checked, by)
    link = DealContact(contact=contact, role=contact_role) if contact is not None else None
    missing = open_gates(deal, stage, [link] if link else [], by, override=override)
    deal.save()
    facts = tracked(deal)
    row = record(by, opened(deal, facts), at=moment)[0]
    DealSpan.objects.insert([next_span(deal, facts, None, row)])
    if contact is not None:
        add_deal_contact(deal, contact, by=by, role=contact_role, is_primary=True)
    record_override(deal, stage, missing, override, by=by, at=moment)
    return deal


def _drafted(stage: Stage, owner: Person | None, moment: datetime, checked: dict[str, Any], by: Actor) -> Deal:
    """The deal as it would be written, with what follows from its facts."""
    deal = Deal(
        workspace=by.workspace,
        pipeline_id=stage.pipeline_id,
        stage=stage,
        owner=owner,
        opened_at=moment,
        **{"currency": by.workspace.currency, **checked},
    )
    derive(deal, moment, stage_changed=True)
    return deal


def opened(deal: Deal, facts: dict[str, Any]) -> DealOpened:
    """The event of a deal's beginning, with the facts it began with."""
    told = ("pipeline_id", "stage_id", "owner_id", "value", "currency", "expected_close_on")
    return DealOpened(deal_id=deal.id, company_id=deal.company_id, **{name: facts[name] for name in told})


def _moment(at: datetime | None) -> datetime:
    if at is not None and at > clock.now():
        raise Refused(_("A deal cannot begin in the future."))
    return at or clock.now()


def _require_open(stage: Stage, by: Actor) -> None:
    if stage.workspace_id != by.workspace_id or stage.retired_at is not None:
        raise Refused(_("This stage is not in use."), fields={"stage": _("Choose a stage of the pipeline.")})
    if not stage.is_open:
        sentence = _("A deal begins in an open stage, not in %(stage)s.")
        raise Refused(sentence % {"stage": stage.name}, fields={"stage": _("Choose an open stage.")})
