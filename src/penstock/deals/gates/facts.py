"""What is known of a set of deals: as many queries as there are sorts of facts, however many deals there are."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from penstock.common import clock
from penstock.companies.models import Company, CompanyFact
from penstock.contacts.models import ContactChannel
from penstock.deals.gates.names import Names
from penstock.deals.models import Deal, DealContact, DealDocument, DealItem, DealPerson, DealSpan, DealStatus, DealWork
from penstock.deals.models.approvals import Approval
from penstock.workspaces.actor import Actor

DAY = timedelta(days=1)


@dataclass
class Facts:
    """What is known of one deal; ``said`` are facts that the step itself sets, such as a loss reason.

    ``fits`` are the conditions of rules that it fits, ``unread`` those that nobody can read any more.
    """

    deal: Deal
    names: Names
    said: dict[str, Any] = field(default_factory=dict)
    company: Company | None = None
    company_facts: dict[str, CompanyFact] = field(default_factory=dict)
    contacts: list[DealContact] = field(default_factory=list)
    channels: set[str] = field(default_factory=set)
    team: set[str] = field(default_factory=set)
    work: list[DealWork] = field(default_factory=list)
    items: list[DealItem] = field(default_factory=list)
    approvals: dict[int, Approval] = field(default_factory=dict)
    documents: dict[int, DealDocument] = field(default_factory=dict)
    days: dict[int, float] = field(default_factory=dict)
    fits: set[str] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)

    def of(self, name: str) -> Any:
        """A fact of the deal as it would be after the step."""
        return self.said[name] if name in self.said else getattr(self.deal, name)


def load(deals: Sequence[Deal], needs: Collection[str], by: Actor) -> dict[int, Facts]:
    """The facts of deals in the database, by deal; only the sorts that are needed are read."""
    names = Names(by)
    known = {deal.pk: Facts(deal, names) for deal in deals}
    for need in needs:
        LOADERS[need](known, by)
    return known


def days_in(spans: Iterable[tuple[int, datetime, datetime | None]], now: datetime) -> dict[int, float]:
    """Days spent in each stage over all visits but set aside, from (stage, from, to)."""
    spent: dict[int, timedelta] = defaultdict(timedelta)
    for stage_id, start, end in spans:
        spent[stage_id] += (end or now) - start
    return {stage_id: total / DAY for stage_id, total in spent.items()}


def _company(known: dict[int, Facts], by: Actor) -> None:
    ids = {facts.deal.company_id for facts in known.values()} - {None}
    companies = Company.objects.on(by.workspace).in_bulk(ids) if ids else {}
    for facts in known.values():
        facts.company = companies.get(facts.deal.company_id)


def _company_facts(known: dict[int, Facts], by: Actor) -> None:
    by_company: dict[int, dict[str, CompanyFact]] = defaultdict(dict)
    ids = {facts.deal.company_id for facts in known.values()} - {None}
    for row in CompanyFact.objects.on(by.workspace).filter(company_id__in=ids) if ids else ():
        by_company[row.company_id][row.key] = row
    for facts in known.values():
        facts.company_facts = by_company.get(facts.deal.company_id or 0, {})


def _contacts(known: dict[int, Facts], by: Actor) -> None:
    rows = DealContact.objects.on(by.workspace).filter(deal_id__in=known).select_related("contact")
    for row in rows.filter(contact__removed_at__isnull=True):
        known[row.deal_id].contacts.append(row)


def _channels(known: dict[int, Facts], by: Actor) -> None:
    links = DealContact.objects.on(by.workspace).filter(deal_id__in=known, contact__removed_at__isnull=True)
    pairs = defaultdict(list)
    for deal_id, contact_id in links.values_list("deal_id", "contact_id"):
        pairs[contact_id].append(deal_id)
    reached = (
        ContactChannel.objects.on(by.workspace).filter(contact_id__in=pairs)
        if pairs
        else ContactChannel.objects.on(by.workspace).none()
    )
    for contact_id, kind in reached.values_list("contact_id", "kind"):
        for deal_id in pairs[contact_id]:
            known[deal_id].channels.add(kind)


def _team(known: dict[int, Facts], by: Actor) -> None:
    rows = DealPerson.objects.on(by.workspace).filter(deal_id__in=known)
    for deal_id, role in rows.values_list("deal_id", "role"):
        known[deal_id].team.add(role)


def _work(known: dict[int, Facts], by: Actor) -> None:
    for row in DealWork.objects.on(by.workspace).filter(deal_id__in=known):
        known[row.deal_id].work.append(row)


def _items(known: dict[int, Facts], by: Actor) -> None:
    for row in DealItem.objects.on(by.workspace).filter(deal_id__in=known).select_related("product"):
        known[row.deal_id].items.append(row)


def _days(known: dict[int, Facts], by: Actor) -> None:
    spans = defaultdict(list)
    rows = DealSpan.objects.on(by.workspace).believed().filter(deal_id__in=known).exclude(status=DealStatus.ASIDE)
    for deal_id, *span in rows.values_list("deal_id", "stage_id", "from_at", "to_at"):
        spans[deal_id].append(tuple(span))
    now = clock.now()
    for deal_id, facts in known.items():
        facts.days = days_in(spans[deal_id], now)


def _approvals(known: dict[int, Facts], by: Actor) -> None:
    """The newest request by each rule."""
    for row in Approval.objects.on(by.workspace).filter(deal_id__in=known).order_by("pk"):
        known[row.deal_id].approvals[row.rule_id] = row


def _documents(known: dict[int, Facts], by: Actor) -> None:
    """The version in force for each purpose."""
    rows = DealDocument.objects.on(by.workspace).filter(deal_id__in=known).defer("text").order_by("number")
    for row in rows:
        known[row.deal_id].documents[row.purpose_id] = row


LOADERS = {
    "approvals": _approvals,
    "company": _company,
    "company_facts": _company_facts,
    "contacts": _contacts,
    "channels": _channels,
    "team": _team,
    "work": _work,
    "documents": _documents,
    "items": _items,
    "days": _days,
}
