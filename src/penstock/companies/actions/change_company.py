"""Change facts of a company."""

from typing import Any

from penstock.common.actions import action
from penstock.common.changes import merged
from penstock.companies.changing import change, hold
from penstock.companies.checks import checked_facts
from penstock.companies.events import CompanyChanged
from penstock.companies.models import Company
from penstock.journal.models import Event
from penstock.workspaces.actor import Actor


@action
def change_company(company: Company, *, by: Actor, **facts: Any) -> Event | None:
    """Set facts (``checks.PLAIN``, ``parent``); ``custom`` is merged key by key. None when all is already so."""
    held = hold(company, by)
    checked = checked_facts(facts, by, held)
    if "custom" in checked:
        checked["custom"] = merged(held.custom, checked["custom"])
    return change(held, checked, CompanyChanged, by=by)
