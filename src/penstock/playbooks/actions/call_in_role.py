"""Say who can be called in for a role, and call the least busy of them into a deal."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from penstock.common.actions import action
from penstock.common.errors import Refused
from penstock.deals.actions import add_deal_person
from penstock.deals.changing import hold
from penstock.deals.models import Deal, DealPerson, SellingRole
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.playbooks.events import RoleMembersSet
from penstock.playbooks.load import least_busy
from penstock.playbooks.models import RoleMember
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person


@action
def set_role_members(role: str, people: Sequence[Person], *, by: Actor) -> Event | None:
    """Exactly these can be called in for a role; None when they are those already."""
    by.require_admin(_("Only an administrator may say who is called in."))
    _require_role(role)
    if any(one.workspace_id != by.workspace_id or not one.is_active for one in people):
        raise Refused(_("Choose people who work here."))
    rows = RoleMember.objects.of(by).filter(role=role)
    wanted = {one.pk for one in people}
    if wanted == set(rows.values_list("person_id", flat=True)):
        return None
    rows.delete()
    RoleMember.objects.insert([RoleMember(workspace=by.workspace, role=role, person_id=pk) for pk in sorted(wanted)])
    return record(by, RoleMembersSet(role=role, member_ids=sorted(wanted)))[0]


@action
def call_in_role(deal: Deal, role: str, *, by: Actor) -> Person:
    """Whoever has the role on the deal; else the least busy who can be called in joins it beside the owner."""
    held = hold(deal, by)
    _require_role(role)
    link = DealPerson.objects.on(held).filter(role=role, person__deactivated_at__isnull=True).order_by("pk").first()
    if link is not None:
        present: Person = link.person
        return present
    found = least_busy(role, by, besides=held.owner_id)
    if found is None:
        sentence = _("Nobody can be called in as %(role)s; an administrator names people for it in the playbooks.")
        raise Refused(sentence % {"role": SellingRole(role).label})
    add_deal_person(held, found, role, by=by)
    return found


def _require_role(role: str) -> None:
    if role not in SellingRole.values:
        raise Refused(_("Choose a role."), fields={"role": _("Choose a role.")})
