"""What is set aside is on no board and in no total of it, but is found, listed, exported, told and brought back."""

import re
from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.http import QueryDict

from penstock.activities.actions import log_activity
from penstock.activities.queries import deals_without_next_step
from penstock.attention.actions import block_deal
from penstock.attention.learning import visits_of
from penstock.attention.priority import first_deals
from penstock.automation.models import RunState
from penstock.boards.board import Board
from penstock.boards.filters import read_filters
from penstock.boards.many import rehearse
from penstock.cli.deals import command
from penstock.common import clock
from penstock.common.errors import Refused
from penstock.deals.actions import bring_back, set_aside, tag_deal, win_deal
from penstock.deals.models import Deal
from penstock.exports.tables import deal_columns
from penstock.journal.models import Event
from tests.automation.setting import a_rule, runs, switched_on, work
from tests.world import World

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


def soon(days: int = 30):
    return clock.now().date() + timedelta(days=days)


@pytest.fixture
def resting(world: World) -> Deal:
    """One of two deals of the rep, set aside."""
    world.deal("Working", amount=100)
    deal = world.deal("Resting", amount=1000)
    set_aside(deal, until=soon(), reason="Budget next year", by=world.actor("rep"))
    return world.fresh(deal)


def asked(query: str, world: World):
    """The names that a filter finds."""
    by = world.actor("rep")
    return {deal.name for deal in read_filters(QueryDict(query), by).apply(Deal.objects.of(by))}


@pytest.mark.parametrize("query", ["", "group=owner", "value_from=1"])
def test_the_board_shows_and_sums_only_what_is_worked_and_says_how_many_are_not(
    world: World, resting: Deal, query: str
) -> None:
    page = world.client("rep").get(f"/board/?{query}").content.decode()
    assert "Working" in page and "Resting" not in page
    assert re.search(r"status=aside[^>]*>.*?1 set aside", page, re.DOTALL)
    board = Board(QueryDict(query), world.actor("rep"))
    assert (board.heads[0].count, board.heads[0].sum, board.aside) == (1, 100, 1)


def test_a_card_leaves_the_board_and_comes_back_to_it(world: World, resting: Deal) -> None:
    client = world.client("rep")
    gone = client.get(f"/board/cards/{resting.pk}/", **HTMX).content.decode()
    assert "Resting" not in gone and 'id="board-aside" hx-swap-oob="true"' in gone
    bring_back(resting, by=world.actor("rep"))
    assert "Resting" in client.get(f"/board/cards/{resting.pk}/", **HTMX).content.decode()


def test_the_list_finds_it_by_its_status_and_its_day(world: World, resting: Deal) -> None:
    assert asked("status=aside", world) == {"Resting"} and asked("status=open", world) == {"Working"}
    assert asked(f"aside_until_from={soon(-1)}&aside_until_to={soon(40)}", world) == {"Resting"}
    assert asked("days_in_stage_to=1", world) == {"Working", "Resting"}
    assert asked("no_next_step=yes", world) == {"Working"}
    page = world.client("rep").get("/deals/?status=aside").content.decode()
    assert "Resting" in page and "Bring back" in page and "Set aside</span>" in page
    assert "/deals/bulk/back/" not in world.client("rep").get("/deals/").content.decode()


def test_days_in_the_stage_are_filtered_without_the_time_aside(world: World) -> None:
    rep, deal = world.actor("rep"), world.deal("Back", at=clock.now() - timedelta(days=30))
    since = clock.now() - timedelta(days=30) + timedelta(days=20)
    Deal.unscoped.filter(pk=deal.pk).update(stage_counts_from=since)
    assert asked("days_in_stage_from=9&days_in_stage_to=11", world) == {"Back"}
    assert asked("days_in_stage_from=15", world) == set()
    set_aside(deal, until=soon(), by=rep)
    Deal.unscoped.filter(pk=deal.pk).update(aside_at=since + timedelta(days=3))
    assert asked("days_in_stage_from=3&days_in_stage_to=3", world) == {"Back"}


def test_nothing_that_is_about_open_deals_speaks_of_it(world: World, resting: Deal) -> None:
    rep = world.actor("rep")
    assert [deal.name for deal in deals_without_next_step(rep)] == ["Working"]
    assert [one.deal.name for one in first_deals(rep, rep.person_id)] == ["Working"]
    with pytest.raises(Refused, match="bring it back"):
        block_deal(resting, "Waits", by=rep)


def test_the_deals_page_says_until_when_and_why_and_offers_to_bring_it_back(world: World, resting: Deal) -> None:
    page = world.client("rep").get(f"/deals/{resting.pk}/").content.decode()
    assert "Budget next year" in page and f"/deals/{resting.pk}/bring-back/" in page
    read_only = world.client("viewer").get(f"/deals/{resting.pk}/").content.decode()
    assert "Budget next year" in read_only and "bring-back" not in read_only


