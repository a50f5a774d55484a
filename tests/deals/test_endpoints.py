"""The endpoints of deals: what they change, what they answer, and what they ask when something is missing."""

import json
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from penstock.contacts.actions import add_contact, set_channels
from penstock.contacts.channels import Channel
from penstock.deals.actions import Line, add_deal_contact, add_deal_person, set_items, tag_deal
from penstock.deals.models import Deal, DealContact, DealItem, SellingRole
from tests.world import World

HTMX = {"HX-Request": "true"}


@pytest.fixture
def browser(world: World) -> Client:
    """The rep's browser."""
    return world.client("rep")


def url(name: str, deal: Deal, *more: Any) -> str:
    return reverse(f"deals:{name}", args=[deal.pk, *more])


def open_stages(world: World) -> list[Any]:
    return [stage for stage in world.stages if stage.is_open]


def lost_stage(world: World) -> Any:
    return next(stage for stage in world.stages if stage.kind == "lost")


def test_a_move_is_told_to_the_page_with_its_undo(world: World, browser: Client) -> None:
    deal = world.deal()
    stage = open_stages(world)[1]
    answer = browser.post(url("move", deal), {"stage": stage.pk, "seen_stage": deal.stage_id}, headers=HTMX)
    assert answer.status_code == 200
    assert json.loads(answer["HX-Trigger"])["deal-changed"] == {"id": deal.pk}
    assert f"/deals/{deal.pk}/undo/" in answer.content.decode()
    assert world.fresh(deal).stage == stage


def test_without_javascript_a_move_goes_back_to_the_deal(world: World, browser: Client) -> None:
    deal = world.deal()
    answer = browser.post(url("move", deal), {"stage": open_stages(world)[1].pk})
    assert answer.status_code == 302
    assert answer["Location"] == url("deal", deal)


def test_a_move_to_lost_asks_why_in_place_and_changes_nothing_yet(world: World, browser: Client) -> None:
    deal = world.deal()
    answer = browser.post(url("move", deal), {"stage": lost_stage(world).pk, "from_stage": deal.stage_id}, headers=HTMX)
    assert answer.status_code == 422
    assert answer.content.decode().lstrip().startswith("<dialog")
    assert 'name="loss_reason"' in answer.content.decode()
    assert world.fresh(deal).is_open


def test_the_reason_completes_the_move_to_lost(world: World, browser: Client) -> None:
    deal = world.deal()
    said = {"stage": lost_stage(world).pk, "loss_reason": world.reason.pk, "loss_comment": "Too dear"}
    assert browser.post(url("move", deal), said, headers=HTMX).status_code == 200
    fresh = world.fresh(deal)
    assert (fresh.status, fresh.loss_reason, fresh.loss_comment) == ("lost", world.reason, "Too dear")


def test_a_move_that_somebody_beat_is_a_conflict_with_a_sentence(world: World, browser: Client) -> None:
    deal = world.deal()
    stages = open_stages(world)
    answer = browser.post(url("move", deal), {"stage": stages[2].pk, "seen_stage": stages[1].pk}, headers=HTMX)
    assert answer.status_code == 409
    assert deal.name in answer.content.decode()
    assert world.fresh(deal).stage == stages[0]


def test_winning_losing_and_reopening(world: World, browser: Client) -> None:
    deal = world.deal()
    browser.post(url("win", deal))
    assert world.fresh(deal).status == "won"
    browser.post(url("reopen", deal), {"stage": open_stages(world)[0].pk})
    assert world.fresh(deal).is_open
    browser.post(url("lose", deal), {"loss_reason": world.reason.pk})
    assert world.fresh(deal).status == "lost"


def test_a_loss_without_a_reason_is_asked_again(world: World, browser: Client) -> None:
    deal = world.deal()
    assert browser.get(url("lose", deal)).status_code == 200
    assert browser.post(url("lose", deal), {}).status_code == 422
    assert world.fresh(deal).is_open


