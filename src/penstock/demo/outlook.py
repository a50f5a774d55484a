"""What the demo's people say of what is to come: a category on some open deals, and what happens outside."""

from datetime import datetime, timedelta
from itertools import chain, repeat

from penstock.deals.actions import change_deal
from penstock.deals.models import Deal
from penstock.demo.company import Company
from penstock.targets.actions import add_remark
from penstock.workspaces.actor import Actor

CHOSEN = tuple(chain(repeat("commit", 4), repeat("best_case", 5), repeat("omitted", 1)))
"""What is said of the open deals that stand nearest to their end and are expected to close soon."""

SOON = timedelta(days=40)

WHEN = ((-75, 3), (-12, 0), (-150, 9))
"""How many days from now each of the remarks begins, and how many more days it lasts."""


def look_ahead(company: Company, now: datetime) -> None:
    """Say it, each deal's in the name of its owner."""
    by = company.by
    today = now.astimezone(by.workspace.zone).date()
    deals = Deal.objects.of(by).open().filter(owner__isnull=False, expected_close_on__range=(today, today + SOON))
    nearest = deals.select_related("owner__workspace", "owner__role").order_by("-stage__probability", "pk")
    for deal, kind in zip(nearest[: len(CHOSEN)], CHOSEN, strict=False):
        change_deal(deal, by=Actor.of_person(deal.owner), forecast_category=kind)
    head = Actor.of_person(company.manager)
    for text, (begins, lasts) in zip(company.story.outside, WHEN, strict=True):
        first = today + timedelta(days=begins)
        add_remark(text, first, first + timedelta(days=lasts), by=head)
