"""How a company changes: lock it, set facts, record the event."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from penstock.common.changes import set_facts
from penstock.common.errors import NotPermitted
from penstock.companies.events import CompanyEvent
from penstock.companies.models import Company
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.workspaces.actor import Actor


def hold(company: Company, by: Actor) -> Company:
    """The company as it is now, locked for this transaction; raises unless the actor may change it."""
    held = Company.objects.of(by).select_for_update(of=("self",)).filter(pk=company.pk).first()
    if held is None:
        raise NotPermitted(_("This company does not exist or you may not see it."))
    by.require_write(held.owner_id, _("You may read “%(company)s” but not change it.") % {"company": held.name})
    return held


def change(
    company: Company, facts: dict[str, Any], event: Callable[..., CompanyEvent], *, by: Actor, **said: Any
) -> Event | None:
    """Set facts of a held company; returns the event, or None when all was already so."""
    changes = set_facts(company, facts)
    return record(by, event(company_id=company.pk, changes=changes, **said))[0] if changes else None
