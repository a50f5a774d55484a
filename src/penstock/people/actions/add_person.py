"""Let somebody join a workspace."""

from django.utils.translation import gettext as _

from penstock.common.actions import action
from penstock.common.errors import Refused
from penstock.journal.recording import record
from penstock.people.events import PersonAdded
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person, Role, Team, User


@action
def add_person(
    name: str,
    *,
    by: Actor,
    role: str = "rep",
    team: Team | None = None,
    email: str = "",
    user: User | None = None,
    language: str = "",
    time_zone: str = "",
) -> Person:
    """A new member in a role; without a user they cannot sign in until they accept an invitation."""
    by.require_admin(_("Only an administrator may add people."))
    name = " ".join(name.split())
    if not name:
        raise Refused(_("A person needs a name."), fields={"name": _("Write a name.")})
    held_role = Role.objects.of(by).filter(key=role).first()
    if held_role is None or (team is not None and team.workspace_id != by.workspace_id):
        raise Refused(_("Choose a role and a team that exist."))
    person = Person(
        workspace=by.workspace,
        name=name[:200],
        email=email.strip().lower() or (user.email if user else ""),
        role=held_role,
        team=team,
        user=user,
        language=language,
        time_zone=time_zone,
    )
    person.save()
    record(by, PersonAdded(member_id=person.pk, role_id=held_role.pk, team_id=team.pk if team else None))
    return person
