"""The screens of products: everybody reads them, administrators change them."""

from decimal import Decimal

from django.db import connection
from django.test.utils import CaptureQueriesContext

from penstock.products.actions import add_price_list, add_product, set_price
from penstock.products.models import Price, Product
from penstock.workspaces.actor import Actor
from tests.world import World

HTMX = {"HX-Request": "true"}


def test_products_of_another_workspace_are_not_there(world: World, owner: Actor) -> None:
    product, client = add_product("Secret pump", by=owner), world.client("stranger")
    assert client.get(f"/products/{product.pk}/").status_code == 404
    assert client.post(f"/products/{product.pk}/retire/").status_code == 404
    assert "Secret" not in client.get("/products/?q=secret&retired=1").content.decode()


def test_a_seller_reads_prices_but_does_not_change_them(world: World, owner: Actor) -> None:
    product, client = add_product("Pump", by=owner, unit_price=100), world.client("rep")
    assert "/change/" not in client.get(f"/products/{product.pk}/").content.decode()
    for url in (f"/products/{product.pk}/change/name/", "/products/new/", "/products/price-lists/new/"):
        assert client.get(url).status_code == 403
        assert client.post(url, {"name": "Mine"}).status_code == 403
    assert client.post(f"/products/{product.pk}/retire/").status_code == 403


def test_a_price_is_edited_where_it_stands(world: World, owner: Actor) -> None:
    product, prices = add_product("Pump", by=owner), add_price_list("Export", by=owner, currency_code="EUR")
    client, url = world.client("owner"), f"/products/{product.pk}/change/price.{prices.pk}/"
    assert "1,250" in client.post(url, {f"price.{prices.pk}": "1 250"}, headers=HTMX).content.decode()
    assert Price.objects.of(owner).get().unit_price == Decimal(1250)
    assert client.post(url, {f"price.{prices.pk}": "-1"}, headers=HTMX).status_code == 422
    client.post(url, {f"price.{prices.pk}": ""}, headers=HTMX)
    assert not Price.objects.of(owner).exists()


def test_a_product_is_added_retired_and_sold_again(world: World, owner: Actor) -> None:
    client = world.client("owner")
    assert client.post("/products/new/", {"name": "Pump", "currency": "nonsense"}).status_code == 422
    client.post("/products/new/", {"name": "Pump", "currency": "EUR", "unit_price": "12.50"})
    product = Product.objects.of(owner).get()
    client.post(f"/products/{product.pk}/retire/")
    assert "Pump" not in client.get("/products/").content.decode().split("toasts")[0]
    assert "Pump" in client.get("/products/?retired=1").content.decode()
    client.post(f"/products/{product.pk}/return/")
    assert Product.objects.of(owner).get().retired_at is None


def test_the_number_of_queries_does_not_grow(world: World, owner: Actor) -> None:
    client, prices = world.client("owner"), add_price_list("Export", by=owner)

    def asked() -> int:
        client.get("/products/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/products/")
        return len(queries)

    set_price(prices, add_product("First", by=owner), Decimal(1), by=owner)
    few = asked()
    for number in range(20):
        set_price(prices, add_product(f"More {number}", by=owner), Decimal(1), by=owner)
    assert asked() == few
