"""A letter that nobody answers closes the deal by the ordinary action; an answer, or a gate, keeps it open."""

from datetime import timedelta

import pytest

from penstock.activities.actions import log_activity
from penstock.common import clock
from penstock.common.errors import Refused
from penstock.deals.actions import undo_change
from penstock.deals.gates.rules import Draft
from penstock.deals.models import Deal
from penstock.hygiene.actions import note_answer, send_break_up
from penstock.hygiene.clock import close_what_nobody_answered
from penstock.hygiene.letter import letter_for
from penstock.hygiene.models import BreakUp
from penstock.journal.models import Event
from penstock.playbooks.actions import add_playbook_entry, renew_asset
from penstock.workspaces.actor import Actor
from tests.deals.gates.test_rules import ask
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(world: World, rep: Actor) -> Deal:
    """A deal of the rep on which the last letter went out a week ago."""
    deal = world.deal("Silent")
    send_break_up(deal, "Farewell", 7, by=rep)
    now = clock.now()
    past = {"sent_at": now - timedelta(days=8), "closes_on": now.date() - timedelta(days=1)}
    BreakUp.objects.on(deal).update(**past)
    return deal


def state(deal: Deal) -> str:
    found: str = BreakUp.objects.on(deal).get().state
    return found


def test_without_an_answer_the_deal_is_lost_for_that_reason_and_can_be_undone(world: World, sent: Deal, rep: Actor):
    assert close_what_nobody_answered(world.system)
    lost = world.fresh(sent)
    assert (lost.status, lost.loss_reason.name, state(sent)) == ("lost", "No answer", "closed")
    assert not close_what_nobody_answered(world.system)
    event = Event.objects.of(world.system).get(deal_id=sent.pk, kind="deal.lost")
    undo_change(lost, event.position, by=rep)
    assert world.fresh(sent).is_open
    assert not close_what_nobody_answered(world.system)


def test_a_day_too_early_nothing_is_closed(world: World, rep: Actor):
    deal = world.deal()
    send_break_up(deal, "Farewell", 1, by=rep)
    assert not close_what_nobody_answered(world.system)
    assert send_break_up(deal, "Again", 1, by=rep) is None


def test_a_call_since_then_or_their_word_is_an_answer(world: World, sent: Deal, rep: Actor):
    log_activity("call", "They rang", by=rep, deal=sent)
    close_what_nobody_answered(world.system)
    assert (world.fresh(sent).status, state(sent)) == ("open", "answered")
    again = world.deal("Again")
    send_break_up(again, "Farewell", 7, by=rep)
    assert note_answer(again, by=rep)
    assert state(again) == "answered"


def test_a_gate_on_lost_is_not_gone_round_and_the_list_says_so(world: World, sent: Deal, owner: Actor):
    ask(world, world.stages[-1], Draft("touches", {"count": 9}))
    close_what_nobody_answered(world.system)
    assert (world.fresh(sent).status, state(sent)) == ("open", "held")
    assert "Could not be closed" in world.client("owner").get("/to-clean/").content.decode()


def test_the_letter_is_the_playbooks_or_ours_filled_from_the_deal(world: World, owner: Actor, rep: Actor):
    deal = world.deal("Pumps")
    assert "“Pumps”" in letter_for(deal)
    asset = add_playbook_entry(world.stages[-1], "assets", by=owner, name="Farewell", kind="text")
    renew_asset(asset, by=owner, text="Goodbye, {deal}")
    assert letter_for(deal) == "Goodbye, Pumps"


def test_what_is_not_worked_needs_no_letter_and_a_letter_needs_words(world: World, sent: Deal, rep: Actor):
    close_what_nobody_answered(world.system)
    with pytest.raises(Refused, match="not being worked"):
        send_break_up(sent, "Farewell", 7, by=rep)
    with pytest.raises(Refused, match="Write what"):
        send_break_up(world.deal(), " ", 7, by=rep)


def test_by_screen_it_is_drafted_said_to_be_sent_and_answered(world: World, rep: Actor):
    deal = world.deal("Pumps")
    client, url = world.client("rep"), f"/deals/{deal.pk}/break-up/"
    assert "Take leave of “Pumps”" in client.get(url).content.decode()
    assert client.post(url, {"text": "Farewell", "days": 7}).status_code == 302
    page = client.get(f"/deals/{deal.pk}/").content.decode()
    assert "The last letter is out" in page and "Break-up letter sent" in page
    client.post(f"/deals/{deal.pk}/answered/")
    assert state(deal) == "answered"
