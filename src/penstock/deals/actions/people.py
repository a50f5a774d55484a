"""Our people on a deal beside its owner."""

from django.utils.translation import gettext as _

from penstock.common.actions import action
from penstock.common.errors import Refused
from penstock.deals.changing import hold
from penstock.deals.checks import checked_owner
from penstock.deals.events import DealPersonAdded, DealPersonRemoved
from penstock.deals.models import Deal, DealPerson, SellingRole
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person


@action
def add_deal_person(deal: Deal, person: Person, role: str, *, by: Actor) -> Event | None:
    """Let one of our people join a deal in a role; None when they already have it."""
    held = hold(deal, by)
    checked_owner(person, by)
    if role not in SellingRole.values:
        raise Refused(_("Choose a role."), fields={"role": _("Choose a role.")})
    if DealPerson.objects.on(held).filter(person=person, role=role).exists():
        return None
    DealPerson(workspace=by.workspace, deal=held, person=person, role=role).save()
    event = DealPersonAdded(deal_id=held.pk, company_id=held.company_id, member_id=person.pk, role=role)
    return record(by, event)[0]


@action
def remove_deal_person(deal: Deal, person: Person, role: str, *, by: Actor) -> Event | None:
    """Let one of our people leave a deal; None when they were not on it."""
    held = hold(deal, by)
    removed, _rows = DealPerson.objects.on(held).filter(person=person, role=role).delete()
    if not removed:
        return None
    event = DealPersonRemoved(deal_id=held.pk, company_id=held.company_id, member_id=person.pk, role=role)
    return record(by, event)[0]
