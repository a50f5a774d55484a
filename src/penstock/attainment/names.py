"""What those are called of whom something is wanted."""

from penstock.targets.plans import WORKSPACE, Whose, person, team
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person, Team


def names_of(by: Actor) -> dict[Whose, str]:
    """The workspace, its teams and its people by name."""
    people = Person.objects.on(by.workspace).values_list("pk", "name")
    teams = Team.objects.on(by.workspace).values_list("pk", "name")
    return {WORKSPACE: by.workspace.name, **{person(pk): name for pk, name in people}} | {
        team(pk): name for pk, name in teams
    }
