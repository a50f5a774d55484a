"""Rename a team, let it stand elsewhere in the hierarchy, or dissolve it."""

from typing import Any

from django.utils.translation import gettext as _

from penstock.common.actions import action
from penstock.common.errors import NotPermitted, Refused
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.people.events import TeamChanged, TeamRemoved
from penstock.workspaces.actor import Actor, teams_beneath
from penstock.workspaces.models import Person, Team


@action
def change_team(team: Team, *, by: Actor, name: str, parent: Team | None) -> Event | None:
    """Give a team this name and this place; None when it is already so. A team cannot stand beneath itself."""
    held = _held(team, by)
    name = " ".join(name.split())[:200]
    _require_free(name, held, by)
    _require_no_circle(held, parent, by)
    changes: dict[str, list[Any]] = {}
    if held.name != name:
        changes["name"] = [None, None]
    if held.parent_id != (parent.pk if parent else None):
        changes["parent_id"] = [held.parent_id, parent.pk if parent else None]
    if not changes:
        return None
    held.name, held.parent = name, parent
    held.save(update_fields=["name", "parent"])
    return record(by, TeamChanged(team_id=held.pk, changes=changes))[0]


@action
def remove_team(team: Team, *, by: Actor) -> Event:
    """Dissolve a team that has neither people nor teams beneath it."""
    held = _held(team, by)
    people = Person.objects.of(by).filter(team=held).exists()
    if people or Team.objects.of(by).filter(parent=held).exists():
        raise Refused(_("“%(team)s” is not empty; move its people and teams first.") % {"team": held.name})
    removed = held.pk
    held.delete()
    return record(by, TeamRemoved(team_id=removed))[0]


def _held(team: Team, by: Actor) -> Team:
    by.require_admin(_("Only an administrator may change teams."))
    held = Team.objects.of(by).select_for_update(of=("self",)).filter(pk=team.pk).first()
    if held is None:
        raise NotPermitted(_("This team does not exist."))
    return held


def _require_free(name: str, team: Team, by: Actor) -> None:
    if not name or Team.objects.of(by).filter(name=name).exclude(pk=team.pk).exists():
        raise Refused(_("A team needs a name that no other team has."), fields={"name": _("Choose another name.")})


def _require_no_circle(team: Team, parent: Team | None, by: Actor) -> None:
    if parent is None:
        return
    if parent.workspace_id != by.workspace_id:
        raise Refused(_("This team does not exist."), fields={"parent": _("Choose a team.")})
    if parent.pk in teams_beneath(by.workspace, team.pk):
        sentence = _("“%(parent)s” stands beneath “%(team)s”; a team cannot stand beneath itself.")
        sentence %= {"parent": parent.name, "team": team.name}
        raise Refused(sentence, fields={"parent": sentence})
