"""The toast of every small change on a deal takes it back: tags, contacts, colleagues, products."""

import re
from decimal import Decimal
from html import unescape
from typing import Any

import pytest

from penstock.contacts.actions import add_contact
from penstock.deals.actions import Line, add_deal_contact, add_deal_person, set_items, tag_deal
from penstock.deals.models import Deal, DealContact, DealItem, DealPerson
from penstock.deals.queries import tags_of
from penstock.products.actions import add_product
from tests.world import World

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


def undo(world: World, url: str, data: dict[str, Any], role: str = "rep") -> None:
    """Send a form and press the undo of its toast."""
    browser = world.client(role)
    response = browser.post(url, data, **HTMX)
    assert response.status_code == 200, response.content.decode()
    toast = response.content.decode().partition("data-toast")[2]
    found = re.search(r'hx-post="([^"]+)"', toast)
    assert found, toast
    taken_back = browser.post(unescape(found[1]), **HTMX)
    assert taken_back.status_code == 200, taken_back.content.decode()


def test_tags_are_as_they_were(world: World, rep: Any) -> None:
    deal = world.deal()
    tag_deal(deal, ["hot", "fair"], by=rep)
    undo(world, f"/deals/{deal.pk}/tag/", {"tags": "cold"})
    assert [tag.name for tag in tags_of(deal)] == ["fair", "hot"]


def test_first_tags_are_gone_again(world: World) -> None:
    deal = world.deal()
    undo(world, f"/deals/{deal.pk}/tag/", {"tags": "cold"})
    assert tags_of(deal) == []


def buyers(deal: Deal) -> list[tuple[str, str, bool]]:
    """The contacts of the deal with their roles."""
    return list(DealContact.objects.on(deal).values_list("contact__name", "role", "is_primary"))


def test_a_contact_put_on_a_deal_is_off_again(world: World, rep: Any) -> None:
    deal, ann = world.deal(), add_contact(first_name="Ann", last_name="Lee", by=rep)
    undo(world, f"/deals/{deal.pk}/contacts/add/", {"contact": f"Ann Lee #{ann.pk}", "role": "champion"})
    assert buyers(deal) == []


def test_a_changed_role_and_a_removed_contact_come_back(world: World, rep: Any) -> None:
    deal, ann = world.deal(), add_contact(first_name="Ann", last_name="Lee", by=rep)
    add_deal_contact(deal, ann, by=rep, role="champion", is_primary=True)
    undo(world, f"/deals/{deal.pk}/contacts/add/", {"contact": f"Ann Lee #{ann.pk}", "role": "decision_maker"})
    assert buyers(deal) == [("Ann Lee", "champion", True)]
    undo(world, f"/deals/{deal.pk}/contacts/{ann.pk}/remove/", {})
    assert buyers(deal) == [("Ann Lee", "champion", True)]


def test_a_colleague_who_joined_leaves_and_one_who_left_is_back(world: World, rep: Any) -> None:
    deal, manager = world.deal(), world.people["manager"]
    undo(world, f"/deals/{deal.pk}/people/add/", {"person": manager.pk, "role": "presale"})
    assert not DealPerson.objects.on(deal).exists()
    add_deal_person(deal, manager, "presale", by=rep)
    link = DealPerson.objects.on(deal).get()
    undo(world, f"/deals/{deal.pk}/people/{link.pk}/remove/", {})
    assert DealPerson.objects.on(deal).get().person == manager


def test_products_and_the_value_that_followed_them_are_as_they_were(world: World, rep: Any) -> None:
    deal, product = world.deal(), add_product("Pump", by=world.system, unit_price=Decimal(40), currency="USD")
    set_items(
        deal, [Line(product_id=product.pk, quantity=Decimal(2)), Line(name="Travel", unit_price=Decimal(5))], by=rep
    )
    row = {"name": "Other", "quantity": 1, "unit_price": 7, "discount": 0, "billing": "once", "periods": 1}
    form = {"items-TOTAL_FORMS": 1, "items-INITIAL_FORMS": 0, **{f"items-0-{name}": row[name] for name in row}}
    undo(world, f"/deals/{deal.pk}/items/", form)
    lines = DealItem.objects.on(deal).order_by("order").values_list("name", "product_id", "quantity", "unit_price")
    assert list(lines) == [("Pump", product.pk, 2, 40), ("Travel", None, 1, 5)]
    assert world.fresh(deal).value == 85


def test_a_place_for_removed_deals_lets_those_restore_who_may(world: World) -> None:
    deal = world.deal("Dropped by mistake", amount=9)
    world.client("rep").post(f"/deals/{deal.pk}/remove/")
    for role, sees in (("rep", True), ("manager", True), ("colleague", False), ("stranger", False)):
        page = world.client(role).get("/deals/removed/").content.decode()
        assert ("Dropped by mistake" in page) is sees
        assert (f"/deals/{deal.pk}/restore/" in page) is sees
    back = world.client("rep").post(f"/deals/{deal.pk}/restore/", {"next": "/deals/removed/"})
    assert back["Location"] == "/deals/removed/"
    assert world.fresh(deal).removed_at is None
