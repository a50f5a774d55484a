"""Questions about marks: which deals are slow or stuck now."""

from datetime import datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.db.models.lookups import LessThan

from penstock.activities.models import Activity, ActivityKind
from penstock.attention.models import AgeNorm, ContactNorm, DealMark, Level
from penstock.common import clock
from penstock.deals.models import Deal, DealStatus
from penstock.workspaces.actor import Actor
from penstock.workspaces.kept import kept
from penstock.workspaces.models import Workspace

TWO_WAY = (ActivityKind.CALL, ActivityKind.MEETING)
"""Contacts in which the other side takes part; a note, a task or a mail that we send is none."""

TOUCHES = (*TWO_WAY, ActivityKind.EMAIL)
MOMENTS = {Level.SLOW: "slow_at", Level.STUCK: "stuck_at"}
FEW = 1_000
"""So many deals are named one by one; more are found sooner by looking at deals in the order that is wanted."""


def marks_at(level: Level, by: Actor, at: datetime | None = None) -> QuerySet[DealMark]:
    """The marks of all open deals of the workspace that are at least slow, or stuck."""
    found: QuerySet[DealMark] = DealMark.objects.on(by.workspace).filter(
        **{f"{MOMENTS[level]}__lte": at or clock.now()}
    )
    return found


def is_at(level: Level, by: Actor, at: datetime | None = None) -> Q:
    """The question whether an open deal is at least slow, or stuck, put to deals: a look-up by its kept moment."""
    marks = marks_at(level, by, at)
    few = list(marks.values_list("deal_id", flat=True)[: FEW + 1])
    if len(few) <= FEW:
        return Q(status=DealStatus.OPEN, pk__in=few)
    return Q(status=DealStatus.OPEN) & Q(Exists(marks.filter(deal=OuterRef("pk"))))


def older_than_usual(by: Actor, at: datetime | None = None) -> Q:
    """The question whether an open deal is older than nine of ten were in its pipeline when they were won.

    Days for which it was set aside are no part of its age; a pipeline that has taught nothing yet judges nobody.
    """
    now = at or clock.now()
    found = Q(pk__in=[])
    for pipeline, days in AgeNorm.objects.on(by.workspace).values_list("pipeline_id", "p90"):
        before = now - timedelta(days=days)
        aged = Q(age_counts_from__lte=before) | Q(age_counts_from__isnull=True, opened_at__lte=before)
        found |= Q(pipeline_id=pipeline) & aged
    return Q(status=DealStatus.OPEN) & found


def contact_norm(workspace: Workspace) -> ContactNorm:
    """How many contacts a sale is given, and how many a week are too many; the usual numbers until they are set."""
    rows = ContactNorm.objects.on(workspace)
    return kept(workspace, "contact_norm", lambda: rows.first() or ContactNorm(workspace_id=workspace.pk))


def lost_early(by: Actor) -> Q:
    """The question whether a deal was lost before it was given as many contacts as a sale is given here."""
    made = Activity.objects.on(by.workspace).done().filter(removed_at__isnull=True, kind__in=TOUCHES)
    counted = made.filter(deal=OuterRef("pk")).order_by().values("deal").annotate(made=Count("pk")).values("made")
    fewer = LessThan(Coalesce(Subquery(counted), 0), contact_norm(by.workspace).touches)
    return Q(status=DealStatus.LOST) & Q(fewer)


def contacts_this_week(deal: Deal) -> int:
    """Calls, meetings and mails of the last seven days."""
    since = clock.now() - timedelta(days=7)
    done = Activity.objects.on(deal).done().filter(removed_at__isnull=True, kind__in=TOUCHES, done_at__gte=since)
    return int(done.count())


def stuck_deals(by: Actor, level: Level = Level.STUCK, at: datetime | None = None) -> QuerySet[Deal]:
    """The open deals that are stuck now, or at least slow, each with its mark.

    At a past moment: those of the deals open today that were it already then, by what is known today.
    """
    rows: QuerySet[Deal] = Deal.objects.of(by).filter(is_at(level, by, at))
    return rows.select_related("mark", "stage", "company", "owner")
