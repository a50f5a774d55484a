"""The deal's own panels on its page, and the panel of deals on the pages of companies and contacts."""

from typing import Any

from django.db.models import F
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from penstock.companies.models import Company
from penstock.contacts.models import Contact, ContactChannel
from penstock.deals.facts import custom_facts, facts_of, tags_fact
from penstock.deals.gates.screen import sides_of
from penstock.deals.margins import margin_of, rates_for
from penstock.deals.models import Approval, ApprovalState, Deal, DealContact, DealItem, DealPerson, DealTag
from penstock.pipelines.models import Stage
from penstock.ui.panels import panel

FACTS = ("forecast_category", "currency", "monthly_amount", "source", "type", "description")
LOSS = ("loss_reason", "loss_comment")
MOST_SHOWN = 50
MANY_LINES = 12
"""More line items than these are scrolled within their panel."""

OPEN_FIRST = (F("closed_at").desc(nulls_first=True), F("aside_until").asc(nulls_first=True))


@panel("deal")
class PeoplePanel:
    """The buyer's people and ours, with their roles."""

    template = "deals/panels/people.html"
    column = "side"
    order = 20
    hung = (DealContact, DealPerson)

    def context(self, request: HttpRequest, deal: Deal) -> dict[str, Any]:
        """Contacts with what they mean for the purchase and how they are reached, and our helpers."""
        readable = Contact.objects.of(request.actor)
        links = DealContact.objects.on(deal).filter(contact__in=readable).select_related("contact")
        shown = list(links.order_by("-is_primary", "pk"))
        channels = _channels(shown, deal)
        people = list(DealPerson.objects.on(deal).select_related("person").order_by("pk"))
        return {
            "deal": deal,
            "contacts": [(one, channels.get(one.contact_id, [])) for one in shown],
            "people": people,
            "count": len(shown) + len(people),
            "may_write": request.actor.may_write_for(deal.owner_id),
        }


@panel("deal")
class FactsPanel:
    """The facts that the head does not show, and the workspace's own fields."""

    template = "deals/panels/facts.html"
    column = "side"
    order = 40
    hung = (DealTag,)

    def context(self, request: HttpRequest, deal: Deal) -> dict[str, Any]:
        """Facts in order; those of a loss only when the deal is lost."""
        by = request.actor
        names = ("company", *FACTS, *(LOSS if deal.status == "lost" else ()))
        return {"deal": deal, "facts": [*facts_of(deal, names, by), tags_fact(deal, by), *custom_facts(deal, by)]}


@panel("deal")
class ProductsPanel:
    """The line items and what they add up to."""

    template = "deals/panels/products.html"
    column = "side"
    order = 50
    hung = (DealItem,)

    def context(self, request: HttpRequest, deal: Deal) -> dict[str, Any]:
        """Lines with their totals; the value may say something else when it was entered. Margins for who may see."""
        items = list(DealItem.objects.on(deal).select_related("product"))
        total = sum((item.total for item in items), start=0)
        may_write = request.actor.may_write_for(deal.owner_id)
        margin = margin_of(deal, items, rates_for(deal)) if items and request.actor.may_see_costs else None
        lines = margin.lines if margin else [(item, None) for item in items]
        whole = margin.whole if margin else None
        told = {"deal": deal, "lines": lines, "total": total, "margin": whole, "may_write": may_write}
        return told | {"is_long": len(lines) > MANY_LINES}


@panel("stage")
class StageRulesPanel:
    """On a stage's settings: what it asks, and the way to change that."""

    template = "deals/panels/stage_rules.html"
    column = "main"
    order = 10

    def context(self, request: HttpRequest, stage: Stage) -> dict[str, Any]:
        """Its rules in words, side by side."""
        return {"stage": stage, "sides": sides_of(stage, request.actor)}


@panel("company")
class CompanyDealsPanel:
    """The deals of a company."""

    template = "deals/panels/deals.html"
    column = "main"
    order = 20

    def context(self, request: HttpRequest, company: Company) -> dict[str, Any]:
        """Open ones first, then those set aside, then the newest."""
        rows = Deal.objects.of(request.actor).filter(company=company)
        return _deals(request, rows, company=company.pk)


@panel("contact")
class ContactDealsPanel:
    """The deals in which a contact takes part."""

    template = "deals/panels/deals.html"
    column = "main"
    order = 20

    def context(self, request: HttpRequest, contact: Contact) -> dict[str, Any]:
        """Open ones first, then those set aside, then the newest."""
        linked = DealContact.objects.on(contact).values("deal_id")
        return _deals(request, Deal.objects.of(request.actor).filter(pk__in=linked), contact=contact.pk)


def _deals(request: HttpRequest, rows: Any, **about: int) -> dict[str, Any]:
    shown = list(rows.select_related("stage", "owner").order_by(*OPEN_FIRST, "-opened_at")[: MOST_SHOWN + 1])
    open_url = f"{reverse('deals:open')}?{urlencode(about)}" if request.actor.may_write else ""
    return {"deals": shown[:MOST_SHOWN], "has_more": len(shown) > MOST_SHOWN, "open_url": open_url}


def _channels(links: list[DealContact], deal: Deal) -> dict[int, list[ContactChannel]]:
    """How the contacts of these links are reached, read at once."""
    found: dict[int, list[ContactChannel]] = {}
    people = [one.contact_id for one in links]
    if people:
        for channel in ContactChannel.objects.on(deal.workspace).filter(contact_id__in=people).order_by("order", "pk"):
            found.setdefault(channel.contact_id, []).append(channel)
    return found


@panel("missing")
class ApprovalMissingPanel:
    """An approval that a gate wants is asked for right where it is missed."""

    template = "deals/panels/approval_missing.html"
    column = "main"
    order = 20

    def context(self, request: HttpRequest, record: Any) -> dict[str, Any]:
        """The address that asks, where it has not been asked yet; nothing for what is no approval."""
        if record.missing.kind != "approval" or not record.missing.about.startswith("approval:"):
            return {}
        rule_id = record.missing.rule
        waits = Approval.objects.on(record.deal).filter(rule_id=rule_id, state=ApprovalState.WAITING).exists()
        ask_url = f"{reverse('deals:ask_approval', args=[record.deal.pk, rule_id])}?{urlencode({'then': record.back})}"
        return {"is_approval": True, "ask_url": "" if waits else ask_url}
