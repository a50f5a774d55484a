"""Who may make and change dashboards: whoever may write makes them; the owner and an administrator change one."""

from django.utils.translation import gettext as _

from penstock.common.errors import NotPermitted
from penstock.dashboards.models import Dashboard
from penstock.workspaces.actor import Actor


def may_make(by: Actor) -> bool:
    """Whether somebody may have dashboards of their own."""
    return by.person is not None and by.may_write


def may_change(dashboard: Dashboard, by: Actor) -> bool:
    """Whether somebody may change one."""
    return by.may_write and (by.is_admin or dashboard.owner_id == by.person_id)


def require_make(by: Actor) -> None:
    """Raise NotPermitted unless they may make one."""
    if not may_make(by):
        raise NotPermitted(_("You may look at dashboards but not make them."))


def require_change(dashboard: Dashboard, by: Actor) -> None:
    """Raise NotPermitted unless they may change this one."""
    if not Dashboard.objects.of(by).filter(pk=dashboard.pk).exists():
        raise NotPermitted(_("This dashboard is not shared with you."))
    if not may_change(dashboard, by):
        raise NotPermitted(_("This dashboard belongs to somebody else; copy it to change your copy."))
