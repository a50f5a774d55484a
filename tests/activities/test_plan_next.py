"""The next step in one gesture: what is proposed, on which days, and where a deal without one says so."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from penstock.activities.actions import plan_activity
from penstock.activities.models import Activity
from penstock.activities.next_step import quick_days
from penstock.common import clock
from penstock.people.actions import add_special_day
from penstock.pipelines.models import Stage
from penstock.playbooks.actions import add_playbook_entry
from penstock.workspaces.actor import Actor
from tests.world import World

HTMX = {"HX-Request": "true"}


@pytest.fixture
def browser(world: World) -> Client:
    """The rep's browser."""
    return world.client("rep")


def at_noon(day: date, by: Actor) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(str(by.zone)))


def days_on(day: date, by: Actor, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, date]]:
    monkeypatch.setattr(clock, "now", lambda: at_noon(day, by))
    return [(str(words), day) for words, day in quick_days(by)]


def test_a_tuesday_offers_tomorrow_the_third_working_day_and_next_monday(
    rep: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert days_on(date(2026, 11, 24), rep, monkeypatch) == [
        ("Tomorrow", date(2026, 11, 25)),
        ("In 3 working days", date(2026, 11, 27)),
        ("Next week", date(2026, 11, 30)),
    ]


def test_a_friday_offers_monday_once(rep: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    assert days_on(date(2026, 11, 27), rep, monkeypatch) == [
        ("Next working day", date(2026, 11, 30)),
        ("In 3 working days", date(2026, 12, 2)),
    ]


def test_days_off_are_passed_over(rep: Actor, owner: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    add_special_day("Off", date(2026, 11, 25), by=owner, person=rep.person)
    assert days_on(date(2026, 11, 24), rep, monkeypatch)[0] == ("Next working day", date(2026, 11, 26))


def test_a_day_s_button_plans_what_is_proposed(world: World, browser: Client) -> None:
    deal = world.deal()
    url = f"{reverse('activities:next_step')}?deal={deal.pk}"
    assert b"pick-line" in browser.get(url).content
    browser.post(url, {"proposal": "email|Write to Ann", "quick": "2031-03-04"}, headers=HTMX)
    planned = Activity.unscoped.get()
    assert (planned.kind, planned.subject, planned.deal, planned.is_all_day) == ("email", "Write to Ann", deal, True)
    assert planned.due_at is not None and planned.due_at.date() == date(2031, 3, 4)


def test_own_words_come_before_the_proposal_and_enter_alone_takes_the_first_day(
    world: World, rep: Actor, browser: Client
) -> None:
    url = f"{reverse('activities:next_step')}?deal={world.deal().pk}"
    browser.post(url, {"proposal": "call|Call", "subject": "Ask for the drawing"})
    planned = Activity.unscoped.get()
    assert (planned.kind, planned.subject) == ("call", "Ask for the drawing")
    assert planned.due_at is not None and planned.due_at.astimezone(rep.zone).date() == quick_days(rep)[0][1]


def test_a_kind_that_is_not_there_is_refused(world: World, browser: Client) -> None:
    url = f"{reverse('activities:next_step')}?deal={world.deal().pk}"
    assert browser.post(url, {"proposal": "note|x"}).status_code == 422
    assert not Activity.unscoped.exists()


def test_the_stage_s_playbook_is_proposed_first(world: World, owner: Actor, browser: Client) -> None:
    deal = world.deal()
    url = f"{reverse('activities:next_step')}?deal={deal.pk}"
    add_playbook_entry(deal.stage, "checklist", by=owner, name="Ask for the budget", is_required=True)
    page = browser.get(url).content.decode()
    assert page.index("Ask for the budget") < page.index('value="call|Call')
    add_playbook_entry(deal.stage, "tasks", by=owner, name="Ring the plant", kind="call", days=2, whom="owner")
    page = browser.get(url).content.decode()
    assert page.index("Ring the plant") < page.index('value="call|Call') and "Ask for the budget" not in page


def test_a_move_says_that_nothing_is_planned_and_leads_to_the_plan(world: World, rep: Any, browser: Client) -> None:
    deal, other = world.deal(), world.deal()
    plan_activity("call", by=rep, deal=other, due_at=clock.now())
    link = f"{reverse('activities:next_step')}?deal={deal.pk}"
    stages = list(Stage.unscoped.filter(pipeline=deal.pipeline, kind="open").order_by("order"))
    for name in ("deals:move", "boards:move"):
        said = {"stage": stages[1].pk, "from_stage": deal.stage_id}
        assert link in browser.post(reverse(name, args=[deal.pk]), said, headers=HTMX).content.decode(), name
        said = {"stage": stages[1].pk, "from_stage": other.stage_id}
        answer = browser.post(reverse(name, args=[other.pk]), said, headers=HTMX).content.decode()
        assert "Nothing is planned next." not in answer, name
        stages = [stages[0], stages[2], *stages[3:]]
        deal.refresh_from_db()
        other.refresh_from_db()


def test_a_deal_that_was_lost_needs_no_next_step(world: World, browser: Client) -> None:
    deal = world.deal()
    answer = browser.post(reverse("deals:win", args=[deal.pk]), headers=HTMX).content.decode()
    assert "note-toast" in answer and "Nothing is planned next." not in answer
