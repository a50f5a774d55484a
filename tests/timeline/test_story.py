"""The story of a record: everything that happened, told to who may read it, in a constant number of queries."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.template.loader import get_template
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from penstock.activities.actions import complete_activity, log_activity, plan_activity, remove_activity, write_note
from penstock.common import clock
from penstock.deals.actions import (
    Line,
    add_deal_person,
    assign_deal,
    change_deal,
    lose_deal,
    move_deal,
    remove_deal,
    reopen_deal,
    restore_deal,
    set_items,
    tag_deal,
    undo_change,
)
from penstock.deals.models import Deal
from penstock.journal.events import KINDS
from penstock.timeline.kinds import FOLDS, is_shown, shown_kinds, template_of
from penstock.workspaces.actor import Actor
from tests.world import World

HTMX = {"HX-Request": "true"}


def page(world: World, deal: Deal, role: str = "rep", more: str = "") -> str:
    answer = world.client(role).get(f"{reverse('timeline:story')}?deal={deal.pk}{more}", headers=HTMX)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("kind", sorted(kind for kind in KINDS if kind and is_shown(kind)))
def test_every_kind_of_event_has_its_template(kind: str) -> None:
    assert get_template(template_of(kind))


def test_every_shown_kind_is_under_a_heading() -> None:
    assert {kind for fold in FOLDS for kind in shown_kinds(fold.key)} == set(shown_kinds())


def test_everything_that_can_happen_to_a_deal_is_told(world: World, rep: Actor) -> None:
    deal = world.deal()
    stages = [stage for stage in world.stages if stage.is_open]
    moved = move_deal(deal, stages[1], by=rep)
    undo_change(deal, moved.position, by=rep)
    change_deal(deal, by=rep, amount=Decimal(1000), source=None, description="Long words")
    assign_deal(deal, world.people["manager"], by=world.actor("manager"))
    assign_deal(deal, world.people["rep"], by=world.actor("manager"))
    tag_deal(deal, ["fair"], by=rep)
    add_deal_person(deal, world.people["manager"], "presale", by=rep)
    set_items(deal, [Line(name="Consulting", unit_price=Decimal(5))], by=rep)
    lose_deal(deal, reason=world.reason, by=rep)
    reopen_deal(deal, by=rep)
    remove_deal(deal, by=rep)
    restore_deal(deal, by=rep)
    told = page(world, deal)
    for words in ("opened in", stages[1].name, "taken back", "$1,000", "Handed over to", "fair", "joined the deal"):
        assert words in told
    for words in ("Consulting", "Price too high", "Reopened", "removed", "The deal is back"):
        assert words in told


def test_notes_and_activities_are_told_as_plain_text(world: World, rep: Actor) -> None:
    deal = world.deal()
    write_note("<img src=x onerror=alert(1)>\nmore", by=rep, deal=deal)
    log_activity("call", "<b>Budget</b>", by=rep, deal=deal, outcome="<i>ok</i>", body="javascript:alert(1)")
    told = page(world, deal)
    assert "<img src=x" not in told
    assert "<b>Budget" not in told
    assert "<i>ok" not in told
    assert "&lt;b&gt;Budget" in told


def test_of_a_removed_note_only_its_removal_is_told(world: World, rep: Actor) -> None:
    deal = world.deal()
    note = write_note("Secret words", by=rep, deal=deal)
    remove_activity(note, by=rep)
    told = page(world, deal)
    assert "Secret words" not in told
    assert "Removed: Note" in told


def test_a_story_is_folded_by_kind(world: World, rep: Actor) -> None:
    deal = world.deal()
    write_note("A note", by=rep, deal=deal)
    assert "A note" in page(world, deal, more="&show=notes")
    assert "opened in" not in page(world, deal, more="&show=notes")
    assert "A note" not in page(world, deal, more="&show=stages")


def test_earlier_events_come_on_demand_and_none_twice(world: World, rep: Actor) -> None:
    deal = world.deal()
    for n in range(45):
        write_note(f"Note {n:02}", by=rep, deal=deal)
    first = page(world, deal)
    address = first.split('hx-trigger="intersect once"')[0].rsplit('hx-get="', 1)[1].split('"')[0].replace("&amp;", "&")
    second = world.client("rep").get(address, headers=HTMX).content.decode()
    assert "Note 44" in first
    assert "Note 44" not in second
    assert sum((f"Note {n:02}" in first) + (f"Note {n:02}" in second) for n in range(45)) == 45
    assert "opened in" in second


@pytest.mark.parametrize(
    "before", ["x", "2026-13-45T00:00:00+00:00_1", "_", "2026-01-01_5", "2026-01-01T00:00:00+00:00_x"]
)
def test_a_damaged_place_is_the_beginning(world: World, before: str) -> None:
    deal = world.deal()
    assert "opened in" in page(world, deal, more=f"&before={before}".replace("+", "%2B"))


def test_the_number_of_queries_does_not_grow_with_the_story(world: World, rep: Actor) -> None:
    def count(deal: Deal) -> int:
        with CaptureQueriesContext(connection) as caught:
            page(world, deal)
        return len(caught)

    def live(deal: Deal, times: int) -> None:
        for n in range(times):
            write_note(f"Note {n}", by=rep, deal=deal)
            change_deal(deal, by=rep, amount=Decimal(n + 1))
            call = plan_activity("call", by=rep, deal=deal, due_at=clock.now() + timedelta(days=1))
            complete_activity(call, by=rep)

    short, long = world.deal("Short"), world.deal("Long")
    live(short, 1)
    live(long, 7)
    page(world, short)
    assert count(long) == count(short)


@pytest.mark.parametrize("role", ["stranger", "colleague"])
def test_a_story_is_told_to_nobody_who_may_not_read_the_deal(world: World, role: str) -> None:
    address = f"{reverse('timeline:story')}?deal={world.deal().pk}"
    assert world.client(role).get(address).status_code == 404


def test_the_door_is_told_unless_it_is_the_screen(world: World) -> None:
    deal = world.deal()
    change_deal(deal, by=world.actor("rep", "api"), name="Through the API")
    assert "· API" in page(world, deal)


def test_a_story_without_javascript_is_a_page(world: World, client: Any) -> None:
    deal = world.deal()
    answer = world.client("rep").get(f"{reverse('timeline:story')}?deal={deal.pk}")
    assert "<html" in answer.content.decode()
