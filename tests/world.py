"""The cast, always the same: rep, manager (of the rep's team), colleague (another team), viewer, owner, stranger."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from django.test import Client

from penstock.deals.actions import open_deal
from penstock.deals.models import Deal
from penstock.people.actions import add_person, add_team, create_workspace
from penstock.pipelines.actions import add_loss_reason, create_pipeline
from penstock.pipelines.models import LossReason, Pipeline, Stage
from penstock.pipelines.templates import SHORT
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person, User, Workspace

ROLES = ("rep", "manager", "colleague", "viewer", "owner", "stranger")
PASSWORD = "penstock-demo"


@dataclass
class World:
    """A small company, its people as actors and signed-in browsers, and a stranger's company beside it."""

    workspace: Workspace
    system: Actor
    pipeline: Pipeline
    stages: list[Stage]
    reason: LossReason
    people: dict[str, Person] = field(default_factory=dict)

    def actor(self, role: str, door: str = "screen") -> Actor:
        """The member of the cast as an actor, read afresh so that a changed role counts."""
        person = Person.unscoped.select_related("workspace", "role", "team").get(pk=self.people[role].pk)
        return Actor.of_person(person, door)

    def client(self, role: str) -> Client:
        """A browser in which the member of the cast is signed in."""
        client = Client()
        client.force_login(self.people[role].user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    def deal(self, name: str = "Big order", owner: str = "rep", **fields: Any) -> Deal:
        """A deal of a member of the cast in the first stage."""
        return open_deal(name, by=self.actor(owner), **fields)

    def fresh(self, deal: Deal) -> Deal:
        """The deal as it is in the database now."""
        return Deal.unscoped.select_related("stage", "workspace").get(pk=deal.pk)


def build_world() -> World:
    """Two companies: ours with two teams and a pipeline, and the stranger's with one of its own."""
    world = _company("Ours", SHORT.stages)
    north, south = (add_team(name, by=world.system) for name in ("North", "South"))
    teams = {"rep": north, "manager": north, "colleague": south}
    for role in ROLES[:-1]:
        key = "rep" if role == "colleague" else role
        user = User.objects.create_user(f"{role}@demo.test")
        world.people[role] = add_person(role.title(), by=world.system, role=key, team=teams.get(role), user=user)
    others = _company("Others", SHORT.stages)
    user = User.objects.create_user("stranger@other.test")
    world.people["stranger"] = add_person("Stranger", by=others.system, role="owner", user=user)
    return world


def _company(name: str, stages: Any) -> World:
    workspace = create_workspace(name, by=None)
    system = Actor.system(workspace)
    pipeline = create_pipeline("Sales", stages, by=system)
    rows = list(Stage.objects.of(system).order_by("order"))
    return World(workspace, system, pipeline, rows, add_loss_reason("Price too high", by=system))


@pytest.fixture
def world(db: None) -> World:
    """The cast in their company."""
    return build_world()


def _member(role: str) -> Any:
    @pytest.fixture(name=role)
    def member(world: World) -> Actor:
        return world.actor(role)

    return member


rep, manager, colleague, viewer, owner, stranger = (_member(role) for role in ROLES)
