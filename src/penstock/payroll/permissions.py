"""Who may say what people are paid: who may see it, of those whose records they may write."""

from django.utils.translation import gettext as _

from penstock.common.errors import NotPermitted
from penstock.workspaces.actor import Actor


def require_seeing(by: Actor) -> None:
    """Raise NotPermitted unless the actor may see pay at all."""
    if not by.may_see_pay:
        raise NotPermitted(_("What people are paid is seen only by those whose role may see it."))


def require_paying(by: Actor, person_id: int) -> None:
    """Raise NotPermitted unless the actor may say what this person is paid."""
    require_seeing(by)
    by.require_write(person_id, _("You may set pay only of the people whose records you may change."))
