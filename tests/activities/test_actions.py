"""What can be done with activities: plan, log, complete, put off, hand over, take back."""

from datetime import timedelta

import pytest

from penstock.activities.actions import (
    ActivityDraft,
    assign_activity,
    change_activity,
    complete_activity,
    ingest_activities,
    log_activity,
    plan_activity,
    remove_activity,
    reopen_activity,
    reschedule_activity,
    restore_activity,
    write_note,
)
from penstock.activities.models import Activity, NextStep, Participant
from penstock.activities.queries import deals_without_next_step
from penstock.common import clock
from penstock.common.errors import NotPermitted, Refused
from penstock.contacts.actions import add_contact
from penstock.deals.actions import remove_deal, win_deal
from penstock.journal.models import Event
from penstock.people.actions import deactivate_person
from penstock.workspaces.actor import Actor
from tests.world import World


def kinds(world: World) -> list[str]:
    return list(
        Event.unscoped.filter(kind__regex="^(activity|note)").order_by("position").values_list("kind", flat=True)
    )


def tomorrow():
    return clock.now() + timedelta(days=1)


def test_a_planned_call_is_the_next_step_of_its_deal(world: World, rep: Actor) -> None:
    deal = world.deal()
    call = plan_activity("call", "Ask about budget", by=rep, deal=deal, due_at=tomorrow())
    step = NextStep.unscoped.get()
    assert (step.deal_id, step.activity_id, step.subject) == (deal.pk, call.pk, "Ask about budget")
    assert kinds(world) == ["activity.planned"]


def test_the_earlier_plan_is_the_next_step_and_one_without_a_day_comes_last(world: World, rep: Actor) -> None:
    deal = world.deal()
    plan_activity("task", "Some day", by=rep, deal=deal)
    later = plan_activity("task", "Later", by=rep, deal=deal, due_at=tomorrow() + timedelta(days=3))
    assert NextStep.unscoped.get().activity_id == later.pk
    sooner = plan_activity("task", "Sooner", by=rep, deal=deal, due_at=tomorrow())
    assert NextStep.unscoped.get().activity_id == sooner.pk
    reschedule_activity(sooner, tomorrow() + timedelta(days=9), by=rep)
    assert NextStep.unscoped.get().activity_id == later.pk


def test_what_is_done_is_no_longer_a_next_step_and_can_be_undone(world: World, rep: Actor) -> None:
    call = plan_activity("call", by=rep, deal=world.deal(), due_at=tomorrow())
    complete_activity(call, by=rep, outcome="Reached", duration=15)
    assert not NextStep.unscoped.exists()
    fresh = Activity.unscoped.get()
    assert (fresh.outcome, fresh.duration, fresh.done_at is not None) == ("Reached", 15, True)
    assert complete_activity(call, by=rep) is None
    reopen_activity(call, by=rep)
    assert NextStep.unscoped.exists()
    assert kinds(world) == ["activity.planned", "activity.done", "activity.reopened"]


def test_a_call_just_made_is_logged_as_done(world: World, rep: Actor) -> None:
    log_activity("call", by=rep, deal=world.deal(), duration=5, outcome="No answer")
    assert kinds(world) == ["activity.done"]
    assert Activity.unscoped.get().done_at is not None


def test_nothing_is_done_in_the_future(world: World, rep: Actor) -> None:
    with pytest.raises(Refused):
        log_activity("call", by=rep, deal=world.deal(), at=tomorrow())
    assert not Activity.unscoped.exists()


def test_closed_and_removed_deals_have_no_next_step(world: World, rep: Actor) -> None:
    won, removed = world.deal("Won"), world.deal("Removed")
    for deal in (won, removed):
        plan_activity("task", by=rep, deal=deal, due_at=tomorrow())
    win_deal(won, by=rep)
    remove_deal(removed, by=rep)
    assert not NextStep.unscoped.exists()


def test_deals_without_a_next_step_are_listed(world: World, rep: Actor) -> None:
    planned, bare = world.deal("Planned"), world.deal("Bare")
    plan_activity("task", by=rep, deal=planned, due_at=tomorrow())
    assert list(deals_without_next_step(rep)) == [bare]


def test_an_activity_takes_its_company_and_owner_from_its_deal_and_writer(world: World, rep: Actor) -> None:
    activity = plan_activity("meeting", by=rep, deal=world.deal())
    assert (activity.owner_id, activity.subject) == (rep.person_id, "Meeting")


