"""Rename a dashboard, share it, remove it and bring it back."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from penstock.common import clock
from penstock.common.actions import action
from penstock.common.errors import Refused
from penstock.dashboards.checks import checked_name
from penstock.dashboards.events import DashboardRemoved, DashboardRenamed, DashboardRestored, DashboardShared
from penstock.dashboards.models import Dashboard, DashboardShare
from penstock.dashboards.permissions import require_change
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person, Team


@action
def rename_dashboard(dashboard: Dashboard, name: str, *, by: Actor) -> Event | None:
    """Another name; None when it is called so."""
    require_change(dashboard, by)
    found = checked_name(name)
    if dashboard.name == found:
        return None
    dashboard.name = found
    dashboard.save(update_fields=["name"])
    return record(by, DashboardRenamed(dashboard_id=dashboard.pk))[0]


@action
def share_dashboard(
    dashboard: Dashboard,
    *,
    by: Actor,
    is_shared: bool = False,
    people: Iterable[Person] = (),
    teams: Iterable[Team] = (),
) -> Event | None:
    """Let exactly these see it, or everybody here; each sees their own figures. None when it is so."""
    require_change(dashboard, by)
    wanted_people, wanted_teams = sorted({one.pk for one in people}), sorted({one.pk for one in teams})
    if not _are_ours(wanted_people, wanted_teams, by):
        raise Refused(_("Choose people and teams of this workspace."))
    rows = DashboardShare.objects.on(dashboard)
    now = {(row.person_id, row.team_id) for row in rows}
    wanted = {(pk, None) for pk in wanted_people} | {(None, pk) for pk in wanted_teams}
    if dashboard.is_shared == is_shared and now == wanted:
        return None
    dashboard.is_shared = is_shared
    dashboard.save(update_fields=["is_shared"])
    rows.delete()
    DashboardShare.objects.insert(
        [
            DashboardShare(workspace=by.workspace, dashboard=dashboard, person_id=person, team_id=team)
            for person, team in sorted(wanted, key=str)
        ]
    )
    told = DashboardShared(
        dashboard_id=dashboard.pk, is_shared=is_shared, member_ids=wanted_people, team_ids=wanted_teams
    )
    return record(by, told)[0]


@action
def remove_dashboard(dashboard: Dashboard, *, by: Actor) -> Event | None:
    """Out of sight; None when it is."""
    require_change(dashboard, by)
    if dashboard.removed_at is not None:
        return None
    dashboard.removed_at = clock.now()
    dashboard.save(update_fields=["removed_at"])
    return record(by, DashboardRemoved(dashboard_id=dashboard.pk))[0]


@action
def restore_dashboard(dashboard: Dashboard, *, by: Actor) -> Event | None:
    """Back again; None when it never was removed."""
    require_change(dashboard, by)
    if dashboard.removed_at is None:
        return None
    dashboard.removed_at = None
    dashboard.save(update_fields=["removed_at"])
    return record(by, DashboardRestored(dashboard_id=dashboard.pk))[0]


def _are_ours(people: list[int], teams: list[int], by: Actor) -> bool:
    known = Person.objects.on(by.workspace).filter(pk__in=people).count()
    return known == len(people) and Team.objects.on(by.workspace).filter(pk__in=teams).count() == len(teams)
