"""Questions about marks: which deals are slow or stuck now."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from penstock.attention.models import DealMark, Level
from penstock.common import clock
from penstock.deals.models import Deal
from penstock.pipelines.models import StageKind
from penstock.workspaces.actor import Actor

MOMENTS = {Level.SLOW: "slow_at", Level.STUCK: "stuck_at"}


def is_at(level: Level, by: Actor, at: datetime | None = None) -> Q:
    """The question whether an open deal is at least slow, or stuck, put to deals: a look-up by its kept moment."""
    since = {f"{MOMENTS[level]}__lte": at or clock.now()}
    return Q(status=StageKind.OPEN) & Q(Exists(DealMark.objects.on(by.workspace).filter(deal=OuterRef("pk"), **since)))


def stuck_deals(by: Actor, level: Level = Level.STUCK, at: datetime | None = None) -> QuerySet[Deal]:
    """The open deals that are stuck now, or at least slow, each with its mark.

    At a past moment: those of the deals open today that were it already then, by what is known today.
    """
    since = {f"mark__{MOMENTS[level]}__lte": at or clock.now()}
    rows: QuerySet[Deal] = Deal.objects.of(by).open().filter(**since)
    return rows.select_related("mark", "stage", "company", "owner")
