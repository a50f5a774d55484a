"""The checklist of a stage: written by the head of sales, ticked on the deal, asked for by the gate."""

import pytest

from penstock.common.errors import NotPermitted, Refused, Unready
from penstock.deals.actions import move_deal, set_stage_rules
from penstock.deals.gates.rules import Draft
from penstock.deals.models import DealWork
from penstock.journal.models import Event
from penstock.journal.projections import PROJECTIONS
from penstock.playbooks.actions import (
    add_playbook_entry,
    change_playbook_entry,
    reorder_playbook_entries,
    restore_playbook_entry,
    retire_playbook_entry,
    tick_item,
    untick_item,
)
from penstock.playbooks.queries import checklist_of, playbook_of


def lines(deal, by):
    """The checklist as the deal's page shows it."""
    return checklist_of(deal, playbook_of(deal.stage, by).items)


@pytest.fixture
def items(world, owner):
    """Two required items of the first stage."""
    return [add_playbook_entry(world.stages[0], "checklist", by=owner, name=name) for name in ("Need", "Budget")]


def test_a_tick_is_told_in_the_story_and_doing_it_twice_is_doing_it_once(world, rep, items):
    deal = world.deal()
    event = tick_item(deal, items[0], by=rep)
    assert event.kind == "checklist.ticked"
    assert event.data["checklist_item_id"] == items[0].pk
    assert tick_item(deal, items[0], by=rep) is None
    assert [bool(line.tick) for line in lines(deal, rep)] == [True, False]


def test_a_tick_is_taken_back(world, rep, items):
    deal = world.deal()
    tick_item(deal, items[0], by=rep)
    assert untick_item(deal, items[0], by=rep).kind == "checklist.unticked"
    assert untick_item(deal, items[0], by=rep) is None
    assert not DealWork.objects.on(deal).filter(what="checklist").exists()


def test_the_gate_asks_for_each_item_until_it_is_ticked(world, rep, owner, items):
    deal = world.deal()
    set_stage_rules(world.stages[0], "exit", [Draft("checklist")], by=owner)
    with pytest.raises(Unready) as refusal:
        move_deal(deal, world.stages[1], by=rep)
    assert [one.about for one in refusal.value.missing] == [f"checklist:{item.pk}" for item in items]
    for item in items:
        tick_item(deal, item, by=rep)
    assert move_deal(deal, world.stages[1], by=rep).kind == "deal.moved"


def test_the_gate_does_not_ask_for_advice_or_for_what_is_retired(world, rep, owner, items):
    deal = world.deal()
    set_stage_rules(world.stages[0], "exit", [Draft("checklist")], by=owner)
    change_playbook_entry(items[0], by=owner, name="Need", is_required=False)
    retire_playbook_entry(items[1], by=owner)
    assert move_deal(deal, world.stages[1], by=rep).kind == "deal.moved"


def test_retiring_an_item_keeps_its_ticks(world, rep, owner, items):
    deal, other = world.deal(), world.deal("Other")
    tick_item(deal, items[0], by=rep)
    retire_playbook_entry(items[0], by=owner)
    assert [line.item.name for line in lines(deal, rep)] == ["Need", "Budget"]
    assert [line.item.name for line in lines(other, rep)] == ["Budget"]
    with pytest.raises(Refused, match="no longer on the checklist"):
        tick_item(other, items[0], by=rep)
    restore_playbook_entry(items[0], by=owner)
    assert tick_item(other, items[0], by=rep)


def test_the_order_is_the_head_of_sales_to_set(world, owner, items):
    ids = [items[1].pk, items[0].pk]
    reorder_playbook_entries(world.stages[0], "checklist", ids, by=owner)
    assert [line.item.pk for line in lines(world.deal(), owner)] == ids
    assert reorder_playbook_entries(world.stages[0], "checklist", ids, by=owner) is None


def test_events_hold_no_words(world, owner, items):
    change_playbook_entry(items[0], by=owner, name="Secret plan")
    told = Event.objects.of(owner).filter(kind="playbook.entry_changed").get()
    assert told.data["fields"] == ["name"]
    assert "Secret" not in str(told.data)


def test_only_an_administrator_writes_playbooks(world, rep, items):
    with pytest.raises(NotPermitted):
        retire_playbook_entry(items[0], by=rep)


def test_an_item_of_another_pipeline_is_refused(world, rep, owner):
    from penstock.pipelines.actions import create_pipeline
    from penstock.pipelines.models import Stage
    from penstock.pipelines.templates import SHORT

    other = create_pipeline("Other", SHORT.stages, by=owner)
    foreign = add_playbook_entry(Stage.objects.of(owner).filter(pipeline=other)[0], "checklist", by=owner, name="X")
    with pytest.raises(Refused, match="another pipeline"):
        tick_item(world.deal(), foreign, by=rep)


def test_kept_up_is_drawn_anew_beside_the_work_of_activities(world, rep, system, items):
    from penstock.activities.actions import log_activity

    deal = world.deal()
    tick_item(deal, items[0], by=rep)
    log_activity("call", "Rang", by=rep, deal=deal)
    kept = PROJECTIONS["playbooks.ticks"].picture(system)
    for name in ("activities.work", "playbooks.ticks"):
        PROJECTIONS[name].rebuild(system)
        assert PROJECTIONS[name].picture(system) == kept
    assert {row.what for row in DealWork.objects.on(deal)} == {"call", "checklist"}


@pytest.fixture
def system(world):
    return world.system


def test_the_deal_page_ticks_and_offers_to_take_it_back(world, items):
    deal, client = world.deal(), world.client("rep")
    page = client.get(f"/deals/{deal.pk}/").content.decode()
    assert "Tick: Need" in page
    assert client.post(f"/deals/{deal.pk}/checklist/{items[0].pk}/tick/").status_code == 302
    page = client.get(f"/deals/{deal.pk}/").content.decode()
    assert "Untick: Need" in page and "Ticked: Need" in page
    assert f"/deals/{deal.pk}/checklist/{items[0].pk}/untick/" in page


def test_the_gate_dialog_offers_the_tick_in_place(world, owner, items):
    deal, client = world.deal(), world.client("rep")
    set_stage_rules(world.stages[0], "exit", [Draft("checklist")], by=owner)
    page = client.get(f"/deals/{deal.pk}/gate/?stage={world.stages[1].pk}").content.decode()
    assert page.count("Tick it") == 2
    answer = client.post(f"/deals/{deal.pk}/checklist/{items[0].pk}/tick/?then=/deals/{deal.pk}/gate/")
    assert answer.url == f"/deals/{deal.pk}/gate/"


def test_the_settings_write_a_list(world, owner):
    client, stage = world.client("owner"), world.stages[0]
    url = f"/settings/playbooks/stages/{stage.pk}/checklist/add/"
    assert client.post(url, {"name": ""}).status_code == 422
    assert client.post(url, {"name": "Need", "is_required": "on"}).status_code == 302
    page = client.get(f"/settings/playbooks/stages/{stage.pk}/").content.decode()
    assert "Need" in page and "Let the gate ask" in page
    client.post(f"/settings/playbooks/stages/{stage.pk}/ask/")
    assert "The gate asks" in client.get(f"/settings/playbooks/stages/{stage.pk}/").content.decode()
    assert "Checklist: 1" in client.get("/settings/playbooks/").content.decode()
