"""The screens of activities: composer, dialogs, one-click done, Today."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from penstock.activities.actions import log_activity, plan_activity
from penstock.activities.models import Activity
from penstock.activities.today import MINE, TEAM
from penstock.common import clock
from penstock.deals.models import Deal
from penstock.people.actions import add_person
from tests.world import World

HTMX = {"HX-Request": "true"}


@pytest.fixture
def browser(world: World) -> Client:
    """The rep's browser."""
    return world.client("rep")


def about(name: str, deal: Deal, more: str = "") -> str:
    return f"{reverse(f'activities:{name}')}?deal={deal.pk}{more}"


def url(name: str, activity: Activity) -> str:
    return reverse(f"activities:{name}", args=[activity.pk])


def tomorrow() -> Any:
    return clock.now() + timedelta(days=1)


def test_a_note_is_written_in_the_composer_and_is_only_text(world: World, browser: Client) -> None:
    deal = world.deal()
    answer = browser.post(about("write", deal, "&tab=note"), {"body": "<script>alert(1)</script>"}, headers=HTMX)
    assert answer.status_code == 200
    assert f"deal-changed-{deal.pk}" in answer["HX-Trigger"]
    assert "<script>alert" not in browser.get(reverse("deals:deal", args=[deal.pk])).content.decode()
    assert Activity.unscoped.get().body == "<script>alert(1)</script>"


def test_an_empty_note_is_asked_again(world: World, browser: Client) -> None:
    assert browser.post(about("write", world.deal(), "&tab=note"), {"body": " "}, headers=HTMX).status_code == 422


@pytest.mark.parametrize(("verb", "is_done"), [("plan", False), ("log", True)])
def test_a_call_is_planned_or_logged_from_the_composer(world: World, browser: Client, verb: str, is_done: bool) -> None:
    said = {"subject": "Budget", "day": clock.now().date().isoformat(), "do": verb}
    assert browser.post(about("write", world.deal(), "&tab=call"), said, headers=HTMX).status_code == 200
    activity = Activity.unscoped.get()
    assert (activity.kind, activity.subject, activity.done_at is not None) == ("call", "Budget", is_done)


@pytest.mark.parametrize("tab", ["note", "call", "meeting", "task", "email", "nonsense"])
def test_every_tab_of_the_composer_opens(world: World, browser: Client, tab: str) -> None:
    assert browser.get(about("compose", world.deal(), f"&tab={tab}"), headers=HTMX).status_code == 200
    assert browser.get(about("compose", world.deal(), f"&tab={tab}")).status_code == 200


def test_done_with_one_click_asks_what_is_next(world: World, browser: Client, rep: Any) -> None:
    deal = world.deal()
    call = plan_activity("call", by=rep, deal=deal, due_at=tomorrow())
    answer = browser.post(url("complete", call), headers=HTMX)
    assert answer.content.decode().lstrip().startswith("<dialog")
    assert f"deal-changed-{deal.pk}" in json.loads(answer["HX-Trigger"])
    said = {"outcome": "Reached", "proposal": "meeting|Meet them", "day": tomorrow().date().isoformat()}
    assert browser.post(url("next", call), said, headers=HTMX).status_code == 200
    assert Activity.unscoped.get(pk=call.pk).outcome == "Reached"
    planned = Activity.unscoped.get(kind="meeting", done_at__isnull=True)
    assert (planned.subject, planned.due_at.date(), planned.is_all_day) == ("Meet them", tomorrow().date(), True)


def test_nothing_is_asked_when_something_is_planned_already(world: World, browser: Client, rep: Any) -> None:
    deal = world.deal()
    first, _second = (plan_activity("call", by=rep, deal=deal, due_at=tomorrow()) for _ in range(2))
    answer = browser.post(url("complete", first), headers=HTMX)
    assert "<dialog" not in answer.content.decode()


def test_nothing_next_saves_how_it_went_and_plans_nothing(world: World, browser: Client, rep: Any) -> None:
    call = log_activity("call", by=rep, deal=world.deal())
    browser.post(url("next", call), {"outcome": "No", "proposal": "call|Call", "nothing": "1"})
    assert Activity.unscoped.get().outcome == "No"


def test_without_javascript_done_leads_to_what_is_next(world: World, browser: Client, rep: Any) -> None:
    call = plan_activity("call", by=rep, deal=world.deal(), due_at=tomorrow())
    answer = browser.post(url("complete", call), {"next": "/today/"})
    assert answer["Location"] == f"{url('next', call)}?next=%2Ftoday%2F"
    assert browser.get(answer["Location"]).status_code == 200


def test_an_activity_is_changed_put_off_removed_and_brought_back(world: World, browser: Client, rep: Any) -> None:
    task = plan_activity("task", "Old", by=rep, deal=world.deal(), due_at=tomorrow())
    assert browser.get(url("activity", task), headers=HTMX).status_code == 200
    day = (clock.now() + timedelta(days=9)).date()
    said = {"subject": "New", "day": day.isoformat(), "owner": world.people["manager"].pk, "body": "b"}
    assert browser.post(url("activity", task), said, headers=HTMX).status_code == 200
    fresh = Activity.unscoped.get()
    assert (fresh.subject, fresh.due_at.date(), fresh.owner, fresh.is_all_day) == (
        "New",
        day,
        world.people["manager"],
        True,
    )
    browser.post(url("reschedule", task), {"day": (day + timedelta(days=1)).isoformat(), "time": "10:30"})
    assert not Activity.unscoped.get().is_all_day
    browser.post(url("remove", task))
    assert browser.get(url("activity", task)).status_code == 404
    browser.post(url("restore", task))
    assert browser.get(url("activity", task)).status_code == 200


