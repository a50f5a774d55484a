"""Processes on the screen: begun and moved on the deal, their lists, the settings, and how many queries each takes."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from penstock.common import clock
from penstock.deals.models import ProcessKind, ProcessStage
from penstock.journal.models import Event
from penstock.processes import panels
from penstock.processes.actions import change_process, hand_over_process, move_process, start_process
from penstock.processes.models import Process
from tests.processes.test_processes import fresh, shipment, stages_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def kind(world):
    """Shipments."""
    return shipment(world, plural="Shipments")


def page(world, name, *args, role="rep", query=""):
    """The page's text."""
    answer = world.client(role).get(reverse(name, args=args) + query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def sent(world, name, *args, role="rep", query="", **data):
    """The answer to a form that htmx sends."""
    return world.client(role).post(reverse(name, args=args) + query, data, HTTP_HX_REQUEST="true")


def test_nothing_is_shown_where_the_workspace_has_no_kinds(world):
    deal = world.deal()
    assert "deal-processes" not in page(world, "deals:deal", deal.pk)
    assert reverse("processes:processes") not in page(world, "activities:today")
    assert "No process yet" in page(world, "processes:processes", role="owner")


def test_an_administrator_defines_one_from_a_ready_one_and_the_deal_offers_it(world):
    answer = world.client("owner").post(reverse("processes:define"), {"ready": "shipment"})
    kind = ProcessKind.unscoped.get()
    assert answer.url == reverse("processes:kind", args=[kind.pk])
    assert (kind.name, kind.plural) == ("Shipment", "Shipments")
    assert [stage.name for stage in stages_of(kind)][:2] == ["To prepare", "Packed"]
    assert "Start a process" in page(world, "deals:deal", world.deal().pk)
    assert "Start a process" not in page(world, "deals:deal", world.deal().pk, role="viewer")
    assert "Shipments" in page(world, "processes:of_kind", kind.pk)


def test_a_process_is_begun_and_moved_on_the_deals_page(world, kind):
    deal = world.deal()
    asked = page(world, "processes:start", deal.pk, kind.pk)
    assert 'value="Big order"' in asked
    assert sent(world, "processes:start", deal.pk, kind.pk, title="To Berlin").status_code == 200
    process = Process.unscoped.get()
    assert "To Berlin" in page(world, "deals:deal", deal.pk)
    packed = stages_of(kind)[1]
    answer = sent(world, "processes:move", process.pk, process_stage=packed.pk, seen_process_stage=process.stage_id)
    assert answer.status_code == 200 and f"deal-changed-{deal.pk}" in answer["HX-Trigger"]
    assert fresh(process).stage_id == packed.pk
    undo = answer.content.decode().split('action="/processes/')[1].split('"')[0]
    assert world.client("rep").post(f"/processes/{undo}").status_code == 302
    assert fresh(process).stage.name == "To prepare"


def test_a_process_has_a_page_with_where_it_was(world, kind, rep):
    process = start_process(world.deal(), kind, by=rep, note="Fragile")
    move_process(process, stages_of(kind)[1], by=rep)
    told = page(world, "processes:process", process.pk)
    assert "Fragile" in told and told.count("Packed") > 1
    assert world.client("stranger").get(reverse("processes:process", args=[process.pk])).status_code == 404


def test_it_is_changed_handed_over_removed_and_brought_back(world, kind, rep):
    process = start_process(world.deal(), kind, by=rep)
    sent(world, "processes:change", process.pk, title="To Rome", due_on="2030-01-02", note="")
    sent(world, "processes:hand_over", process.pk, responsible=world.people["manager"].pk)
    row = fresh(process)
    assert (row.title, str(row.due_on), row.responsible_id) == ("To Rome", "2030-01-02", world.people["manager"].pk)
    refused = sent(world, "processes:hand_over", process.pk, responsible=world.people["colleague"].pk)
    assert refused.status_code == 422 and "may not see this deal" in refused.content.decode()
    sent(world, "processes:remove", process.pk)
    assert world.client("rep").get(reverse("processes:process", args=[process.pk])).status_code == 404
    sent(world, "processes:restore", process.pk)
    assert page(world, "processes:process", process.pk)


def test_the_list_shows_open_overdue_mine_and_finished_ones_with_their_counts(world, kind, rep):
    today = clock.day_of(clock.now(), world.workspace.zone)
    late = start_process(world.deal("Late one"), kind, by=rep, due_on=today - timedelta(days=3))
    mine = start_process(world.deal("My own"), kind, by=rep, responsible=world.people["rep"])
    done = start_process(world.deal("Ended"), kind, by=rep)
    move_process(done, stages_of(kind)[3], by=rep)
    shown = {
        key: [name for name in ("Late one", "My own", "Ended") if name in page(world, *place, query=f"?show={key}")]
        for place in [("processes:of_kind", kind.pk)]
        for key in ("open", "overdue", "mine", "closed", "all")
    }
    assert (
        shown["open"] == ["Late one", "My own"] and shown["overdue"] == [late.title] and shown["mine"] == [mine.title]
    )
    assert shown["closed"] == ["Ended"] and len(shown["all"]) == 3
    told = page(world, "processes:of_kind", kind.pk, query=f"?show=all&stage={stages_of(kind)[3].pk}")
    assert "Ended" in told and "Late one" not in told
    assert "None yet" in page(world, "processes:of_kind", kind.pk, role="colleague")


def test_today_shows_what_somebody_is_responsible_for_and_is_due(world, kind, rep):
    today = clock.day_of(clock.now(), world.workspace.zone)
    mine = {"responsible": world.people["rep"]}
    start_process(world.deal("Due now"), kind, by=rep, due_on=today, **mine)
    start_process(world.deal("Much later"), kind, by=rep, due_on=today + timedelta(days=90), **mine)
    start_process(world.deal("Not mine"), kind, by=rep, due_on=today)
    change_process(Process.unscoped.get(title="Due now"), by=rep, title="Pack it")
    told = page(world, "activities:today", query="?whose=mine").split('id="today-processes"')[1].split("</section>")[0]
    assert "Pack it" in told and "Much later" not in told and "Not mine" not in told


def test_the_story_of_the_deal_tells_all_of_it(world, kind, rep):
    deal = world.deal()
    process = start_process(deal, kind, by=rep)
    moved = move_process(process, stages_of(kind)[1], by=rep)
    hand_over_process(process, world.people["manager"], by=rep)
    change_process(process, by=rep, note="Fragile")
    sent(world, "processes:undo", process.pk, Event.unscoped.get(kind="process.changed").position)
    sent(world, "processes:remove", process.pk)
    sent(world, "processes:restore", process.pk)
    told = page(world, "timeline:story", query=f"?deal={deal.pk}")
    for words in (
        "from To prepare to Packed",
        "responsible now: Manager",
        "changed",
        "Taken back:",
        "Removed:",
        "Begun:",
    ):
        assert words in told, words
    assert moved.kind == "process.moved"


def test_stages_are_added_renamed_ordered_retired_and_brought_back_without_losing_history(world, kind, rep):
    owner = world.client("owner")
    process = start_process(world.deal(), kind, by=rep)
    owner.post(reverse("processes:add_stage", args=[kind.pk]), {"name": "Loaded", "kind": "open", "expected_days": "2"})
    names = [stage.name for stage in stages_of(kind)]
    assert names == ["To prepare", "Packed", "On the way", "Loaded", "Delivered", "Dropped"]
    first, second = stages_of(kind)[:2]
    owner.post(reverse("processes:stage", args=[first.pk]), {"name": "Prepared", "kind": "open", "expected_days": ""})
    owner.post(reverse("processes:retire_stage", args=[first.pk]))
    assert fresh(process).stage.name == "Prepared" and "Prepared" in page(world, "processes:process", process.pk)
    move_process(process, second, by=rep)
    refused = sent(world, "processes:move", process.pk, process_stage=first.pk)
    assert refused.status_code == 422 and "retired" in refused.content.decode()
    owner.post(reverse("processes:restore_stage", args=[first.pk]))
    order = [stage.pk for stage in stages_of(kind)]
    owner.post(reverse("processes:reorder_stages", args=[kind.pk]), {"order": order, "up": str(second.pk)})
    assert stages_of(kind)[0].pk == second.pk
    kept = owner.post(reverse("processes:stage", args=[first.pk]), {"name": "Prepared", "kind": "done"})
    assert kept.status_code == 422 and "Processes were in this stage" in kept.content.decode()


def test_a_retired_kind_starts_none_any_more_and_its_processes_go_on(world, kind, rep):
    deal = world.deal()
    process = start_process(deal, kind, by=rep)
    world.client("owner").post(reverse("processes:retire", args=[kind.pk]))
    assert sent(world, "processes:start", deal.pk, kind.pk, title="B").status_code == 422
    assert move_process(process, stages_of(kind)[1], by=rep)
    assert "Shipment" in page(world, "deals:deal", deal.pk)
    world.client("owner").post(reverse("processes:bring_back", args=[kind.pk]))
    assert sent(world, "processes:start", deal.pk, kind.pk, title="B").status_code == 200


def test_the_only_done_stage_stays(world, kind):
    done = stages_of(kind)[3]
    answer = world.client("owner").post(reverse("processes:retire_stage", args=[done.pk]))
    assert answer.status_code == 422 and ProcessStage.unscoped.get(pk=done.pk).retired_at is None


def queries(client, url):
    """How many queries a page takes, once what is settled has been read."""
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


@pytest.mark.django_db(transaction=True)
def test_the_panel_costs_one_query_where_the_deal_has_processes_and_none_elsewhere(world, rep):
    bare = world.deal("Bare")
    client, url = world.client("rep"), reverse("deals:deal", args=[bare.pk])
    before = queries(client, url)
    kind = shipment(world)
    assert queries(client, url) == before
    full = world.deal("Full")
    for _number in range(3):
        start_process(full, kind, by=rep)
    with_three = queries(client, reverse("deals:deal", args=[full.pk]))
    for _number in range(9):
        start_process(full, kind, by=rep)
    assert queries(client, reverse("deals:deal", args=[full.pk])) == with_three


@pytest.mark.django_db(transaction=True)
def test_lists_and_today_take_as_many_queries_however_many_there_are(world, rep):
    kind, client = shipment(world), world.client("rep")
    today = clock.day_of(clock.now(), world.workspace.zone)
    urls = [reverse("processes:of_kind", args=[kind.pk]), reverse("activities:today") + "?whose=mine"]

    def begin(count):
        for number in range(count):
            told = {"due_on": today, "responsible": world.people["rep"]}
            start_process(world.deal(f"Deal {number}"), kind, by=rep, **told)

    begin(2)
    few = [queries(client, url) for url in urls]
    begin(12)
    assert [queries(client, url) for url in urls] == few


def test_a_page_leads_along_the_way_to_the_end_and_drops_from_a_menu(world, kind, rep):
    process = start_process(world.deal(), kind, by=rep)
    path = page(world, "processes:process", process.pk).split('class="stage-path"')[1].split("</ol>")[0]
    assert "Delivered" in path and "Dropped" not in path, "what is dropped is no step of the way"
    told = page(world, "processes:process", process.pk)
    assert f'name="process_stage" value="{stages_of(kind)[-1].pk}"' in told, "and the menu beside the name leads there"
    move_process(process, stages_of(kind)[-1], by=rep)
    path = page(world, "processes:process", process.pk).split('class="stage-path"')[1].split("</ol>")[0]
    assert "Dropped" in path, "where it stands is shown"


def test_processes_of_a_deal_beyond_those_shown_are_counted_too(world, rep, kind, monkeypatch):
    monkeypatch.setattr(panels, "SHOWN", 2)
    deal = world.deal()
    for _time in range(3):
        start_process(deal, kind, by=rep)
    assert "and 1 more" in page(world, "deals:deal", deal.pk)
