"""Who may set whose targets: heads those of the people whose records they may write, never only one's own."""

from django.utils.translation import gettext as _

from penstock.common.errors import NotPermitted
from penstock.targets.plans import WORKSPACE, Whose
from penstock.targets.tree import Tree
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Scope


class Reach:
    """Whose targets an actor may set, for many questions by two queries."""

    def __init__(self, by: Actor, tree: Tree | None = None) -> None:
        self._people = by.writable_people if leads(by) else frozenset()
        self._tree = tree or Tree.of(by.workspace)
        self._teams = self._tree.teams_within(self._people)

    def may_set(self, whose: Whose) -> bool:
        """Whether the actor may; the whole workspace's only who writes everything."""
        if self._people is None:
            return whose == WORKSPACE or whose.id in {"team": self._tree.teams, "person": self._tree.people}[whose.kind]
        return whose.id in {"person": self._people, "team": self._teams, "": frozenset[int]()}[whose.kind]

    def may_set_kpis(self, whose: Whose) -> bool:
        """Whether the actor may say by what somebody is measured; a role's only who writes everything."""
        return self._people is None if whose.kind == "role" else self.may_set(whose)

    def require_kpis(self, whose: Whose) -> None:
        """Raise NotPermitted unless the actor may."""
        if not self.may_set_kpis(whose):
            raise NotPermitted(_("You may say by what people are measured only of those whom you lead."))

    def require(self, whose: Whose) -> None:
        """Raise NotPermitted unless the actor may."""
        if not self.may_set(whose):
            raise NotPermitted(_("You may set targets only of the people whom you lead."))


def require_leading(by: Actor) -> None:
    """Raise NotPermitted to who may set nobody's targets."""
    if not leads(by):
        raise NotPermitted(_("You may set targets only of the people whom you lead."))


def leads(by: Actor) -> bool:
    """Whether somebody's role reaches further than their own records."""
    return by.may_write and (by.person is None or by.person.role.write_scope in (Scope.TEAM, Scope.ALL))
