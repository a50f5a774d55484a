"""Make a dashboard: an empty one, one from a ready one, or a copy of one that may be seen."""

from django.utils.translation import gettext as _

from penstock.common import clock
from penstock.common.actions import action
from penstock.common.errors import NotPermitted
from penstock.dashboards.checks import checked_name
from penstock.dashboards.drafts import Draft
from penstock.dashboards.events import DashboardMade
from penstock.dashboards.models import Dashboard, Widget
from penstock.dashboards.permissions import require_make
from penstock.dashboards.ready import READY
from penstock.journal.recording import record
from penstock.workspaces.actor import Actor


@action
def make_dashboard(name: str, *, by: Actor, ready: str = "") -> Dashboard:
    """A dashboard of the actor's own, with the widgets of a ready one or none yet."""
    require_make(by)
    drafts = list(READY[ready].widgets) if ready in READY else []
    made = _made(checked_name(name), drafts, by, ready if ready in READY else "")
    record(by, DashboardMade(dashboard_id=made.pk, ready=made.ready))
    return made


@action
def copy_dashboard(dashboard: Dashboard, name: str, *, by: Actor) -> Dashboard:
    """The same widgets as a dashboard of the actor's own, shared with nobody."""
    require_make(by)
    if not Dashboard.objects.of(by).present().filter(pk=dashboard.pk).exists():
        raise NotPermitted(_("This dashboard is not shared with you."))
    drafts = [one.draft() for one in Widget.objects.on(dashboard).present()]
    made = _made(checked_name(name), drafts, by, dashboard.ready)
    record(by, DashboardMade(dashboard_id=made.pk, ready=made.ready, copied_from=dashboard.pk))
    return made


def _made(name: str, drafts: list[Draft], by: Actor, ready: str) -> Dashboard:
    made = Dashboard(workspace=by.workspace, name=name, owner=by.person, ready=ready, made_at=clock.now())
    made.save()
    Widget.objects.insert(
        [
            Widget(workspace=by.workspace, dashboard=made, place=place, **draft.facts())
            for place, draft in enumerate(drafts)
        ]
    )
    return made
