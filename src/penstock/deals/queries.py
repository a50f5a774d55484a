"""Questions about deals that need more than one word."""

from penstock.deals.models import Deal, DealTag, Tag
from penstock.workspaces.actor import Actor


def removed_deals(by: Actor):
    """The removed deals that the actor could read if they were not removed."""
    everything = Deal.objects.on(by.workspace)
    return everything._within(by, by.readable_people).filter(removed_at__isnull=False)


def tags_of(deal: Deal) -> list[Tag]:
    """The tags of a deal in hand, by name."""
    chosen = DealTag.objects.on(deal).values("tag_id")
    return list(Tag.objects.on(deal.workspace).filter(pk__in=chosen).order_by("name"))
