"""Who may have whom told of what, and whose alerts one may change."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from penstock.alerts.models import Alert
from penstock.common.errors import NotPermitted
from penstock.workspaces.actor import Actor


def may_change(alert: Alert, by: Actor) -> bool:
    """Who made it, and administrators."""
    is_mine = alert.maker_id is not None and alert.maker_id == by.person_id
    return alert.workspace_id == by.workspace_id and (by.is_admin or is_mine)


def require_change(alert: Alert, by: Actor) -> None:
    """Raise NotPermitted."""
    if not may_change(alert, by):
        raise NotPermitted(_("Only who made the alert, or an administrator, may change it."))


def require_reach(people: Collection[int], by: Actor) -> None:
    """Raise NotPermitted when somebody is to be told who is out of sight: oneself and those whose records one reads."""
    mine = by.readable_people
    if mine is not None and not set(people) <= {*mine, by.person_id}:
        raise NotPermitted(_("You can have those told whose records you may see."))
