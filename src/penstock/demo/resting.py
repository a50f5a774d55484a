"""The demo's deals that nobody works now: some set aside until a day, and one that something holds up."""

from datetime import timedelta

from penstock.attention.actions import block_deal
from penstock.common import clock
from penstock.deals.actions import set_aside
from penstock.deals.models import Deal
from penstock.demo.story import Story
from penstock.workspaces.actor import Actor

WEEKS = (5, 9)
"""After so many weeks the deals that are set aside come back."""


def let_rest_and_block(story: Story, by: Actor) -> None:
    """Set some of the longest open deals aside and block the next of them, in the names of their owners."""
    today = clock.day_of(clock.now(), by.workspace.zone)
    deals = Deal.objects.of(by).open().filter(owner__isnull=False).select_related("owner__workspace", "owner__role")
    longest = list(deals.order_by("opened_at", "pk")[: len(story.asides) + len(story.blocks)])
    for deal, reason, weeks in zip(longest, story.asides, WEEKS, strict=False):
        set_aside(deal, until=today + timedelta(weeks=weeks), reason=reason, by=Actor.of_person(deal.owner))
    for deal, (cause, remedy) in zip(longest[len(story.asides) :], story.blocks, strict=False):
        block_deal(deal, cause, by=Actor.of_person(deal.owner), remedy=remedy)
