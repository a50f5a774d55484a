"""Approvals: in order or any of them, deputies, deadlines, and nobody approves their own."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from penstock.common import clock
from penstock.common.errors import NotPermitted, Refused, Unready
from penstock.deals.actions import answer_approval, ask_approval, assign_deal, change_deal, move_deal, withdraw_approval
from penstock.deals.gates.rules import Draft
from penstock.deals.models import Approval, StageRule
from penstock.deals.views import approvals
from penstock.journal.models import Event
from penstock.people.actions import deactivate_person
from tests.deals.gates.test_rules import ask


def wanting(world, *roles, mode="all", **more):
    """A rule of the second stage that wants these people's approval, and a deal of the rep."""
    people = [world.people[role].pk for role in roles]
    params = {"approvers": people, "mode": mode, "deputy": 0, "days": None, "escalate_to": 0, **more}
    ask(world, world.stages[1], Draft("approval", params))
    return world.deal(amount=Decimal(100)), StageRule.unscoped.get(kind="approval", retired_at__isnull=True)


def request_of(deal):
    return Approval.unscoped.filter(deal=deal).latest("pk")


def test_all_approve_in_their_order_and_then_the_deal_goes_on(world, rep, manager, owner):
    deal, rule = wanting(world, "manager", "owner")
    with pytest.raises(Unready, match="has not been asked for"):
        move_deal(deal, world.stages[1], by=rep)
    assert ask_approval(deal, rule, by=rep) and ask_approval(deal, rule, by=rep) is None
    with pytest.raises(NotPermitted):
        answer_approval(request_of(deal), "yes", by=owner)
    answer_approval(request_of(deal), "yes", by=manager)
    with pytest.raises(Unready, match="waits for an answer"):
        move_deal(deal, world.stages[1], by=rep)
    answer_approval(request_of(deal), "yes", by=owner)
    assert answer_approval(request_of(deal), "yes", by=owner) is None
    assert move_deal(deal, world.stages[1], by=rep)
    kinds = list(Event.unscoped.filter(deal_id=deal.pk).order_by("position").values_list("kind", flat=True))
    assert kinds == ["deal.opened", "deal.approval_asked", *["deal.approval_answered"] * 2, "deal.moved"]


def test_any_one_is_enough_where_that_is_so(world, rep, owner):
    deal, rule = wanting(world, "manager", "owner", mode="any")
    ask_approval(deal, rule, by=rep)
    answer_approval(request_of(deal), "yes", by=owner)
    assert move_deal(deal, world.stages[1], by=rep)


def test_a_rejection_has_a_reason_and_is_told_at_the_gate(world, rep, manager):
    deal, rule = wanting(world, "manager")
    ask_approval(deal, rule, by=rep)
    with pytest.raises(Refused, match="why"):
        answer_approval(request_of(deal), "no", by=manager)
    answer_approval(request_of(deal), "no", by=manager, reason="Too cheap")
    with pytest.raises(Unready, match="rejected: Too cheap"):
        move_deal(deal, world.stages[1], by=rep)
    assert ask_approval(deal, rule, by=rep)


def test_nobody_approves_their_own(world, manager, owner):
    deal, rule = wanting(world, "manager", "owner", mode="any")
    ask_approval(deal, rule, by=manager)
    with pytest.raises(NotPermitted):
        answer_approval(request_of(deal), "yes", by=manager)
    assign_deal(deal, world.people["owner"], by=owner)
    with pytest.raises(NotPermitted):
        answer_approval(request_of(deal), "yes", by=owner)
    with pytest.raises(NotPermitted):
        answer_approval(request_of(deal), "yes", by=world.system)


def test_a_deputy_answers_for_the_approver(world, rep, owner):
    deal, rule = wanting(world, "manager", deputy=world.people["owner"].pk)
    ask_approval(deal, rule, by=rep)
    answer_approval(request_of(deal), "yes", by=owner)
    answer = request_of(deal).answers[0]
    assert (answer["for"], answer["by"]) == (world.people["manager"].pk, world.people["owner"].pk)
    assert move_deal(deal, world.stages[1], by=rep)