def test_today_shows_what_is_due_what_is_stuck_and_what_lacks_a_step(world: World, browser: Client, rep: Any) -> None:
    deal, bare = world.deal("Planned", at=clock.now() - timedelta(days=400)), world.deal("Bare")
    plan_activity("call", "Overdue call", by=rep, deal=deal, due_at=clock.now() - timedelta(days=2))
    plan_activity("task", "Next month", by=rep, deal=deal, due_at=clock.now() + timedelta(days=30))
    page = browser.get(reverse("activities:today")).content.decode()
    assert "Overdue call" in page
    assert "Next month" not in page
    assert "Stuck deals" in page
    assert bare.name in page


def test_an_empty_today_says_what_to_do(world: World, browser: Client) -> None:
    page = browser.get(reverse("activities:today")).content.decode()
    assert reverse("deals:open") in page


def test_who_only_reads_sees_everybodys_day_and_is_offered_nothing_they_may_not_do(world: World, rep: Any) -> None:
    page = world.client("viewer").get("/today/").content.decode()
    assert reverse("deals:open") not in page
    plan_activity("task", "Of the rep", by=rep, deal=world.deal(), due_at=clock.now() - timedelta(hours=1))
    assert "Of the rep" in world.client("viewer").get("/today/").content.decode()


def test_a_manager_sees_the_teams_day_and_a_rep_not_another_teams(world: World, rep: Any) -> None:
    plan_activity("task", "Of the rep", by=rep, deal=world.deal(), due_at=clock.now() - timedelta(hours=1))
    assert "Of the rep" in world.client("manager").get("/today/?whose=team").content.decode()
    assert "Of the rep" not in world.client("manager").get("/today/?whose=mine").content.decode()
    key = world.people["rep"].pk
    assert "Of the rep" in world.client("manager").get(f"/today/?whose={key}").content.decode()
    assert "Of the rep" not in world.client("colleague").get(f"/today/?whose={key}").content.decode()


def test_today_asks_the_database_as_often_for_many_as_for_few(
    world: World, browser: Client, rep: Any, django_assert_num_queries: Any
) -> None:
    def queries() -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(
            connection,
        ) as caught:
            browser.get("/today/")
        return len(caught)

    deal = world.deal("One")
    plan_activity("call", by=rep, deal=deal, due_at=clock.now() - timedelta(hours=1))
    world.deal("Bare 0")
    few = queries()
    for n in range(8):
        plan_activity("call", by=rep, deal=deal, due_at=clock.now() - timedelta(hours=1))
        world.deal(f"Bare {n + 1}")
    assert queries() == few


@pytest.mark.parametrize("name", ["activity", "next", "reschedule"])
def test_a_stranger_finds_no_activity(world: World, rep: Any, name: str) -> None:
    call = plan_activity("call", by=rep, deal=world.deal())
    assert world.client("stranger").get(url(name, call)).status_code == 404
    assert world.client("colleague").get(url(name, call)).status_code == 404


@pytest.mark.parametrize("name", ["plan", "log", "compose", "attach"])
def test_nobody_plans_about_a_record_they_may_not_read(world: World, name: str) -> None:
    assert world.client("stranger").get(about(name, world.deal())).status_code == 404


def test_who_may_only_read_does_nothing(world: World, rep: Any) -> None:
    call = plan_activity("call", by=rep, deal=world.deal())
    client = world.client("viewer")
    assert client.get(url("activity", call)).status_code == 200
    assert client.post(url("complete", call)).status_code == 403
    assert client.post(url("remove", call)).status_code == 403
    assert client.post(about("write", call.deal, "&tab=note"), {"body": "x"}).status_code == 403
    assert Activity.unscoped.count() == 1
    assert Activity.unscoped.get().done_at is None


def test_who_has_nothing_of_their_own_begins_with_the_teams_day(world: World) -> None:
    head = world.client("manager")
    assert head.get(reverse("activities:today")).context["whose"].key == TEAM
    world.deal(owner="manager")
    assert head.get(reverse("activities:today")).context["whose"].key == MINE
    assert head.get(reverse("activities:today") + "?whose=team").context["whose"].key == TEAM


def test_names_are_offered_behind_an_at_sign(world: World) -> None:
    url = reverse("activities:people")
    said = world.client("rep").get(url, {"q": "man"}).content.decode()
    assert said.count("role=") == 1 and 'data-name="Manager"' in said
    everybody = world.client("rep").get(url).content.decode()
    assert "Manager" in everybody and "Stranger" not in everybody and "Rep" not in everybody
    assert "Manager" not in world.client("stranger").get(url).content.decode()
    assert world.client("rep").get(url, {"q": "<b>"}).content == b"\n"
    assert (
        'data-mentions="/activities/people/"' in world.client("rep").get(f"/deals/{world.deal().pk}/").content.decode()
    )


def test_of_many_people_a_menu_offers_the_day(world: World, owner: Any) -> None:
    names = [add_person(f"Somebody {number}", by=owner).name for number in range(8)]
    chosen = add_person("Chosen", by=owner)
    shown = world.client("owner").get(f"/today/?whose={chosen.pk}").context["whose"]
    assert [one["key"] for one in shown.at_hand] == [MINE, TEAM, str(chosen.pk)]
    assert {*names, "Chosen"} <= {one["label"] for one in shown.others}
