"""Whoever an event concerns is told of it, once, and nobody of what they did themselves."""

from datetime import timedelta

import pytest
from django.utils import timezone

from penstock.activities.actions import assign_activity, complete_activity, plan_activity
from penstock.common import clock
from penstock.deals.actions import (
    DealHistory,
    Step,
    add_deal_person,
    answer_approval,
    ask_approval,
    assign_deal,
    ingest_deals,
    open_deal,
    set_stage_rules,
)
from penstock.deals.gates.rules import Draft
from penstock.deals.models import Approval, StageRule
from penstock.notifications.models import Notification
from penstock.notifications.queries import count_unread, notifications_for
from penstock.notifications.sentences import sentence
from penstock.people.actions import deactivate_person
from penstock.playbooks.actions import accept_handover, offer_handover, withdraw_handover
from tests.notifications.setting import told, work

pytestmark = pytest.mark.django_db


def test_who_is_given_a_deal_is_told(world, rep, manager):
    deal = world.deal()
    work()
    assign_deal(deal, world.people["manager"], by=rep)
    work()
    assert told(manager) == ["Rep gave you the deal “Big order”."]
    assert told(rep) == []


def test_who_takes_a_deal_oneself_is_not_told(world, rep, manager):
    work()
    assign_deal(world.deal(), world.people["manager"], by=manager)
    work()
    assert told(manager) == []


def test_somebody_elses_plan_for_one_is_told(world, rep, manager):
    work()
    one = plan_activity("call", "Ring them", by=manager, deal=world.deal(), owner=world.people["rep"])
    assign_activity(one, world.people["manager"], by=manager)
    work()
    assert told(rep) == ["Manager gave you “Ring them”."]
    assert told(manager) == []


def test_an_import_tells_nobody(world, rep, owner):
    work()
    now = clock.now()
    step = Step(now - timedelta(days=3), world.stages[0], {"owner_id": world.people["rep"].pk})
    ingest_deals([DealHistory("Imported", [step], {"currency": "USD"})], by=owner.through("import"))
    deal = open_deal("Also", by=owner.through("import"), owner=world.people["rep"])
    plan_activity("call", "Ring", by=owner.through("import"), deal=deal, owner=world.people["rep"])
    work()
    assert told(rep) == []


def test_nobody_is_told_twice_however_often_the_worker_begins_anew(world, rep, manager):
    work()
    assign_deal(world.deal(), world.people["manager"], by=rep)
    for _round in range(3):
        work()
    assert len(told(manager)) == 1


def test_an_offer_is_told_to_who_cannot_see_the_deal_yet_and_gone_when_it_is_withdrawn(world, rep, colleague):
    work()
    deal = world.deal()
    offer = offer_handover(deal, world.people["colleague"], "They are in your town", by=rep)
    work()
    assert told(colleague) == ["Rep offers you the deal “Big order”."]
    withdraw_handover(offer, by=rep)
    assert told(colleague) == []


def test_the_giver_hears_that_an_offer_was_taken(world, rep, colleague):
    work()
    accept_handover(offer_handover(world.deal(), world.people["manager"], by=rep), by=world.actor("manager"))
    work()
    assert "Manager took over the deal “Big order”." in told(rep)


def test_an_approval_is_told_to_who_gives_it_and_its_end_to_who_asked(world, rep, manager):
    work()
    params = {"approvers": [world.people["manager"].pk], "mode": "any", "deputy": 0, "days": None, "escalate_to": 0}
    set_stage_rules(world.stages[2], "entry", [Draft("approval", params, passing=False)], by=world.actor("owner"))
    ask_approval(world.deal(), StageRule.unscoped.get(), by=rep)
    work()
    assert told(manager) == ["Rep asks for your approval of “Big order”."]
    answer_approval(Approval.unscoped.get(), "no", by=manager, reason="Too dear")
    work()
    assert told(rep) == ["Manager rejected “Big order”."]
    assert count_unread(manager) == 0


def test_who_is_called_in_hears_as_what(world, rep, manager):
    work()
    add_deal_person(world.deal(), world.people["manager"], "expert", by=rep)
    work()
    assert told(manager) == ["Rep calls you into the deal “Big order” as “Expert”."]


def test_what_one_may_not_read_any_more_is_neither_shown_nor_counted(world, rep, manager, colleague):
    work()
    deal = world.deal()
    assign_deal(deal, world.people["colleague"], by=world.actor("owner"))
    work()
    assert count_unread(colleague) == 1
    assign_deal(deal, world.people["rep"], by=world.actor("owner"))
    assert (told(colleague), count_unread(colleague)) == ([], 0)


def test_another_workspace_never_hears_of_it(world, rep, stranger):
    work()
    assign_deal(world.deal(), world.people["manager"], by=rep)
    work()
    assert told(stranger) == []


def test_who_cannot_sign_in_is_not_told(world, rep, manager, owner):
    deactivate_person(world.people["manager"], by=owner)
    work()
    plan_activity("call", "Ring", by=rep, deal=world.deal())
    assert not Notification.unscoped.exists()


def test_what_is_done_needs_no_reading(world, rep, manager):
    one = plan_activity("call", "Ring", by=rep, deal=world.deal(), due_at=timezone.now() + timedelta(minutes=5))
    row = Notification(workspace=world.workspace, person=world.people["rep"], kind="overdue", key="k", activity=one)
    row.deal, row.made_at = one.deal, clock.now()
    row.save()
    work()
    complete_activity(one, by=rep)
    work()
    assert count_unread(rep) == 0


def test_a_list_of_many_costs_as_many_queries_as_one_of_few(world, rep, manager, django_assert_max_num_queries):
    work()
    for number in range(30):
        assign_deal(world.deal(f"Deal {number}"), world.people["manager"], by=rep)
    work()
    by = world.actor("manager")
    _people = by.readable_people
    with django_assert_max_num_queries(1):
        assert len([sentence(one) for one in notifications_for(by)]) == 30
    with django_assert_max_num_queries(2):
        assert count_unread(by) == 30
