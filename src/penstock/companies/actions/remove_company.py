"""Take a company out of sight, and bring it back."""

from django.utils.translation import gettext as _

from penstock.common import clock
from penstock.common.actions import action
from penstock.common.errors import NotPermitted
from penstock.companies.changing import hold
from penstock.companies.events import CompanyRemoved, CompanyRestored
from penstock.companies.models import Company
from penstock.companies.queries import removed_companies
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.workspaces.actor import Actor


@action
def remove_company(company: Company, *, by: Actor) -> Event | None:
    """Take a company out of lists and search; its deals stay, nothing is destroyed. None when it is already so."""
    if removed_companies(by).filter(pk=company.pk).exists():
        return None
    held = hold(company, by)
    held.removed_at = clock.now()
    held.save(update_fields=["removed_at"])
    return record(by, CompanyRemoved(company_id=held.pk))[0]


@action
def restore_company(company: Company, *, by: Actor) -> Event | None:
    """Bring a removed company back; None when it is not removed."""
    held = removed_companies(by).select_for_update(of=("self",)).filter(pk=company.pk).first()
    if held is None:
        if Company.objects.of(by).filter(pk=company.pk).exists():
            return None
        raise NotPermitted(_("This company does not exist or you may not see it."))
    by.require_write(held.owner_id, _("You may not restore “%(company)s”.") % {"company": held.name})
    held.removed_at = None
    held.save(update_fields=["removed_at"])
    return record(by, CompanyRestored(company_id=held.pk))[0]