def test_after_the_days_the_next_one_up_may_answer(world, rep, owner):
    deal, rule = wanting(world, "manager", days=2, escalate_to=world.people["owner"].pk)
    ask_approval(deal, rule, by=rep)
    with pytest.raises(NotPermitted):
        answer_approval(request_of(deal), "yes", by=owner)
    Approval.unscoped.update(due_at=clock.now() - timedelta(hours=1))
    assert answer_approval(request_of(deal), "yes", by=owner)


def test_a_deal_that_is_worth_more_since_has_to_ask_again(world, rep, manager):
    deal, rule = wanting(world, "manager")
    ask_approval(deal, rule, by=rep)
    answer_approval(request_of(deal), "yes", by=manager)
    change_deal(deal, by=rep, amount=Decimal(101))
    with pytest.raises(Unready, match="worth more"):
        move_deal(deal, world.stages[1], by=rep)
    change_deal(deal, by=rep, amount=Decimal(90))
    assert move_deal(deal, world.stages[1], by=rep)


def test_a_request_is_taken_back(world, rep, colleague, manager):
    deal, rule = wanting(world, "manager")
    ask_approval(deal, rule, by=rep)
    with pytest.raises(NotPermitted):
        withdraw_approval(request_of(deal), by=colleague)
    assert withdraw_approval(request_of(deal), by=rep)
    assert answer_approval(request_of(deal), "yes", by=manager) is None


def test_a_rule_whose_approver_left_is_held(world, rep, owner):
    deal, _rule = wanting(world, "manager")
    deactivate_person(world.people["manager"], by=owner, successor=world.people["owner"])
    with pytest.raises(Unready, match="no longer there"):
        move_deal(deal, world.stages[1], by=rep)


def test_it_is_asked_for_at_the_gate_and_answered_on_a_page(world):
    deal, rule = wanting(world, "manager")
    rep, manager = world.client("rep"), world.client("manager")
    gate = f"/deals/{deal.pk}/gate/?stage={world.stages[1].pk}"
    asking = f"/deals/{deal.pk}/approvals/{rule.pk}/?then={gate}"
    assert f"/deals/{deal.pk}/approvals/{rule.pk}/" in rep.get(gate).content.decode()
    page = rep.post(asking, follow=True, HTTP_HX_REQUEST="true").content.decode()
    assert "waits for an answer" in page and "Ask for it" not in page
    assert "Big order" in manager.get("/deals/approvals/").content.decode()
    answer = f"/deals/approvals/{request_of(deal).pk}/"
    assert manager.post(answer, {"verdict": "no"}, HTTP_HX_REQUEST="true").status_code == 422
    assert manager.post(answer, {"verdict": "yes"}).status_code == 302
    assert "Nothing waits for you." in manager.get("/deals/approvals/").content.decode()
    assert "0" in manager.get("/deals/approvals/").content.decode()


def test_the_rule_is_written_in_a_form(world):
    url = f"/deals/rules/stage/{world.stages[1].pk}/entry/approval/"
    sent = {"approver_1": world.people["manager"].pk, "mode": "all", "passing": "on"}
    assert world.client("owner").post(url, sent).status_code == 302
    assert StageRule.unscoped.get().params["approvers"] == [world.people["manager"].pk]
    twice = {**sent, "approver_2": world.people["manager"].pk}
    assert world.client("owner").post(url, twice).status_code == 422


def test_the_page_shows_the_first_of_many_and_counts_the_rest(world, rep, monkeypatch, django_assert_num_queries):
    deal, rule = wanting(world, "manager")
    ask_approval(deal, rule, by=rep)
    manager = world.client("manager")
    with CaptureQueriesContext(connection) as one:
        manager.get("/deals/approvals/")
    for number in range(5):
        ask_approval(world.deal(f"Deal {number}"), rule, by=rep)
    with django_assert_num_queries(len(one)):
        page = manager.get("/deals/approvals/").content.decode()
    assert page.count("Deal ") == 5
    monkeypatch.setattr(approvals, "SHOWN", 2)
    page = manager.get("/deals/approvals/").content.decode()
    assert "Big order" in page and page.count("Deal ") == 1 and "and 4 more" in page
    assert '<span class="count">6</span>' in page
