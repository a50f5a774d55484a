"""Questions about deals that need more than one word."""

from penstock.deals.models import Deal
from penstock.workspaces.actor import Actor


def removed_deals(by: Actor):
    """The removed deals that the actor could read if they were not removed."""
    everything = Deal.objects.on(by.workspace)
    return everything._within(by, by.readable_people).filter(removed_at__isnull=False)
