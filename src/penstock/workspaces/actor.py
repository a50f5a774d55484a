"""The actor: who acts, in which workspace, through which door. There is no ambient current user."""

from dataclasses import dataclass, field, replace
from functools import cached_property
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from penstock.common.errors import NotPermitted
from penstock.workspaces.models import Person, Scope, Team, Workspace

DOORS = ("screen", "api", "import", "email", "call", "automation", "mcp", "survey", "system", "cli")


@dataclass(frozen=True)
class Actor:
    """Passed as ``by`` to every action and as ``of(actor)`` to every read; without a person it is the system."""

    workspace: Workspace
    person: Person | None
    door: str
    caused_by: int | None = field(default=None, compare=False)

    @classmethod
    def system(cls, workspace: Workspace, door: str = "system") -> "Actor":
        """The house itself: jobs, imports on the command line, the demo; it may everything in its workspace."""
        return cls(workspace, None, door)

    @classmethod
    def of_person(cls, person: Person, door: str = "screen") -> "Actor":
        """A person through a door."""
        return cls(person.workspace, person, door)

    def through(self, door: str) -> "Actor":
        """The same actor through another door."""
        return replace(self, door=door)

    @cached_property
    def workspace_id(self) -> int:
        return self.workspace.pk

    @property
    def person_id(self) -> int | None:
        return self.person.pk if self.person else None

    @property
    def is_admin(self) -> bool:
        """Whether the actor may change the workspace's settings."""
        return self.person is None or (self.person.is_active and self.person.role.is_admin)

    @property
    def may_override(self) -> bool:
        """Whether the actor may take a deal past a stage's rules, with a reason."""
        return self.is_admin or (self.person is not None and self.person.is_active and self.person.role.may_override)

    @property
    def may_see_costs(self) -> bool:
        """Whether the actor may see what products cost us, and so margins."""
        return self.is_admin or (self.person is not None and self.person.is_active and self.person.role.may_see_costs)

    @property
    def may_see_pay(self) -> bool:
        """Whether the actor may see what people are paid; at the command line who runs the machine may.

        An administrator may not of themselves: they can let their role, and the journal tells that they did.
        """
        if self.person is None:
            return self.door == "cli"
        return self.person.is_active and self.person.role.may_see_pay

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which the actor reads the clock."""
        return self.person.zone if self.person else self.workspace.zone

    @property
    def language(self) -> str:
        """The language in which work in the background tells the actor about itself."""
        return (self.person.language if self.person else "") or self.workspace.language

    @property
    def administrators(self) -> QuerySet[Person]:
        """The others who administer the workspace and sign in, by name."""
        people = Person.objects.on(self.workspace).filter(role__is_admin=True, deactivated_at__isnull=True)
        return people.filter(user__is_active=True).exclude(pk=self.person_id).order_by("name", "pk")

    @cached_property
    def readable_people(self) -> frozenset[int] | None:
        """Ids of the people whose records may be read; None means everybody's."""
        return _reach(self.person, self.person.role.read_scope) if self.person else None

    @cached_property
    def writable_people(self) -> frozenset[int] | None:
        """Ids of the people whose records may be changed; None means everybody's."""
        return _reach(self.person, self.person.role.write_scope) if self.person else None

    @property
    def may_write(self) -> bool:
        """Whether the actor may change anything at all."""
        return self.person is None or (self.person.is_active and self.person.role.write_scope != Scope.NONE)

    def may_read_of(self, owner_id: int | None) -> bool:
        """Whether the actor may read a record of this owner; what belongs to nobody everybody may."""
        people = self.readable_people
        return people is None or owner_id is None or owner_id in people

    def may_write_for(self, owner_id: int | None) -> bool:
        """Whether the actor may change a record of this owner."""
        people = self.writable_people
        return self.may_write and (people is None or owner_id is None or owner_id in people)

    def require_write(self, owner_id: int | None, sentence: str) -> None:
        """Raise ``NotPermitted`` with the sentence unless the actor may change a record of this owner."""
        if not self.may_write_for(owner_id):
            raise NotPermitted(sentence)

    def require_admin(self, sentence: str) -> None:
        """Raise ``NotPermitted`` with the sentence unless the actor may change settings."""
        if not self.is_admin:
            raise NotPermitted(sentence)


def _reach(person: Person, scope: str) -> frozenset[int] | None:
    if not person.is_active or scope == Scope.NONE:
        return frozenset()
    if scope == Scope.ALL:
        return None
    if scope == Scope.OWN or person.team_id is None:
        return frozenset([person.pk])
    return frozenset(people_beneath(person.workspace, person.team_id)) | {person.pk}


def people_beneath(workspace: Workspace, team_id: int) -> list[int]:
    """Ids of the people in a team and in all teams beneath it."""
    teams = teams_beneath(workspace, team_id)
    return list(Person.objects.on(workspace).filter(team_id__in=teams).values_list("pk", flat=True))


def teams_beneath(workspace: Workspace, team_id: int) -> set[int]:
    """Ids of a team and of all teams beneath it; a circle in the hierarchy ends the walk."""
    parents = dict(Team.objects.on(workspace).values_list("pk", "parent_id"))
    found, layer = set(), {team_id}
    while layer:
        found |= layer
        layer = {team for team, parent in parents.items() if parent in layer} - found
    return found