def test_the_dialog_proposes_a_day_and_what_it_did_is_undone_from_the_toast(world: World) -> None:
    deal, client = world.deal("Big"), world.client("rep")
    url = f"/deals/{deal.pk}/set-aside/"
    dialog = client.get(url, **HTMX).content.decode()
    assert "In 3 months" in dialog and 'type="date"' in dialog
    assert client.post(url, {"until": soon(-1)}, **HTMX).status_code == 422
    answer = client.post(url, {"until": soon(), "reason": "Later"}, **HTMX)
    assert answer.status_code == 200 and "comes back by itself" in answer.content.decode()
    undo = re.search(rf"/deals/{deal.pk}/undo/\d+/", answer.content.decode())
    assert world.fresh(deal).is_aside and undo
    client.post(undo.group())
    assert world.fresh(deal).is_open
    client.post(url, {"until": soon()}, **HTMX)
    told = client.post(f"/deals/{deal.pk}/bring-back/", **HTMX).content.decode()
    assert "is back in" in told and world.fresh(deal).is_open


def test_without_javascript_the_same_forms_go_on_to_the_deal(world: World) -> None:
    deal, client = world.deal("Big"), world.client("rep")
    answer = client.post(f"/deals/{deal.pk}/set-aside/", {"until": soon()})
    assert (answer.status_code, answer.url) == (302, f"/deals/{deal.pk}/")


def test_the_company_page_and_the_search_mark_it(world: World, resting: Deal) -> None:
    page = world.client("rep").get("/search/?q=Resting").content.decode()
    assert "Resting" in page and "is-aside" in page


def test_it_is_exported_with_its_day(world: World, resting: Deal) -> None:
    columns = {column.key: column for column in deal_columns(world.actor("rep"))}
    assert columns["aside_until"].value(resting) == soon() and str(columns["status"].value(resting)) == "Set aside"


def test_many_are_set_aside_with_a_preview_that_changes_nothing(world: World) -> None:
    rep, deals = world.actor("rep"), [world.deal("One"), world.deal("Two"), world.deal("Won")]
    win_deal(deals[2], by=rep)
    outcome = rehearse("aside", {"until": soon(), "reason": ""}, [deal.pk for deal in deals], rep)
    assert (len(outcome.done), len(outcome.refused)) == (2, 1)
    assert not Deal.objects.of(rep).aside().exists()


def test_the_command_line_sets_aside_and_brings_back(world: World) -> None:
    deal = world.deal("Big")

    def said(*words: str):
        return CliRunner().invoke(command, [*words, "--workspace", "Ours"])

    told = said("aside", "Big", "--until", soon().isoformat(), "--reason", "Later")
    assert told.exit_code == 0 and "set aside until" in told.output
    assert world.fresh(deal).aside_reason == "Later"
    assert "is back in Qualification" in said("back", "Big").output
    assert "not set aside" in said("back", "Big").output
    assert said("aside", "Big", "--until", "2001-01-01").exit_code != 0


def test_automation_hears_of_it_and_does_it(world: World, resting: Deal) -> None:
    owner, rep = world.actor("owner"), world.actor("rep")
    note = ("note", {"text": "Asleep", "on": ""})
    heard = switched_on(a_rule("set_aside", note), owner)
    aside = switched_on(a_rule("tagged", ("aside", {"count": "30", "text": "{deal} waits"})), owner)
    back = switched_on(a_rule("done", ("back", {})), owner)
    deal = world.deal("Sleepy")
    tag_deal(deal, ["later"], by=rep)
    work()
    work()
    now = world.fresh(deal)
    assert (now.status, now.aside_until, now.aside_reason) == ("aside", soon(30), "Sleepy waits")
    assert [one.state for one in (*runs(aside), *runs(heard))] == [RunState.DONE] * 2
    log_activity("call", by=rep, deal=deal)
    work()
    assert [one.state for one in runs(back)] == [RunState.DONE] and world.fresh(deal).is_open
    assert Event.objects.of(rep).get(kind="deal.brought_back", deal_id=deal.pk).origin == "automation"


def test_what_is_usual_is_learnt_without_the_time_aside(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    real, rep, deal = clock.now, world.actor("rep"), world.deal("Long")

    def on_day(days: int) -> None:
        monkeypatch.setattr(clock, "now", lambda: real() + timedelta(days=days))

    on_day(2)
    set_aside(deal, until=soon(), by=rep)
    on_day(12)
    bring_back(deal, by=rep)
    on_day(15)
    win_deal(deal, by=rep)
    ((_deal, _stage, stretches),) = visits_of([deal.pk])
    assert [round((end - start) / timedelta(days=1)) for start, end in stretches] == [2, 3]