def test_undo_takes_the_last_change_back(world: World, browser: Client) -> None:
    deal = world.deal()
    browser.post(url("win", deal))
    position = world.workspace.__class__.objects.get(pk=world.workspace.pk).journal_head
    assert browser.post(url("undo", deal, position)).status_code == 302
    assert world.fresh(deal).is_open


def test_a_deal_is_opened_from_the_form(world: World, browser: Client) -> None:
    page = browser.get(reverse("deals:open"), headers=HTMX)
    assert page.status_code == 200
    said = {"name": "New one", "stage": open_stages(world)[0].pk, "amount": "1,234.50", "currency": "usd"}
    answer = browser.post(reverse("deals:open"), said)
    deal = Deal.unscoped.get(name="New one")
    assert answer["Location"] == url("deal", deal)
    assert (str(deal.amount), deal.currency, deal.owner) == ("1234.50", "USD", None) or deal.owner is not None


def test_a_company_that_does_not_exist_is_said_at_its_field(world: World, browser: Client) -> None:
    said = {"name": "New one", "stage": open_stages(world)[0].pk, "company": "Nobody & Sons"}
    answer = browser.post(reverse("deals:open"), said, headers=HTMX)
    assert answer.status_code == 422
    assert "Nobody &amp; Sons" in answer.content.decode()
    assert not Deal.unscoped.exists()


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [
        ("name", "Bigger order", "Bigger order"),
        ("amount", "99", "99.00"),
        ("currency", "eur", "EUR"),
        ("probability", "35", "35"),
        ("expected_close_on", "2031-05-01", "2031-05-01"),
        ("type", "repeat", "repeat"),
        ("description", "a\nb", "a\nb"),
    ],
)
def test_a_fact_is_changed_where_it_stands(world: World, browser: Client, name: str, value: str, kept: str) -> None:
    deal = world.deal()
    assert browser.get(url("change", deal, name), headers=HTMX).status_code == 200
    answer = browser.post(url("change", deal, name), {name: value}, headers=HTMX)
    assert answer.status_code == 200
    assert "penstock-inline" in answer.content.decode()
    assert str(getattr(world.fresh(deal), name)).replace("\r\n", "\n") == kept


@pytest.mark.parametrize("is_lost", [False, True])
def test_every_fact_that_invites_to_be_edited_can_be(world: World, browser: Client, is_lost: bool) -> None:
    deal = world.deal(description="Words")
    if is_lost:
        browser.post(url("lose", deal), {"loss_reason": world.reason.pk})
    page = browser.get(url("deal", deal)).content.decode()
    addresses = set(re.findall(r'src="(/deals/\d+/(?:change|tag)/[^"]*)"', page))
    assert len(addresses) > 9
    for address in addresses:
        assert browser.get(address, headers=HTMX).status_code == 200, address
        assert browser.get(address).status_code == 200, address


def test_a_wrong_fact_comes_back_with_a_sentence_inside_its_place(world: World, browser: Client) -> None:
    deal = world.deal()
    answer = browser.post(url("change", deal, "currency"), {"currency": "euros"}, headers=HTMX)
    assert answer.status_code == 422
    assert answer["HX-Reswap"] == "innerHTML"
    assert world.fresh(deal).currency == "USD"


def test_a_fact_that_does_not_exist_is_not_found(world: World, browser: Client) -> None:
    assert browser.post(url("change", world.deal(), "workspace"), {"workspace": "1"}).status_code == 404


def test_the_owner_changes_through_the_action_of_handing_over(world: World, browser: Client) -> None:
    deal = world.deal()
    browser.post(url("assign", deal), {"owner": world.people["manager"].pk})
    assert world.fresh(deal).owner == world.people["manager"]


def test_products_make_the_value(world: World, browser: Client) -> None:
    deal = world.deal()
    rows = {
        "items-TOTAL_FORMS": "2",
        "items-INITIAL_FORMS": "0",
        "items-0-product": "Consulting",
        "items-0-quantity": "2",
        "items-0-unit_price": "100",
        "items-0-discount": "10",
        "items-0-billing": "once",
        "items-0-periods": "1",
        "items-1-product": "",
    }
    assert browser.get(url("items", deal)).status_code == 200
    assert browser.post(url("items", deal), rows, headers=HTMX).status_code == 200
    assert str(world.fresh(deal).value) == "180.00"
    assert DealItem.unscoped.get().name == "Consulting"


