"""Give a company to another owner."""

from penstock.common.actions import action
from penstock.companies.changing import change, hold
from penstock.companies.events import CompanyAssigned
from penstock.companies.models import Company
from penstock.journal.models import Event
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person
from penstock.workspaces.owners import checked_owner


@action
def assign_company(company: Company, owner: Person | None, *, by: Actor) -> Event | None:
    """Hand a company to an active person of the workspace, or to nobody; None when it is already so."""
    held = hold(company, by)
    owner = checked_owner(owner, by)
    said = {"from_owner_id": held.owner_id, "owner_id": owner.pk if owner else None}
    return change(held, {"owner": owner}, CompanyAssigned, by=by, **said)
