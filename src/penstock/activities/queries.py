"""Questions about activities that need more than one word."""

from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from penstock.activities.models import Activity, Attachment, NextStep
from penstock.deals.models import Deal
from penstock.workspaces.actor import Actor


def removed_activities(by: Actor) -> QuerySet[Activity]:
    """The removed activities that the actor could read if they were not removed."""
    return Activity.objects.on(by.workspace).reachable_by(by).filter(removed_at__isnull=False)


def removed_files(by: Actor) -> QuerySet[Attachment]:
    """The removed files that the actor could read if they were not removed."""
    return Attachment.objects.on(by.workspace).reachable_by(by).filter(removed_at__isnull=False)


def deals_without_next_step(by: Actor) -> Any:
    """The open deals for which nothing is planned."""
    planned = NextStep.objects.on(by.workspace).filter(deal=OuterRef("pk"))
    return Deal.objects.of(by).open().filter(~Exists(planned))


def count_without_next_step(by: Actor) -> int:
    """How many they are for who reads everything: two counts along indexes, for only open deals have a next step."""
    return int(Deal.objects.of(by).open().count() - NextStep.objects.on(by.workspace).count())


def to_do_by_owner(by: Actor, now: datetime) -> dict[int | None, tuple[int, int]]:
    """How many planned activities each person has, and how many of them were due before a moment.

    Who reads everything is told from one index and a list of the removed deals; else the deal of each is looked at.
    """
    rows = Activity.objects.of(by)
    if by.readable_people is None:
        removed = Deal.objects.on(by.workspace).filter(removed_at__isnull=False).values("pk")
        rows = Activity.objects.on(by.workspace).filter(removed_at__isnull=True).exclude(deal_id__in=removed)
    late = Count("pk", filter=Q(due_at__lt=now))
    counted = rows.planned().order_by().values_list("owner_id").annotate(n=Count("pk"), late=late)
    return {owner: (n, n_late) for owner, n, n_late in counted}
