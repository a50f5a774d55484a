"""Many deals are changed by the rules of one, with a preview that changes nothing and one undo for all."""

import re
import sys
from datetime import timedelta

import pytest
from django.test import Client

from penstock.boards import many
from penstock.boards.actions import change_many, undo_many
from penstock.boards.jobs import go_on_job
from penstock.boards.models import BulkChange
from penstock.boards.verbs import VERBS
from penstock.common import clock
from penstock.common.errors import NotPermitted
from penstock.deals.actions import change_deal, set_aside, tag_deal
from penstock.deals.models import Deal
from penstock.deals.queries import tags_of
from penstock.journal.models import Event
from tests.world import World

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


def send(client: Client, verb: str, **data: object):
    """One step of the dialog."""
    return client.post(f"/deals/bulk/{verb}/", data, **HTMX)


@pytest.fixture
def three(world: World) -> list[Deal]:
    """Two deals of the rep and one of the manager, which the rep reads but may not change."""
    return [world.deal("One"), world.deal("Two"), world.deal("Three", owner="manager")]


def test_the_dialog_asks_then_shows_what_would_happen_then_does_it(world: World, three: list[Deal]) -> None:
    client, ids = world.client("rep"), [deal.pk for deal in three]
    asked = send(client, "move", deal=ids)
    assert asked.content.decode().lstrip().startswith("<dialog")
    events = Event.objects.of(world.system).count()
    target = world.stages[1].pk
    preview = send(client, "move", deal=ids, stage=target, step="preview")
    assert (len(preview.context["outcome"].done), len(preview.context["outcome"].refused)) == (2, 1)
    assert Event.objects.of(world.system).count() == events
    done = send(client, "move", deal=ids, stage=target, step="do")
    assert done["HX-Redirect"].startswith("/deals/")
    assert [world.fresh(deal).stage_id == target for deal in three] == [True, True, False]


def test_the_preview_says_how_many_come_back_by_the_move(world: World, three: list[Deal]) -> None:
    rep, next_year = world.actor("rep"), clock.now().date() + timedelta(days=365)
    set_aside(three[0], until=next_year, by=rep)
    asked = {"deal": [deal.pk for deal in three], "stage": world.stages[1].pk, "step": "preview"}
    assert "1 of them was set aside and comes back" in send(world.client("rep"), "move", **asked).content.decode()
    assert world.fresh(three[0]).is_aside


def test_one_undo_takes_all_of_it_back(world: World, three: list[Deal]) -> None:
    rep, values = world.actor("rep"), {"stage": [str(world.stages[2].pk)]}
    bulk = change_many("move", values, [deal.pk for deal in three], by=rep)
    change_deal(three[1], by=rep, amount=5)
    outcome = undo_many(bulk, by=rep)
    assert set(outcome.done) == {three[0].pk}
    assert set(outcome.refused) == {three[1].pk}
    assert world.fresh(three[0]).stage == world.stages[0]
    assert undo_many(bulk, by=rep) is None


CHANGES = {
    "assign": lambda world: {"owner": [str(world.people["manager"].pk)]},
    "change": lambda world: {"fact": ["amount"], "value": ["1250"]},
    "tag": lambda world: {"added": ["new, hot"], "removed": ["old"]},
    "aside": lambda world: {"until": [f"{clock.now().year + 1}-03-01"], "reason": ["Budget"]},
    "back": lambda world: {},
    "remove": lambda world: {},
    "move": lambda world: {"stage": [str(world.stages[-1].pk)], "loss_reason": [str(world.reason.pk)]},
}


@pytest.mark.parametrize("verb", CHANGES)
def test_every_verb_can_be_done_and_undone(verb: str, world: World) -> None:
    deal, manager = world.deal("One"), world.actor("manager")
    tag_deal(deal, ["old"], by=manager)
    if verb == "back":
        set_aside(deal, until=clock.now().date() + timedelta(days=9), by=manager)

    def state() -> tuple:
        row = Deal.unscoped.get(pk=deal.pk)
        facts = (row.owner_id, row.amount, row.stage_id, row.removed_at is None, row.status, row.aside_until)
        return *facts, [str(tag) for tag in tags_of(row)]

    before = state()
    bulk = change_many(verb, CHANGES[verb](world), [deal.pk], by=manager)
    assert state() != before
    undo_many(bulk, by=manager)
    assert state() == before


def test_all_that_the_filters_find_can_be_changed(world: World, three: list[Deal]) -> None:
    send(world.client("manager"), "assign", all="1", query="q=T", owner=world.people["rep"].pk, step="do")
    assert [world.fresh(deal).owner_id for deal in three] == [world.people["rep"].pk] * 3


def test_a_fact_is_chosen_first_and_then_its_value_is_asked(world: World, three: list[Deal]) -> None:
    client, ids = world.client("rep"), [deal.pk for deal in three]
    page = send(client, "change", deal=ids, fact="expected_close_on", step="preview")
    assert page.status_code == 200
    assert re.search(r'type="date"[^>]*name="value"|name="value"[^>]*type="date"', page.content.decode())
    wrong = send(client, "change", deal=ids, fact="expected_close_on", value="soon", step="preview")
    assert wrong.status_code == 422


def test_many_deals_go_to_the_worker_which_goes_on_where_it_stopped(
    world: World, three: list[Deal], monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks
) -> None:
    monkeypatch.setattr(many, "AT_ONCE", 1)
    monkeypatch.setattr(sys.modules["penstock.boards.actions.change_many"], "AT_ONCE", 1)
    rep, values = world.actor("rep"), {"stage": [str(world.stages[1].pk)]}
    with django_capture_on_commit_callbacks(execute=False) as callbacks:
        bulk = change_many("move", values, [deal.pk for deal in three], by=rep)
    assert len(callbacks) == 1
    assert many.go_on(BulkChange.objects.of(rep).get(pk=bulk.pk), rep) == 2
    go_on_job.func(bulk.pk, rep.workspace_id, rep.person_id)
    held = BulkChange.objects.of(rep).get(pk=bulk.pk)
    assert (held.pending, len(held.done), len(held.refused)) == ([], 2, 1)


def test_others_cannot_undo_it_and_a_viewer_cannot_begin(world: World, three: list[Deal]) -> None:
    bulk = change_many("remove", {}, [three[0].pk], by=world.actor("rep"))
    for role in ("manager", "colleague", "stranger", "owner"):
        with pytest.raises(NotPermitted):
            undo_many(bulk, by=world.actor(role))
        assert world.client(role).post(f"/deals/bulk/{bulk.pk}/undo/").status_code == 404
    with pytest.raises(NotPermitted):
        change_many("remove", {}, [three[1].pk], by=world.actor("viewer"))


def test_a_strangers_deals_are_not_touched(world: World, three: list[Deal]) -> None:
    stranger = world.actor("stranger")
    bulk = change_many("remove", {}, [deal.pk for deal in three], by=stranger)
    assert (bulk.done, bulk.refused) == ({}, {})


def test_there_is_no_verb_but_the_known(world: World) -> None:
    assert send(world.client("rep"), "destroy").status_code == 404
    assert set(CHANGES) == set(VERBS)
