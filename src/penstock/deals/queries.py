"""Questions about deals that need more than one word."""

from django.db.models import Case, DecimalField, F, OuterRef, QuerySet, Subquery, Value, When

from penstock.common import clock
from penstock.deals.models import Approval, Deal, DealDocument, DealTag, Tag
from penstock.workspaces.actor import Actor
from penstock.workspaces.rates import Rates

AS_WORTH = ("-value", "owner_id", "odds", "pk")
"""The order of the index ``deal_worth``. By value and id alone SQLite walks past the deals of all other currencies."""


def removed_deals(by: Actor) -> QuerySet[Deal]:
    """The removed deals that the actor could read if they were not removed."""
    everything = Deal.objects.on(by.workspace)
    return everything._within(by, by.readable_people).filter(removed_at__isnull=False)


def most_valuable(deals: QuerySet[Deal], by: Actor, most: int) -> list[Deal]:
    """So many of the deals, in the order of ``most_valuable_first``: what of each currency is worth most, merged.

    Each currency is a walk along its index from the top; asked for the order by worth, a database sorts all deals.
    """
    rates = Rates(by.workspace, clock.day_of(clock.now(), by.workspace.zone)).known
    found = [deal for code in rates for deal in deals.filter(currency=code).order_by(*AS_WORTH)[:most]]
    found.sort(key=lambda deal: (-deal.value * rates[deal.currency], deal.pk))
    if len(found) < most:
        found += deals.exclude(currency__in=rates).order_by("pk")[: most - len(found)]
    return found[:most]


def most_valuable_first(deals: QuerySet[Deal], by: Actor) -> QuerySet[Deal]:
    """The deals by what they are worth at today's rates; those whose currency has no rate come last."""
    rates = Rates(by.workspace, clock.day_of(clock.now(), by.workspace.zone))
    worth = [When(currency=code, then=F("value") * Value(rate)) for code, rate in rates.known.items()]
    order = Case(*worth, default=Value(0), output_field=DecimalField(max_digits=38, decimal_places=10))
    return deals.order_by(order.desc(), "pk")


def tags_of(deal: Deal) -> list[Tag]:
    """The tags of a deal in hand, by name."""
    return [row.tag for row in DealTag.objects.on(deal).select_related("tag").order_by("tag__name")]


def newest_document(deal: Deal, purpose_id: int) -> DealDocument | None:
    """The version in force of what was drawn up for a purpose."""
    rows = DealDocument.objects.on(deal).filter(purpose_id=purpose_id)
    found: DealDocument | None = rows.select_related("purpose").order_by("-number").first()
    return found


def documents_of(deal: Deal) -> list[DealDocument]:
    """The versions in force of everything drawn up, each with the ``state`` of its newest approval, if any."""
    asked = Approval.objects.on(deal).filter(document=OuterRef("pk")).order_by("-pk").values("state")[:1]
    rows = (
        DealDocument.objects.on(deal).select_related("purpose", "person").defer("text").annotate(state=Subquery(asked))
    )
    return list({row.purpose_id: row for row in rows.order_by("purpose__order", "purpose_id", "number")}.values())
