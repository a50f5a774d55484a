"""Add a company."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from penstock.common import clock
from penstock.common.actions import action
from penstock.common.changes import merged
from penstock.common.errors import Refused
from penstock.companies.checks import checked_facts
from penstock.companies.events import CompanyAdded
from penstock.companies.models import Company
from penstock.journal.recording import record
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person
from penstock.workspaces.owners import checked_owner


@action
def add_company(
    name: str, *, by: Actor, owner: Person | None = None, at: datetime | None = None, **facts: Any
) -> Company:
    """A new company, owned by the actor unless told; ``facts`` as in ``checks.PLAIN``, ``parent`` and ``custom``."""
    owner = checked_owner(owner or by.person, by)
    by.require_write(owner.pk if owner else None, _("You may not add companies for %(owner)s.") % {"owner": owner})
    if at is not None and at > clock.now():
        raise Refused(_("A company cannot be added in the future."))
    checked = checked_facts({"name": name, **facts}, by)
    checked["custom"] = merged({}, checked.get("custom", {}))
    moment = at or clock.now()
    company = Company(workspace=by.workspace, owner=owner, created_at=moment, **checked)
    company.save()
    record(by, CompanyAdded(company_id=company.pk, owner_id=company.owner_id), at=moment)
    return company
