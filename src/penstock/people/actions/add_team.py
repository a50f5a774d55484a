"""Form a team."""

from django.utils.translation import gettext as _

from penstock.common.actions import action
from penstock.common.errors import Refused
from penstock.journal.recording import record
from penstock.people.events import TeamAdded
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Team


@action
def add_team(name: str, *, by: Actor, parent: Team | None = None) -> Team:
    """A new team, under another or at the top."""
    by.require_admin(_("Only an administrator may form teams."))
    name = " ".join(name.split())[:200]
    if not name or Team.objects.of(by).filter(name=name).exists():
        raise Refused(_("A team needs a name that no other team has."), fields={"name": _("Choose another name.")})
    if parent is not None and parent.workspace_id != by.workspace_id:
        raise Refused(_("This team does not exist."))
    team = Team(workspace=by.workspace, name=name, parent=parent)
    team.save()
    record(by, TeamAdded(team_id=team.pk, parent_id=parent.pk if parent else None))
    return team
