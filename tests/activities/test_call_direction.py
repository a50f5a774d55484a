"""Which way a call went: told when it is logged, changed where it stands, shown in the story, and in files."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from penstock.activities.actions import ActivityDraft, change_activity, ingest_activities, log_activity, plan_activity
from penstock.activities.models import Activity
from penstock.common.errors import Refused
from penstock.journal.models import Event
from penstock.workspaces.actor import Actor
from tests.exports.test_exports import rows
from tests.world import World

HTMX = {"HX-Request": "true"}


@pytest.fixture
def browser(world: World) -> Client:
    return world.client("rep")


def test_a_call_that_came_in_says_so_in_its_event_and_its_story(world: World, rep: Actor, browser: Client) -> None:
    deal = world.deal()
    log_activity("call", "Asked for a price", by=rep, deal=deal, direction="incoming")
    log_activity("call", "Asked again", by=rep, deal=deal, direction="outgoing")
    told = Event.unscoped.filter(kind="activity.done").order_by("position")
    assert [one.data["direction"] for one in told] == ["incoming", "outgoing"]
    page = browser.get(reverse("deals:deal", args=[deal.pk])).content.decode()
    assert "Incoming call: Asked for a price" in page
    assert "Call: Asked again" in page


@pytest.mark.parametrize("kind", ["task", "meeting", "email"])
def test_only_calls_have_a_direction(world: World, rep: Actor, kind: str) -> None:
    done = log_activity(kind, by=rep, deal=world.deal(), direction="incoming")
    assert done.direction is None
    assert change_activity(done, by=rep, direction="incoming") is None
    draft = ActivityDraft(kind, "It", deal_id=world.deal().pk, owner_id=rep.person_id, direction="incoming")
    assert ingest_activities([draft], by=rep)[0].direction is None


def test_a_direction_is_one_of_two(world: World, rep: Actor) -> None:
    call = plan_activity("call", by=rep, deal=world.deal())
    draft = ActivityDraft("call", "It", deal_id=world.deal().pk, owner_id=rep.person_id, direction="sideways")
    for attempt in (
        lambda: log_activity("call", by=rep, direction="sideways"),
        lambda: change_activity(call, by=rep, direction="sideways"),
        lambda: ingest_activities([draft], by=rep),
    ):
        with pytest.raises(Refused):
            attempt()
    assert set(Activity.unscoped.values_list("direction", flat=True)) == {None}


def test_the_forms_ask_for_it_where_a_call_is_logged(world: World, rep: Actor, browser: Client) -> None:
    deal = world.deal()
    assert 'name="direction"' in browser.get(f"/activities/log/?deal={deal.pk}").content.decode()
    assert 'name="direction"' not in browser.get(f"/activities/plan/?deal={deal.pk}").content.decode()
    tab = browser.get(f"/activities/compose/?deal={deal.pk}&tab=call", headers=HTMX).content.decode()
    assert 'value="outgoing" selected' in tab
    assert 'name="direction"' not in browser.get(f"/activities/compose/?deal={deal.pk}&tab=meeting").content.decode()
    said: dict[str, Any] = {"subject": "Rang us", "do": "log", "direction": "incoming"}
    assert browser.post(f"/activities/write/?deal={deal.pk}&tab=call", said, headers=HTMX).status_code == 200
    assert Activity.unscoped.get().direction == "incoming"


def test_it_is_changed_where_the_call_stands_and_stays_unknown_until_then(world: World, rep: Actor) -> None:
    call, browser = log_activity("call", "Old one", by=rep, deal=world.deal()), world.client("rep")
    url = reverse("activities:activity", args=[call.pk])
    form = browser.get(url).content.decode()
    assert '<option value="" selected>Nobody told' in form
    said = {"subject": "Old one", "owner": rep.person_id, "direction": ""}
    browser.post(url, said, headers=HTMX)
    assert Activity.unscoped.get().direction is None
    browser.post(url, {**said, "direction": "incoming"}, headers=HTMX)
    assert Activity.unscoped.get().direction == "incoming"
    assert "Incoming call" in browser.get(url).content.decode()


def test_files_of_activities_tell_it_and_can_ask_for_it(world: World, rep: Actor, browser: Client) -> None:
    deal = world.deal()
    for subject, direction in (("In", "incoming"), ("Out", "outgoing"), ("Old", None)):
        log_activity("call", subject, by=rep, deal=deal, direction=direction)
    told = rows(browser, "/exports/activities.csv")
    place = told[0].index("Direction of the call")
    assert {row[2]: row[place] for row in told[1:]} == {"In": "Incoming", "Out": "Outgoing", "Old": ""}
    assert [row[2] for row in rows(browser, "/exports/activities.csv?direction=incoming")[1:]] == ["In"]
