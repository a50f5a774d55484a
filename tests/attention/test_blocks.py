"""What holds a deal up is said with its cause and remedy, ends with a result, and is told by cause."""

import pytest
from django.urls import reverse

from penstock.attention import causes
from penstock.attention.actions import block_deal, unblock_deal
from penstock.attention.actions.block_deal import current_block
from penstock.attention.causes import cause_lines
from penstock.attention.models import Block, BlockCause
from penstock.common.errors import NotPermitted, Refused
from penstock.deals.actions import lose_deal, win_deal


def test_a_cause_that_nobody_named_before_joins_the_list_once(world, rep):
    block_deal(world.deal(), "Their lawyers", by=rep)
    block_deal(world.deal(), "  their  Lawyers ", by=rep)
    assert BlockCause.objects.of(rep).count() == 1


def test_saying_it_twice_is_saying_it_once(world, rep):
    deal = world.deal()
    assert block_deal(deal, "Lawyers", by=rep, remedy="Call them").kind == "block.began"
    assert block_deal(deal, "Lawyers", by=rep, remedy="Call them") is None
    assert block_deal(deal, "Lawyers", by=rep, remedy="Visit them").kind == "block.changed"
    assert Block.objects.on(deal).count() == 1
    assert unblock_deal(deal, "solved", by=rep).kind == "block.ended"
    assert unblock_deal(deal, "solved", by=rep) is None
    assert current_block(deal) is None and Block.objects.on(deal).get().remedy == "Visit them"


def test_a_closed_deal_is_not_held_up_and_a_block_ends_with_its_deal(world, rep):
    won, lost = world.deal("A"), world.deal("B")
    for deal in (won, lost):
        block_deal(deal, "Lawyers", by=rep)
    win_deal(won, by=rep)
    lose_deal(lost, by=rep, reason=world.reason)
    assert [Block.objects.on(deal).get().result for deal in (won, lost)] == ["won", "lost"]
    with pytest.raises(Refused):
        block_deal(won, "Lawyers", by=rep)


@pytest.mark.parametrize("cause", ["", "   "])
def test_a_cause_has_a_name_and_an_end_a_result(world, rep, cause):
    deal = world.deal()
    with pytest.raises(Refused):
        block_deal(deal, cause, by=rep)
    block_deal(deal, "Lawyers", by=rep)
    with pytest.raises(Refused):
        unblock_deal(deal, "won", by=rep)


def test_who_may_not_change_the_deal_may_not_hold_it_up(world, viewer, colleague, stranger):
    deal = world.deal()
    for actor in (viewer, colleague, stranger):
        with pytest.raises(NotPermitted):
            block_deal(deal, "Lawyers", by=actor)


def test_the_report_tells_causes_deals_results_and_what_helped(world, rep, colleague):
    for number in range(3):
        block_deal(world.deal(f"Held {number}", amount=100), "Lawyers", by=rep)
    solved, lost = world.deal("Solved"), world.deal("Lost")
    for deal in (solved, lost):
        block_deal(deal, "Lawyers", by=rep)
    unblock_deal(solved, "solved", by=rep, remedy="Our own draft")
    lose_deal(lost, by=rep, reason=world.reason)
    block_deal(world.deal("Other"), "Budget", by=rep)
    first, second = cause_lines(rep)
    assert (first.name, len(first.deals), first.ended, first.solved_share, first.lost) == ("Lawyers", 3, 2, 0.5, 1)
    assert (first.held, first.total.amount) == (3, 300)
    assert first.helped == ["Our own draft"] and second.name == "Budget"
    assert cause_lines(colleague) == []


def test_of_many_deals_that_a_cause_holds_up_a_few_are_named(world, rep, monkeypatch):
    monkeypatch.setattr(causes, "MOST_DEALS", 2)
    for number in range(5):
        block_deal(world.deal(f"Held {number}", amount=100), "Lawyers", by=rep)
    (line,) = cause_lines(rep)
    assert (line.held, line.left, line.total.amount) == (5, 3, 500)
    assert [block.deal.name for block in line.deals] == ["Held 4", "Held 3"]
    page = world.client("rep").get(reverse("attention:causes")).content.decode()
    assert "Held 4" in page and "Held 2" not in page and "and 3 more" in page


def test_the_deals_page_says_it_and_asks(world):
    client, deal = world.client("rep"), world.deal()
    url = reverse("attention:block", args=[deal.pk])
    assert b"datalist" in client.get(url).content
    assert client.post(url, {"cause": ""}).status_code == 422
    assert client.post(url, {"cause": "Lawyers", "remedy": "Call"}).status_code == 302
    page = client.get(f"/deals/{deal.pk}/").content.decode()
    assert "Held up: Lawyers" in page
    assert "Lawyers" in client.get(reverse("attention:causes")).content.decode()
    ending = reverse("attention:unblock", args=[deal.pk])
    assert client.get(ending).status_code == 200
    assert client.post(ending, {"result": "solved"}).status_code == 302
    page = client.get(f"/deals/{deal.pk}/").content.decode()
    assert "Not held up any more: Lawyers" in page and "The remedy worked" in page
    assert client.get(ending).status_code == 302
