"""Who may have reports mailed: everybody to themselves, whoever may write to others; who made it changes it."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from penstock.common.errors import NotPermitted
from penstock.mailings.models import Mailing
from penstock.workspaces.actor import Actor


def may_change(mailing: Mailing, by: Actor) -> bool:
    """Whether somebody may change or stop it for all its readers."""
    ours = mailing.workspace_id == by.workspace_id
    return ours and (by.is_admin or (by.person_id is not None and mailing.owner_id == by.person_id))


def require_change(mailing: Mailing, by: Actor) -> None:
    """Raise NotPermitted."""
    if not may_change(mailing, by):
        raise NotPermitted(_("Only who had this report mailed, or an administrator, may change that."))


def require_reach(people: Collection[int], by: Actor) -> None:
    """Raise NotPermitted where it is to go to others, and the asker may only look."""
    if by.person_id is None or (set(people) - {by.person_id} and not by.may_write):
        raise NotPermitted(_("You may have reports mailed to yourself only."))
