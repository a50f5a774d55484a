"""Let the people of a role see what people are paid, or no longer."""

from django.utils.translation import gettext as _

from penstock.common.actions import action
from penstock.common.errors import NotPermitted
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.people.events import RoleChanged
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Role


@action
def let_see_pay(role: Role, may: bool, *, by: Actor) -> Event | None:
    """Whether the role may; None when it is so already. Administrators' roles must be let like any other."""
    by.require_admin(_("Only an administrator may say what roles may do."))
    held = Role.objects.of(by).select_for_update(of=("self",)).filter(pk=role.pk).first()
    if held is None:
        raise NotPermitted(_("This role does not exist."))
    if held.may_see_pay == may:
        return None
    held.may_see_pay = may
    held.save(update_fields=["may_see_pay"])
    return record(by, RoleChanged(role_id=held.pk, changes={"may_see_pay": [not may, may]}))[0]