def test_a_line_is_added_to_the_editor(world: World, browser: Client) -> None:
    answer = browser.get(url("line", world.deal()), {"items-TOTAL_FORMS": "3"})
    assert 'name="items-3-product"' in answer.content.decode()
    assert 'value="4"' in answer.content.decode()


def test_a_removed_deal_can_be_brought_back(world: World, browser: Client) -> None:
    deal = world.deal()
    browser.post(url("remove", deal))
    gone = browser.get(url("deal", deal))
    assert gone.status_code == 410
    assert url("restore", deal) in gone.content.decode()
    browser.post(url("restore", deal))
    assert browser.get(url("deal", deal)).status_code == 200


def test_removing_from_a_sheet_leads_back_to_the_page_beneath(world: World, browser: Client) -> None:
    deal = world.deal()
    came = f"http://testserver/board/?owner=1&sheet=/deals/{deal.pk}/"
    assert browser.post(url("remove", deal), headers={"Referer": came})["Location"] == "/board/?owner=1"
    browser.post(url("restore", deal))
    assert browser.post(url("remove", deal), headers={"Referer": "http://evil.test//evil"})["Location"] == "/"


def test_tags_are_written_with_commas(world: World, browser: Client) -> None:
    deal = world.deal()
    browser.post(url("tag", deal), {"tags": "fair, <b>urgent</b>"})
    page = browser.get(url("deal", deal)).content.decode()
    assert "&lt;b&gt;urgent" in page
    assert "<b>urgent" not in page


def test_our_people_join_and_leave(world: World, browser: Client) -> None:
    deal = world.deal()
    browser.post(url("add_person", deal), {"person": world.people["manager"].pk, "role": "presale"})
    assert "Presale" in browser.get(url("deal", deal)).content.decode()
    assert not DealContact.unscoped.exists()


@pytest.mark.parametrize("role", ["stranger"])
@pytest.mark.parametrize("name", ["deal", "move", "lose", "reopen", "assign", "items", "tag", "add_contact", "parts"])
def test_a_stranger_finds_nothing(world: World, role: str, name: str) -> None:
    assert world.client(role).get(url(name, world.deal())).status_code == 404


@pytest.mark.parametrize("role", ["viewer"])
def test_who_may_only_read_changes_nothing(world: World, role: str) -> None:
    deal = world.deal()
    client = world.client(role)
    assert client.post(url("win", deal)).status_code == 403
    assert client.post(url("change", deal, "name"), {"name": "Mine"}).status_code == 403
    assert client.post(url("remove", deal)).status_code == 403
    assert (world.fresh(deal).status, world.fresh(deal).name) == ("open", "Big order")


def test_the_page_asks_the_database_as_often_for_many_things_as_for_few(world: World, browser: Client) -> None:
    def count(deal: Deal) -> int:
        with CaptureQueriesContext(connection) as caught:
            assert browser.get(url("deal", deal)).status_code == 200
        return len(caught)

    def fill(deal: Deal, times: int) -> None:
        by = world.actor("rep")
        set_items(deal, [Line(name=f"Item {n}") for n in range(times)], by=by)
        tag_deal(deal, [f"tag {n}" for n in range(times)], by=by)
        for n in range(times):
            contact = add_contact(by=by, first_name=f"Ann {n}", last_name="Buyer")
            set_channels(contact, [Channel("email", f"ann{n}@example.com")], by=by)
            add_deal_contact(deal, contact, by=by, role="champion")
            add_deal_person(deal, world.people["manager"], SellingRole.values[n], by=by)

    few, many = world.deal("Few"), world.deal("Many")
    fill(few, 1)
    fill(many, 5)
    count(few)
    assert count(many) == count(few)
