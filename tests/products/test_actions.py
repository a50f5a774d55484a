"""Products and prices are the administrator's to change; deals keep what they hold."""

from decimal import Decimal

import pytest

from penstock.common.errors import NotPermitted, Refused
from penstock.products.actions import (
    NewProduct,
    add_price_list,
    add_product,
    change_product,
    ingest_products,
    retire_product,
    return_product,
    set_price,
)
from penstock.products.models import Price, Product
from penstock.workspaces.actor import Actor
from tests.world import World


def test_a_product_has_a_price_in_a_currency(owner: Actor) -> None:
    product = add_product("GTX Pro", by=owner, unit_price="4821.005", category="GTX")
    assert (product.unit_price, product.currency) == (Decimal("4821.01"), "USD")
    assert change_product(product, by=owner, currency="eur").data["changes"] == {"currency": ["USD", "EUR"]}
    assert change_product(product, by=owner, currency="EUR") is None


def test_no_two_products_have_one_name(owner: Actor) -> None:
    add_product("GTX Pro", by=owner)
    with pytest.raises(Refused) as refusal:
        add_product(" GTX  Pro ", by=owner)
    assert "name" in refusal.value.fields


def test_retiring_twice_is_retiring_once(owner: Actor) -> None:
    product = add_product("GTX Pro", by=owner)
    assert retire_product(product, by=owner)
    assert retire_product(product, by=owner) is None
    assert return_product(product, by=owner)
    assert return_product(product, by=owner) is None


def test_a_price_list_holds_a_price_for_each_product(owner: Actor) -> None:
    product, prices = add_product("GTX Pro", by=owner), add_price_list("Export", by=owner, currency_code="EUR")
    assert set_price(prices, product, Decimal(100), by=owner).data["price"] == "100.00"
    assert set_price(prices, product, Decimal(100), by=owner) is None
    assert set_price(prices, product, None, by=owner).data["before"] == "100.00"
    assert not Price.objects.of(owner).exists()


@pytest.mark.parametrize("role", ["rep", "manager", "colleague", "viewer", "stranger"])
def test_others_may_not_change_products(world: World, owner: Actor, role: str) -> None:
    product, prices, other = add_product("GTX Pro", by=owner), add_price_list("Export", by=owner), world.actor(role)
    for attempt in (
        lambda: change_product(product, by=other, name="x"),
        lambda: retire_product(product, by=other),
        lambda: set_price(prices, product, Decimal(1), by=other),
    ):
        with pytest.raises(NotPermitted):
            attempt()


def test_an_import_gives_one_product_for_each_name(owner: Actor) -> None:
    known = add_product("A", by=owner)
    news = [NewProduct("A"), NewProduct("B", {"unit_price": "-1"}), NewProduct(" B ")]
    found = ingest_products(news, by=owner)
    assert [one.pk for one in found] == [known.pk, found[1].pk, found[1].pk]
    assert Product.objects.of(owner).count() == 2
