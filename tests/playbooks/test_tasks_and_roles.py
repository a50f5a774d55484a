"""Tasks appear when a deal enters a stage, once a visit; roles are called in by load; hand-over takes two."""

from datetime import timedelta

import pytest

from penstock.activities.actions import plan_activity
from penstock.activities.models import Activity
from penstock.common import clock
from penstock.common.errors import NotPermitted, Refused
from penstock.deals.actions import DealHistory, Step, ingest_deals, move_deal, undo_change
from penstock.deals.models import DealPerson
from penstock.journal.reacting import Reacting
from penstock.playbooks.actions import (
    accept_handover,
    add_playbook_entry,
    call_in_role,
    decline_handover,
    offer_handover,
    set_role_members,
    withdraw_handover,
)
from penstock.playbooks.models import MadeTask
from penstock.workspaces.calendar import calendar_of


def work():
    """A worker that begins anew and goes on until nothing is left to do."""
    reacting = Reacting()
    while reacting.round():
        pass


@pytest.fixture
def task(world, owner):
    """A task of the second stage for its owner, in a workspace whose worker runs already."""
    work()
    return add_playbook_entry(
        world.stages[1], "tasks", by=owner, name="Send the agenda", kind="task", days=2, whom="owner"
    )


def planned(deal):
    return list(Activity.objects.on(deal).filter(removed_at__isnull=True, done_at__isnull=True))


def test_a_task_is_made_once_a_visit(world, rep, task):
    deal = world.deal()
    move_deal(deal, world.stages[1], by=rep)
    work()
    work()
    (made,) = planned(deal)
    assert (made.subject, made.owner, made.is_all_day) == ("Send the agenda", rep.person, True)
    move_deal(deal, world.stages[0], by=rep)
    move_deal(deal, world.stages[1], by=rep)
    work()
    assert len(planned(deal)) == 2


def test_it_is_due_so_many_working_days_on(world, rep, task):
    deal = world.deal()
    move_deal(deal, world.stages[1], by=rep)
    work()
    day = clock.day_of(planned(deal)[0].due_at, rep.zone)
    calendar, today = calendar_of(world.workspace), clock.day_of(clock.now(), rep.zone)
    between = [today + timedelta(days=n) for n in range(1, (day - today).days + 1)]
    assert calendar.is_working_day(day)
    assert sum(map(calendar.is_working_day, between)) == 2


def test_taking_the_move_back_takes_the_task_along(world, rep, task):
    deal = world.deal()
    event = move_deal(deal, world.stages[1], by=rep)
    work()
    undo_change(deal, event.position, by=rep)
    work()
    assert planned(deal) == []


def test_a_deal_that_left_before_the_worker_looked_gets_nothing(world, rep, task):
    deal = world.deal()
    move_deal(deal, world.stages[1], by=rep)
    move_deal(deal, world.stages[2], by=rep)
    work()
    assert planned(deal) == []


def test_imports_and_entries_before_the_task_was_listed_make_none(world, rep, owner):
    work()
    early = world.deal()
    move_deal(early, world.stages[1], by=rep)
    add_playbook_entry(world.stages[1], "tasks", by=owner, name="Late", kind="task", days=0, whom="owner")
    step = Step(clock.now() - timedelta(days=2), world.stages[1], {"owner_id": rep.person_id})
    ingest_deals([DealHistory("Imported", [step], {"currency": "USD"})], by=world.actor("owner", "import"))
    work()
    assert not MadeTask.objects.of(owner).exists()


def test_a_stage_calls_the_least_busy_in_and_the_owner_stays(world, rep, owner, task):
    people = [world.people["manager"], world.people["colleague"]]
    set_role_members("expert", people, by=owner)
    plan_activity("task", "Busy", by=world.actor("manager"))
    add_playbook_entry(world.stages[2], "tasks", by=owner, name="Check it", kind="task", days=1, whom="expert")
    deal = world.deal()
    move_deal(deal, world.stages[2], by=rep)
    work()
    assert [one.owner for one in planned(deal)] == [world.people["colleague"]]
    assert [(one.person, one.role) for one in DealPerson.objects.on(deal)] == [(world.people["colleague"], "expert")]
    assert world.fresh(deal).owner_id == rep.person_id


def test_while_nobody_can_be_called_in_the_task_is_the_owners(world, rep, owner, task):
    add_playbook_entry(world.stages[2], "tasks", by=owner, name="Check it", kind="task", days=1, whom="expert")
    deal = world.deal()
    move_deal(deal, world.stages[2], by=rep)
    work()
    assert [one.owner for one in planned(deal)] == [rep.person]


def test_whoever_has_the_role_already_is_not_called_twice(world, rep, owner):
    set_role_members("expert", [world.people["colleague"]], by=owner)
    deal = world.deal()
    assert call_in_role(deal, "expert", by=rep) == call_in_role(deal, "expert", by=rep) == world.people["colleague"]
    with pytest.raises(Refused, match="Nobody can be called in"):
        call_in_role(deal, "closer", by=rep)


def test_the_people_of_a_role_are_chosen_by_the_administrator(world, rep, owner):
    with pytest.raises(NotPermitted):
        set_role_members("expert", [], by=rep)
    client = world.client("owner")
    assert client.post("/settings/playbooks/people/", {"expert": [world.people["rep"].pk]}).status_code == 302
    assert set_role_members("expert", [world.people["rep"]], by=owner) is None


def test_a_deal_changes_hands_only_when_both_accept(world, rep, colleague):
    deal = world.deal()
    offer = offer_handover(deal, world.people["colleague"], "Ann likes to be called early", by=rep)
    assert world.fresh(deal).owner_id == rep.person_id
    with pytest.raises(NotPermitted):
        accept_handover(offer, by=rep)
    assert accept_handover(offer, by=colleague).kind == "handover.accepted"
    assert world.fresh(deal).owner_id == colleague.person_id
    assert accept_handover(offer, by=colleague) is None
    page = world.client("colleague").get(f"/deals/{deal.pk}/").content.decode()
    assert "Ann likes to be called early" in page and "Colleague took the deal over" in page


def test_a_declined_or_withdrawn_deal_stays(world, rep, colleague):
    deal = world.deal()
    offer = offer_handover(deal, world.people["colleague"], by=rep)
    with pytest.raises(Refused, match="already"):
        offer_handover(deal, world.people["manager"], by=rep)
    decline_handover(offer, by=colleague)
    again = offer_handover(deal, world.people["colleague"], by=rep)
    withdraw_handover(again, by=rep)
    with pytest.raises(Refused, match="no longer open"):
        accept_handover(again, by=colleague)
    assert world.fresh(deal).owner_id == rep.person_id


def test_today_shows_what_is_offered_and_takes_the_answer(world, rep, colleague):
    deal = world.deal()
    offer = offer_handover(deal, world.people["colleague"], "Please", by=rep)
    client = world.client("colleague")
    assert client.get(f"/deals/{deal.pk}/").status_code == 404
    assert "Offered to you" in client.get("/today/").content.decode()
    assert client.post(f"/hand-overs/{offer.pk}/accept/").url == f"/deals/{deal.pk}/"
    assert client.get(f"/deals/{deal.pk}/").status_code == 200
    assert world.client("stranger").post(f"/hand-overs/{offer.pk}/accept/").status_code == 404
