"""What is settled is read once and kept, but nobody ever sees it as it was before a change that is committed."""

from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from penstock.pipelines.actions import add_stage, change_stage
from penstock.pipelines.queries import known_stages
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person, Workspace
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def asks(world: World) -> Callable[[], Actor]:
    """The rep at the beginning of a request, as the middleware reads them."""

    def begin() -> Actor:
        person = Person.unscoped.select_related("workspace", "role", "team").get(pk=world.people["rep"].pk)
        person.workspace.may_keep = True
        return Actor.of_person(person)

    return begin


def names(by: Actor, world: World) -> list[str]:
    return [stage.name for stage in known_stages(by, world.pipeline.pk)]


def reads(act: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as captured:
        act()
    return len(captured)


def test_the_second_request_reads_nothing_anew(world: World, asks: Callable[[], Actor]) -> None:
    first, second = asks(), asks()
    assert reads(lambda: names(first, world)) == 1
    assert reads(lambda: names(second, world)) == 0
    assert names(first, world) == names(second, world) == [stage.name for stage in world.stages]


def test_a_screen_asks_less_the_second_time(world: World) -> None:
    world.deal()
    client: Client = world.client("rep")
    assert reads(lambda: client.get("/board/")) > reads(lambda: client.get("/board/"))


def test_the_next_request_sees_a_change_of_the_settings(world: World, asks: Callable[[], Actor]) -> None:
    names(asks(), world)
    add_stage(world.pipeline, "Trial", by=world.system)
    assert "Trial" in names(asks(), world)


def test_the_request_that_changes_a_setting_sees_it_at_once(world: World, asks: Callable[[], Actor]) -> None:
    names(asks(), world)
    by = Actor.of_person(world.people["owner"])
    by.workspace.may_keep = True
    names(by, world)
    add_stage(world.pipeline, "Trial", by=by)
    assert "Trial" in names(by, world)


def test_a_change_that_is_taken_back_is_kept_by_nobody(world: World, asks: Callable[[], Actor]) -> None:
    names(asks(), world)
    with transaction.atomic():
        add_stage(world.pipeline, "Never", by=world.system)
        assert "Never" in names(asks(), world)
        transaction.set_rollback(True)
    assert "Never" not in names(asks(), world)
    change_stage(world.stages[0], by=world.system, name="First")
    assert names(asks(), world)[0] == "First"


def test_what_a_transaction_read_is_kept_once_it_is_committed(world: World, asks: Callable[[], Actor]) -> None:
    first, second = asks(), asks()
    with transaction.atomic():
        assert reads(lambda: names(first, world)) == 1
        assert reads(lambda: names(asks(), world)) > 1, "nobody else is told before"
    assert reads(lambda: names(second, world)) == 0


def test_what_one_does_to_an_answer_nobody_else_sees(world: World, asks: Callable[[], Actor]) -> None:
    known_stages(asks(), world.pipeline.pk)
    known_stages(asks(), world.pipeline.pk)[0].name = "Scribbled"
    assert "Scribbled" not in names(asks(), world)


def test_a_change_of_a_deal_leaves_what_is_settled_where_it_was(world: World) -> None:
    before = Workspace.objects.get(pk=world.workspace.pk).settled_head
    world.deal()
    assert Workspace.objects.get(pk=world.workspace.pk).settled_head == before


def test_workspaces_keep_apart_what_they_have_settled(world: World, asks: Callable[[], Actor]) -> None:
    names(asks(), world)
    person = Person.unscoped.select_related("workspace", "role", "team").get(pk=world.people["stranger"].pk)
    person.workspace.may_keep = True
    assert known_stages(Actor.of_person(person), world.pipeline.pk) == []
