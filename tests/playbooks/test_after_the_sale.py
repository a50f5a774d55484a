"""After the sale: a won deal goes on elsewhere with its history, and the next order is awaited."""

from datetime import timedelta
from decimal import Decimal

import pytest

from penstock.common import clock
from penstock.common.errors import NotPermitted, Refused
from penstock.companies.actions import add_company
from penstock.contacts.actions import add_contact
from penstock.deals.actions import Line, add_deal_contact, set_items, win_deal
from penstock.deals.models import Deal, DealContact, DealItem
from penstock.journal.models import Event
from penstock.pipelines.actions import create_pipeline
from penstock.pipelines.templates import SHORT
from penstock.playbooks.actions import expect_reorder, ingest_follow_ups, open_follow_up
from penstock.playbooks.models import FollowUp, Reorder


@pytest.fixture
def won(world, rep):
    """A won deal with a company, a contact and a product."""
    company = add_company("Acme", by=rep)
    deal = world.deal(company=company)
    add_deal_contact(deal, add_contact(by=rep, first_name="Ann", company=company), by=rep, role="champion")
    set_items(deal, [Line(name="Pump", quantity=Decimal(2), unit_price=Decimal(100))], by=rep)
    win_deal(deal, by=rep)
    return world.fresh(deal)


@pytest.fixture
def onboarding(owner):
    return create_pipeline("Onboarding", SHORT.stages, by=owner)


def today(by):
    return clock.day_of(clock.now(), by.zone)


def test_a_won_deal_goes_on_with_all_it_had(world, rep, won, onboarding):
    opened = open_follow_up(won, onboarding, by=rep)
    assert (opened.pipeline, opened.company, opened.owner) == (onboarding, won.company, won.owner)
    assert [(one.contact.first_name, one.role) for one in DealContact.objects.on(opened)] == [("Ann", "champion")]
    assert [(one.name, one.quantity) for one in DealItem.objects.on(opened)] == [("Pump", 2)]
    assert FollowUp.objects.on(opened).get().origin == won
    client = world.client("rep")
    assert "Goes on from this deal" in client.get(f"/deals/{opened.pk}/").content.decode()
    assert "Goes on as" in client.get(f"/deals/{won.pk}/").content.decode()


def test_what_it_is_worth_counts_once_where_its_products_stay_behind(world, rep, won, onboarding):
    opened = open_follow_up(won, onboarding, by=rep, products=False)
    assert (DealItem.objects.on(opened).count(), world.fresh(opened).value) == (0, 0)
    client = world.client("rep")
    sent = {"pipeline": onboarding.pk, "name": "By hand", "owner": ""}
    assert client.post(f"/deals/{won.pk}/follow-up/", sent).status_code == 302
    assert not DealItem.objects.on(Deal.objects.of(rep).get(name="By hand")).exists()
    client.post(f"/deals/{won.pk}/follow-up/", {**sent, "name": "With all", "products": "on"})
    assert DealItem.objects.on(Deal.objects.of(rep).get(name="With all")).exists()


def test_only_a_won_deal_goes_on(world, rep, onboarding):
    with pytest.raises(Refused, match="not won"):
        open_follow_up(world.deal(), onboarding, by=rep)
    with pytest.raises(Refused, match="not won"):
        expect_reorder(world.deal(), today(rep), by=rep)


def test_many_go_on_at_once_as_of_their_own_days(world, rep, won):
    deals = [world.deal(name) for name in ("One", "Two")]
    assert ingest_follow_ups([(deal, won) for deal in deals], by=rep) == 2
    assert {row.deal for row in FollowUp.objects.of(rep).filter(origin=won)} == set(deals)
    told = Event.objects.of(rep).filter(kind="follow_up.opened").order_by("position")
    assert [(row.deal_id, row.occurred_at) for row in told] == [(won.pk, deal.opened_at) for deal in deals]
    with pytest.raises(Refused, match="not won"):
        ingest_follow_ups([(won, deals[0])], by=rep)
    with pytest.raises(NotPermitted):
        ingest_follow_ups([(deals[0], won)], by=world.actor("colleague"))


def test_a_due_order_is_on_today_until_its_deal_is_opened(world, rep, won):
    client = world.client("rep")
    assert expect_reorder(won, today(rep) + timedelta(days=1), by=rep)
    assert "Time for the next order" not in client.get("/today/").content.decode()
    expect_reorder(won, today(rep), by=rep)
    assert "Time for the next order" in client.get("/today/").content.decode()
    assert "Time for the next order" not in world.client("colleague").get("/today/").content.decode()
    open_follow_up(won, world.pipeline, by=rep)
    assert not Reorder.objects.on(won).exists()


def test_opening_a_deal_leaves_an_order_that_is_not_due(world, rep, won, onboarding):
    expect_reorder(won, today(rep) + timedelta(days=90), by=rep)
    open_follow_up(won, onboarding, by=rep)
    assert Reorder.objects.on(won).exists()


def test_the_page_opens_it_and_sets_the_day(world, won, onboarding):
    client = world.client("rep")
    assert "After the sale" in client.get(f"/deals/{won.pk}/").content.decode()
    sent = {"pipeline": onboarding.pk, "name": "Acme goes live", "owner": won.owner_id}
    assert client.post(f"/deals/{won.pk}/follow-up/", sent).status_code == 302
    assert client.post(f"/deals/{won.pk}/reorder/", {"expected_on": "2030-01-31"}).status_code == 302
    page = client.get(f"/deals/{won.pk}/").content.decode()
    assert "Acme goes live" in page and "2030" in page
    client.post(f"/deals/{won.pk}/reorder/none/")
    assert "No day is set" in client.get(f"/deals/{won.pk}/").content.decode()
