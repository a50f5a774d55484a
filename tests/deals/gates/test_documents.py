"""Approvals of what is drawn up for a deal: of one version, by the same engine as approvals of the deal."""

from decimal import Decimal

import pytest
from django.urls import reverse

from penstock.common.errors import NotPermitted, Refused, Unready
from penstock.deals.actions import (
    add_work_purpose,
    answer_approval,
    ask_approval,
    change_deal,
    draw_up_document,
    move_deal,
    retire_work_purpose,
)
from penstock.deals.gates.rules import Draft
from penstock.deals.models import Approval, DealDocument, StageRule, WorkPurpose
from penstock.journal.models import Event
from penstock.playbooks.actions import add_playbook_entry, renew_asset
from tests.deals.gates.test_rules import ask


@pytest.fixture
def proposal(owner) -> WorkPurpose:
    """What is drawn up."""
    return add_work_purpose("Proposal", by=owner)


def wanting(world, proposal):
    """A rule that wants the proposal approved by the manager, and a deal of the rep."""
    people = [world.people["manager"].pk]
    rest = {"mode": "all", "deputy": 0, "days": 3, "escalate_to": 0}
    ask(world, world.stages[1], Draft("approval", {"approvers": people, "document": proposal.pk, **rest}))
    return world.deal(amount=Decimal(100)), StageRule.unscoped.get(kind="approval")


def request_of(deal):
    return Approval.unscoped.filter(deal=deal).latest("pk")


def test_the_proposal_is_drawn_up_approved_and_then_the_deal_goes_on(world, rep, manager, proposal):
    deal, rule = wanting(world, proposal)
    with pytest.raises(Unready, match="has not been drawn up yet"):
        move_deal(deal, world.stages[1], by=rep)
    with pytest.raises(Refused, match="up first"):
        ask_approval(deal, rule, by=rep)
    made = draw_up_document(deal, proposal, "Our offer", by=rep)
    with pytest.raises(Unready, match="“Proposal” approved by: Manager"):
        move_deal(deal, world.stages[1], by=rep)
    ask_approval(deal, rule, by=rep)
    assert request_of(deal).document == made
    with pytest.raises(NotPermitted):
        answer_approval(request_of(deal), "yes", by=rep)
    answer_approval(request_of(deal), "yes", by=manager)
    assert move_deal(deal, world.stages[1], by=rep)


def test_a_new_version_needs_a_new_approval_and_a_greater_value_does_not(world, rep, manager, proposal):
    deal, rule = wanting(world, proposal)
    draw_up_document(deal, proposal, "Our offer", by=rep)
    ask_approval(deal, rule, by=rep)
    answer_approval(request_of(deal), "yes", by=manager)
    change_deal(deal, by=rep, amount=Decimal(900))
    assert draw_up_document(deal, proposal, "Our offer", by=rep) is None
    draw_up_document(deal, proposal, "A better offer", by=rep)
    with pytest.raises(Unready, match="new version since"):
        move_deal(deal, world.stages[1], by=rep)
    ask_approval(deal, rule, by=rep)
    answer_approval(request_of(deal), "yes", by=manager)
    assert move_deal(deal, world.stages[1], by=rep)


def test_a_request_for_an_earlier_version_is_taken_back(world, rep, manager, proposal):
    deal, rule = wanting(world, proposal)
    draw_up_document(deal, proposal, "One", by=rep)
    ask_approval(deal, rule, by=rep)
    draw_up_document(deal, proposal, "Two", by=rep)
    assert request_of(deal).state == "withdrawn"
    assert answer_approval(request_of(deal), "yes", by=manager) is None
    kinds = list(Event.unscoped.filter(deal_id=deal.pk).order_by("position").values_list("kind", flat=True))
    assert kinds[-2:] == ["deal.approval_withdrawn", "deal.document_drawn"]


def test_a_rule_about_a_word_that_was_retired_is_held(world, rep, owner, proposal):
    deal, _rule = wanting(world, proposal)
    retire_work_purpose(proposal, by=owner)
    with pytest.raises(Unready, match="“Proposal”, which is no longer there"):
        move_deal(deal, world.stages[1], by=rep)


def test_a_text_of_the_playbook_is_drawn_up_filled_in_and_shown_on_the_deal(world, owner, proposal):
    deal, browser = world.deal("Pumps"), world.client("rep")
    asset = add_playbook_entry(world.stages[0], "assets", by=owner, name="Proposal", kind="text")
    renew_asset(asset, by=owner, text="For {deal}")
    url = reverse("playbooks:draw_up", args=[deal.pk, asset.pk])
    assert "For Pumps" in browser.get(url).content.decode()
    assert browser.post(url, {"purpose": proposal.pk, "text": "For Pumps, soon"}).status_code == 302
    document = DealDocument.unscoped.get()
    read = reverse("deals:read_document", args=[document.pk])
    assert read in browser.get(reverse("deals:deal", args=[deal.pk])).content.decode()
    assert "For Pumps, soon" in browser.get(read).content.decode()
    assert world.client("stranger").get(read).status_code == 404


def test_the_gate_s_dialog_leads_to_the_form_with_what_the_rule_wants(world, proposal):
    deal, _rule = wanting(world, proposal)
    browser = world.client("rep")
    gate = browser.get(f"{reverse('deals:gate', args=[deal.pk])}?stage={world.stages[1].pk}").content.decode()
    url = reverse("deals:document", args=[deal.pk])
    assert f'href="{url}?then=' in gate
    assert f'value="{proposal.pk}" selected' in browser.get(url).content.decode()
