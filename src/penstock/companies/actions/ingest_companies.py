"""Write many companies at once: the import's form of add and of setting parents."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from penstock.common import clock
from penstock.common.actions import action
from penstock.common.bulk import fresh
from penstock.common.references import require_ours
from penstock.companies.checks import kept
from penstock.companies.events import CompanyAdded, CompanyChanged
from penstock.companies.models import Company
from penstock.journal.recording import record_dated
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person


@dataclass
class NewCompany:
    """A company as another system tells it: its facts by field of the model, and when it began there."""

    name: str
    facts: dict[str, Any] = field(default_factory=dict)
    at: datetime | None = None


@action
def ingest_companies(news: list[NewCompany], *, by: Actor) -> list[Company]:
    """Write companies with dated events; returns them in the order given. What a fact cannot hold is left out."""
    for new in news:
        by.require_write(new.facts.get("owner_id"), _("You may not import companies of other people."))
    require_ours(by, Person, (new.facts.get("owner_id") for new in news))
    now = clock.now()
    companies = Company.objects.insert([_company(new, now, by) for new in news])
    record_dated(by, [(CompanyAdded(company_id=c.pk, owner_id=c.owner_id), c.created_at) for c in companies])
    return companies


@action
def ingest_parents(pairs: list[tuple[Company, Company]], *, by: Actor) -> list[Company]:
    """Let the first of each pair stand beneath the second; returns those that could not, because of a circle."""
    above = dict(Company.objects.on(by.workspace).filter(parent__isnull=False).values_list("pk", "parent_id"))
    refused, changed = [], []
    for company, parent in pairs:
        by.require_write(company.owner_id, _("You may not import companies of other people."))
        is_ours = company.workspace_id == parent.workspace_id == by.workspace_id
        if not is_ours or _is_beneath(parent.pk, company.pk, above):
            refused.append(company)
        elif above.get(company.pk) != parent.pk:
            changed.append((company, above.get(company.pk), parent.pk))
            above[company.pk] = parent.pk
    _write_parents(changed, by)
    return refused


def _company(new: NewCompany, now: datetime, by: Actor) -> Company:
    facts = kept({"name": new.name, **new.facts})
    company: Company = fresh(Company, workspace_id=by.workspace_id, created_at=min(new.at or now, now), **facts)
    return company


def _is_beneath(company: int, other: int, above: dict[int, int]) -> bool:
    """Whether a company is the other one or stands somewhere beneath it."""
    walked: set[int] = set()
    while company not in walked:
        if company == other:
            return True
        walked.add(company)
        company = above.get(company, company)
    return False


def _write_parents(changed: list[tuple[Company, int | None, int]], by: Actor) -> None:
    for company, _before, parent_id in changed:
        company.parent_id = parent_id
    rows = [company for company, _before, _after in changed]
    Company.objects.on(by.workspace).bulk_update(rows, ["parent"], batch_size=500)
    now = clock.now()
    record_dated(
        by,
        [
            (CompanyChanged(company_id=company.pk, changes={"parent_id": [before, after]}), now)
            for company, before, after in changed
        ],
    )
