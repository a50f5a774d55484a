"""Where people stood at a past moment: today's teams and roles, with what the journal says of later taken back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from penstock.journal.models import Event
from penstock.targets.tree import Tree
from penstock.workspaces.models import Person, Team, Workspace

MOVES = ("person.changed", "team.changed")


@dataclass(frozen=True)
class Stood:
    """The tree of a moment, and which role each person had."""

    tree: Tree
    roles: dict[int, int]

    @classmethod
    def today(cls, workspace: Workspace, tree: Tree) -> "Stood":
        """As it is now."""
        return cls(tree, dict(Person.objects.on(workspace).values_list("pk", "role_id")))


def stood_at(workspace: Workspace, at: datetime | None, tree: Tree) -> Stood:
    """As it was just before a moment; teams that were dissolved since are not known any more."""
    now = Stood.today(workspace, tree)
    moves = moves_since(workspace, at) if at else []
    if not moves:
        return now
    parents = dict(Team.objects.on(workspace).values_list("pk", "parent_id"))
    people, roles = dict(tree.people), dict(now.roles)
    for data in moves:
        changes: dict[str, list[Any]] = data["changes"]
        for name, held, key in (
            ("team_id", people, "member_id"),
            ("role_id", roles, "member_id"),
            ("parent_id", parents, "team_id"),
        ):
            if name in changes and key in data:
                held[data[key]] = changes[name][0]
    return Stood(Tree(parents, people), roles)


def moves_since(workspace: Workspace, at: datetime) -> list[dict[str, Any]]:
    """What moved people and teams since a moment, the newest first."""
    # Without these three an index of what is about no record would not be used.
    rows = Event.objects.on(workspace).filter(deal_id=None, company_id=None, contact_id=None)
    rows = rows.filter(kind__in=MOVES, occurred_at__gte=at).order_by("-position")
    return list(rows.values_list("data", flat=True))