def test_several_people_take_part_and_the_same_again_changes_nothing(world: World, rep: Actor) -> None:
    people = [world.people["manager"], world.people["colleague"]]
    meeting = plan_activity("meeting", by=rep, deal=world.deal(), people=people)
    assert Participant.unscoped.count() == 2
    assert change_activity(meeting, by=rep, people=people) is None
    assert change_activity(meeting, by=rep, people=people[:1]).data["fields"] == ["participants"]
    assert Participant.unscoped.count() == 1


def test_a_removed_activity_comes_back(world: World, rep: Actor) -> None:
    task = plan_activity("task", by=rep, deal=world.deal(), due_at=tomorrow())
    remove_activity(task, by=rep)
    assert not Activity.objects.of(rep).exists()
    assert not NextStep.unscoped.exists()
    restore_activity(task, by=rep)
    assert Activity.objects.of(rep).exists()
    assert restore_activity(task, by=rep) is None


def test_a_note_needs_words_and_a_record(world: World, rep: Actor) -> None:
    with pytest.raises(Refused):
        write_note("  ", by=rep, deal=world.deal())
    with pytest.raises(Refused):
        write_note("Hello", by=rep)
    assert write_note("First line\nmore", by=rep, deal=world.deal()).subject == "First line"


@pytest.mark.parametrize("role", ["viewer", "colleague", "stranger"])
def test_who_may_not_write_the_deal_may_not_write_on_it(world: World, rep: Actor, role: str) -> None:
    deal = world.deal()
    task = plan_activity("task", by=rep, deal=deal)
    other = world.actor(role)
    for attempt in (
        lambda: plan_activity("task", by=other, deal=deal),
        lambda: write_note("Hello", by=other, deal=deal),
        lambda: complete_activity(task, by=other),
        lambda: remove_activity(task, by=other),
        lambda: reschedule_activity(task, tomorrow(), by=other),
        lambda: assign_activity(task, None, by=other),
    ):
        with pytest.raises(NotPermitted):
            attempt()
    assert Activity.unscoped.count() == 1
    assert Activity.unscoped.get().done_at is None


def test_a_task_on_somebody_elses_deal_is_done_by_whom_it_was_given_to(
    world: World, manager: Actor, rep: Actor
) -> None:
    deal = world.deal(owner="manager")
    task = plan_activity("task", by=manager, deal=deal, owner=world.people["rep"])
    assert complete_activity(task, by=rep) is not None


def test_the_work_of_somebody_who_left_is_handed_over(world: World, rep: Actor, owner: Actor) -> None:
    deal = world.deal()
    task = plan_activity("task", by=rep, deal=deal, due_at=tomorrow())
    past = log_activity("call", by=rep, deal=deal)
    deactivate_person(world.people["rep"], by=owner, successor=world.people["manager"])
    assert Activity.unscoped.get(pk=task.pk).owner == world.people["manager"]
    assert Activity.unscoped.get(pk=past.pk).owner == world.people["rep"]
    assert NextStep.unscoped.get().owner_id == world.people["manager"].pk


def test_an_import_writes_the_past_as_it_was(world: World, owner: Actor, django_assert_max_num_queries) -> None:
    deal = world.deal()
    lately = clock.now() - timedelta(days=400)
    drafts = [
        ActivityDraft("call", f"Call {n}", deal_id=deal.pk, owner_id=world.people["rep"].pk, done_at=lately)
        for n in range(60)
    ]
    drafts.append(ActivityDraft("task", "Open", deal_id=deal.pk, created_at=lately, due_at=lately))
    drafts.append(ActivityDraft("note", body="Text", deal_id=deal.pk, created_at=lately))
    with django_assert_max_num_queries(26):
        rows = ingest_activities(drafts, by=owner)
    assert len(rows) == Activity.unscoped.count() == 62
    assert NextStep.unscoped.get().subject == "Open"
    assert set(Event.unscoped.filter(kind__startswith="activity").values_list("occurred_at", flat=True)) == {lately}


def test_a_meeting_with_a_contact_shows_on_the_contacts_page(world: World, rep: Actor) -> None:
    ann, bob = (add_contact(by=rep, first_name=name, last_name="Buyer") for name in ("Ann", "Bob"))
    meeting = plan_activity("meeting", "Visit", by=rep, deal=world.deal(), contacts=[ann, bob])
    assert meeting.contact_id == ann.pk
    for contact in (ann, bob):
        page = world.client("rep").get(f"/contacts/{contact.pk}/").content.decode()
        assert "Visit" in page
