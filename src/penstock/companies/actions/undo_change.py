"""Take a change of a company back."""

from django.utils.translation import gettext as _

from penstock.common.actions import action
from penstock.common.changes import before
from penstock.common.errors import Refused
from penstock.companies.changing import change, hold
from penstock.companies.events import CompanyAssigned, CompanyChanged
from penstock.companies.models import Company
from penstock.journal.models import Event
from penstock.workspaces.actor import Actor

UNDOABLE = (CompanyChanged.kind, CompanyAssigned.kind)


@action
def undo_company_change(company: Company, position: int, *, by: Actor) -> Event | None:
    """Put the facts back that the event at this position changed; None when they are so already."""
    held = hold(company, by)
    event = Event.objects.on(by.workspace).filter(company_id=held.pk, position=position, kind__in=UNDOABLE).first()
    if event is None:
        raise Refused(_("This change cannot be undone."))
    facts = before(held, event.data["changes"])
    if facts is None:
        raise Refused(_("“%(record)s” changed again since.") % {"record": held.name})
    return change(held, facts, CompanyChanged, by=by)
