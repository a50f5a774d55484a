"""Questions about deals that need more than one word."""

from django.db.models import Case, DecimalField, F, QuerySet, Value, When

from penstock.common import clock
from penstock.deals.models import Deal, DealTag, Tag
from penstock.workspaces.actor import Actor
from penstock.workspaces.rates import Rates


def removed_deals(by: Actor) -> QuerySet[Deal]:
    """The removed deals that the actor could read if they were not removed."""
    everything = Deal.objects.on(by.workspace)
    return everything._within(by, by.readable_people).filter(removed_at__isnull=False)


def most_valuable_first(deals: QuerySet[Deal], by: Actor) -> QuerySet[Deal]:
    """The deals by what they are worth at today's rates; those whose currency has no rate come last."""
    rates = Rates(by.workspace, clock.day_of(clock.now(), by.workspace.zone))
    worth = [When(currency=code, then=F("value") * Value(rate)) for code, rate in rates.known.items()]
    order = Case(*worth, default=Value(0), output_field=DecimalField(max_digits=38, decimal_places=10))
    return deals.order_by(order.desc(), "pk")


def tags_of(deal: Deal) -> list[Tag]:
    """The tags of a deal in hand, by name."""
    chosen = DealTag.objects.on(deal).values("tag_id")
    return list(Tag.objects.on(deal.workspace).filter(pk__in=chosen).order_by("name"))
