"""What My notifications shows of dashboards: those that are mailed to one, each with a way to stop it."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse

from penstock.dashboards.models import Schedule, ScheduledReader
from penstock.dashboards.permissions import may_change
from penstock.dashboards.queries import dashboards_for
from penstock.notifications.regular import Line, readers_of
from penstock.ui.panels import panel
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person


@panel("preferences")
class MailedDashboards:
    """The dashboards that one gets, or has mailed to others."""

    template = "notifications/parts/regular.html"
    order = 20
    column = "mail"

    def context(self, request: HttpRequest, record: Actor) -> dict[str, Any]:
        """A line for each."""
        got = ScheduledReader.objects.on(record.workspace).filter(person_id=record.person_id)
        seen = Schedule.objects.of(record).filter(dashboard__in=dashboards_for(record))
        mine = seen.filter(Q(pk__in=got.values("schedule_id")) | Q(dashboard__owner_id=record.person_id))
        rows = list(mine.select_related("dashboard").order_by("dashboard__name", "pk"))
        people = readers_of(rows, ScheduledReader, "schedule")
        return {"lines": [_line(one, people.get(one.pk, []), record) for one in rows]}


def _line(schedule: Schedule, readers: list[Person], by: Actor) -> Line:
    dashboard = schedule.dashboard
    gets = any(one.pk == by.person_id for one in readers)
    return Line(
        dashboard.name,
        reverse("dashboards:dashboard", args=[dashboard.pk]),
        "layout-dashboard",
        "",
        schedule,
        tuple(sorted(map(str, readers))),
        reverse("dashboards:schedule", args=[dashboard.pk]) if may_change(dashboard, by) else "",
        leave_url=reverse("dashboards:leave", args=[dashboard.pk]) if gets else "",
    )
