"""Add, change, arrange and remove the widgets of a dashboard."""

from collections.abc import Sequence

from django.db.models import Max
from django.utils.translation import gettext as _

from penstock.common import clock
from penstock.common.actions import action
from penstock.common.errors import Refused
from penstock.dashboards.checks import checked
from penstock.dashboards.drafts import Draft
from penstock.dashboards.events import (
    DashboardArranged,
    WidgetAdded,
    WidgetChanged,
    WidgetRemoved,
    WidgetRestored,
)
from penstock.dashboards.models import Dashboard, Widget
from penstock.dashboards.permissions import require_change
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.workspaces.actor import Actor

MOST = 24


@action
def add_widget(dashboard: Dashboard, draft: Draft, *, by: Actor) -> Widget:
    """One widget more, behind the others."""
    require_change(dashboard, by)
    present = Widget.objects.on(dashboard).present()
    if present.count() >= MOST:
        raise Refused(_("A dashboard holds %(count)s widgets at most: make another one.") % {"count": MOST})
    last = Widget.objects.on(dashboard).aggregate(last=Max("place"))["last"]
    place = 0 if last is None else last + 1
    made = Widget(workspace=by.workspace, dashboard=dashboard, place=place, **checked(draft, by).facts())
    made.save()
    record(by, WidgetAdded(dashboard_id=dashboard.pk, widget_id=made.pk))
    return made


@action
def change_widget(widget: Widget, draft: Draft, *, by: Actor) -> Event | None:
    """Let it show something else; None when it shows that."""
    require_change(widget.dashboard, by)
    facts = checked(draft, by).facts()
    if facts == widget.draft().facts():
        return None
    for name, value in facts.items():
        setattr(widget, name, value)
    widget.save()
    return record(by, WidgetChanged(dashboard_id=widget.dashboard_id, widget_id=widget.pk))[0]


@action
def arrange_widgets(dashboard: Dashboard, order: Sequence[int], *, by: Actor) -> Event | None:
    """Put the widgets into this order; those that it does not name stand behind. None when they stand so."""
    require_change(dashboard, by)
    rows = {row.pk: row for row in Widget.objects.on(dashboard).present().select_for_update()}
    wanted = [pk for pk in dict.fromkeys(order) if pk in rows]
    wanted += [pk for pk in rows if pk not in wanted]
    if wanted == list(rows):
        return None
    for place, pk in enumerate(wanted):
        rows[pk].place = place
    Widget.objects.on(dashboard).bulk_update(rows.values(), ["place"])
    return record(by, DashboardArranged(dashboard_id=dashboard.pk, widget_ids=wanted))[0]


@action
def remove_widget(widget: Widget, *, by: Actor) -> Event | None:
    """Take it off the page; None when it is."""
    require_change(widget.dashboard, by)
    if widget.removed_at is not None:
        return None
    widget.removed_at = clock.now()
    widget.save(update_fields=["removed_at"])
    return record(by, WidgetRemoved(dashboard_id=widget.dashboard_id, widget_id=widget.pk))[0]


@action
def restore_widget(widget: Widget, *, by: Actor) -> Event | None:
    """Put it back where it stood; None when it is there."""
    require_change(widget.dashboard, by)
    if widget.removed_at is None:
        return None
    widget.removed_at = None
    widget.save(update_fields=["removed_at"])
    return record(by, WidgetRestored(dashboard_id=widget.dashboard_id, widget_id=widget.pk))[0]
