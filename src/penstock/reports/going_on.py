"""Deals that go on from won ones: opened in a time by pipeline, done in time or late, and where they stand now."""

from dataclasses import dataclass, replace

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from penstock.common import clock
from penstock.deals.models import Deal, DealStatus
from penstock.pipelines.models import Pipeline, Stage
from penstock.playbooks.models import FollowUp
from penstock.reports.after import After, barred, count, middle, share
from penstock.reports.closings import Closings
from penstock.reports.tables import Head, Line, Table
from penstock.ui import formats


def went_on(after: After) -> Table:
    """The deals opened in this time that go on from a won one, by pipeline; and the won ones from which none does."""
    found = after.dated("opened", follow_up="yes")
    late = Q(status=DealStatus.OPEN, expected_close_on__lt=after.today)
    counts = {str(status): Count("pk", filter=Q(status=status)) for status in DealStatus}
    counts |= {"whole": Count("pk"), "late": Count("pk", filter=late)}
    rows = {pk: row for pk, *row in found.deals.order_by().values_list("pipeline_id").annotate(**counts)}
    starts, pipelines = _starts(after, found), Pipeline.objects.of(after.by).filter(pk__in=rows)
    lines = [
        _line(one, dict(zip(counts, rows[one.pk], strict=True)), starts, found)
        for one in pipelines.order_by("order", "pk")
    ]
    without = after.dated("closed", without_follow_up="yes").deals.count()
    note = _("Won in this time without a deal that goes on: %(count)s.") % {"count": formats.number(without)}
    title = _("What went on after a win: deals opened in this time")
    return Table("went-on", title, _("Pipeline"), _heads(), lines, note)


def _heads() -> list[Head]:
    return [
        Head("opened", pgettext("how many deals", "Opened")),
        Head("open", _("Open")),
        Head("late", _("Overdue"), _("Open, and its expected close is past.")),
        Head("won", _("Done")),
        Head("lost", _("Lost")),
        Head("in_time", _("Done in time"), _("Won no later than its expected close, of those that had one.")),
        Head("begun", _("Days until it began"), _("The median of the days from the win until it was opened.")),
    ]


def _line(pipeline: Pipeline, told: dict[str, int], starts: "Starts", found: Closings) -> Line:
    pk = pipeline.pk
    late_url = found.url(pipeline=pk, status="open", close_overdue="yes")
    cells = [
        count(told["whole"], found.url(pipeline=pk)),
        count(told["open"], found.url(pipeline=pk, status="open")),
        replace(count(told["late"], late_url), state="stuck" if told["late"] else ""),
        count(told["won"], found.url(pipeline=pk, status="won")),
        count(told["lost"], found.url(pipeline=pk, status="lost")),
        share(*starts.in_time.get(pk, (0, 0))),
        middle(starts.days.get(pk, [])),
    ]
    return Line(pipeline.name, cells)


@dataclass(frozen=True)
class Starts:
    """By pipeline: how many were done in time of how many, and the days from the wins until they were opened."""

    in_time: dict[int, tuple[int, int]]
    days: dict[int, list[int]]


def _starts(after: After, found: Closings) -> Starts:
    rows = FollowUp.objects.on(after.by.workspace).filter(deal__in=found.deals, origin__in=Deal.objects.of(after.by))
    fields = ("deal__pipeline_id", "origin__closed_at", "deal__opened_at", "deal__status")
    zone, told = after.by.workspace.zone, Starts({}, {})
    named = rows.values_list(*fields, "deal__closed_at", "deal__expected_close_on")
    for pipeline, won_at, opened_at, status, closed_at, expected_on in named:
        if won_at:
            told.days.setdefault(pipeline, []).append(max((opened_at - won_at).days, 0))
        if status == DealStatus.WON and expected_on and closed_at:
            done, whole = told.in_time.get(pipeline, (0, 0))
            told.in_time[pipeline] = (done + (clock.day_of(closed_at, zone) <= expected_on), whole + 1)
    return told


def stages(after: After) -> Table:
    """Where the deals that go on stand now."""
    found = after.flagged(follow_up="yes", status="open")
    late = Count("pk", filter=Q(expected_close_on__lt=after.today))
    rows = {
        pk: (n, of) for pk, n, of in found.deals.order_by().values_list("stage_id").annotate(n=Count("pk"), late=late)
    }
    stages = Stage.objects.of(after.by).filter(pk__in=rows).select_related("pipeline")
    lines = [
        Line(
            stage.name,
            [
                count(rows[stage.pk][0], found.url(stage=stage.pk)),
                count(rows[stage.pk][1], found.url(stage=stage.pk, close_overdue="yes")),
            ],
            stage.pipeline.name,
        )
        for stage in stages.order_by("pipeline__order", "pipeline_id", "order", "pk")
    ]
    heads = [Head("open", _("Open now")), Head("late", _("Overdue"))]
    return Table("stages", _("Where they stand now"), _("Stage"), heads, barred(lines, 1), bar=1)
