"""Line items: what they cost by price list, in which currency, and what they make the deal worth."""

from decimal import Decimal

import pytest
from django.urls import reverse

from penstock.common import clock
from penstock.common.errors import Refused
from penstock.deals.actions import Line, change_deal, set_items
from penstock.deals.models import DealItem
from penstock.products.models import Price, PriceList, Product
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import ExchangeRate
from tests.world import World


@pytest.fixture
def pump(world: World) -> Product:
    """A product that costs 100 dollars."""
    return Product.objects.of(world.system).create(
        workspace=world.workspace, name="Pump", unit_price=Decimal(100), currency="USD"
    )


def partners(world: World, pump: Product, price: int, currency: str) -> PriceList:
    prices = PriceList.objects.of(world.system).create(workspace=world.workspace, name="Partners", currency=currency)
    Price.objects.of(world.system).create(
        workspace=world.workspace, price_list=prices, product=pump, unit_price=Decimal(price)
    )
    return prices


def euro(world: World, rate: str) -> None:
    ExchangeRate.objects.of(world.system).create(
        workspace=world.workspace, currency="EUR", on=clock.now().date(), rate=Decimal(rate)
    )


def test_a_line_without_a_price_costs_the_list_price(world: World, rep: Actor, pump: Product) -> None:
    deal = world.deal()
    set_items(deal, [Line(product_id=pump.pk, quantity=Decimal(3))], by=rep)
    fresh = world.fresh(deal)
    assert (fresh.value, fresh.value_basis) == (Decimal(300), "items")


def test_a_price_list_goes_before_the_list_price(world: World, rep: Actor, pump: Product) -> None:
    deal, prices = world.deal(), partners(world, pump, 80, "USD")
    set_items(deal, [Line(product_id=pump.pk)], by=rep, price_list=prices)
    assert world.fresh(deal).value == Decimal(80)


def test_a_price_in_another_currency_comes_at_the_rate_of_the_day(world: World, rep: Actor, pump: Product) -> None:
    euro(world, "1.25")
    deal = world.deal(currency="EUR")
    set_items(deal, [Line(product_id=pump.pk)], by=rep)
    assert DealItem.unscoped.get().unit_price == Decimal(80)


def test_without_a_rate_two_currencies_are_never_taken_for_one(world: World, rep: Actor, pump: Product) -> None:
    deal = world.deal(currency="EUR")
    with pytest.raises(Refused, match="no rate"):
        set_items(deal, [Line(product_id=pump.pk)], by=rep)
    assert not DealItem.unscoped.exists()


def test_recurring_lines_make_the_monthly_revenue(world: World, rep: Actor) -> None:
    deal = world.deal()
    line = Line(name="Service", unit_price=Decimal(300), billing="quarterly", periods=4)
    set_items(deal, [line], by=rep)
    fresh = world.fresh(deal)
    assert (fresh.value, fresh.mrr) == (Decimal(1200), Decimal(100))


def test_an_entered_value_stays_until_it_is_cleared(world: World, rep: Actor) -> None:
    deal = world.deal(amount=Decimal(50))
    set_items(deal, [Line(name="Service", unit_price=Decimal(300))], by=rep)
    assert world.fresh(deal).value == Decimal(50)
    change_deal(deal, by=rep, amount=None)
    assert world.fresh(deal).value == Decimal(300)


@pytest.mark.parametrize(
    ("box", "typed"),
    [("quantity", "NaN"), ("discount", "Infinity"), ("unit_price", "1e9999"), ("quantity", "-1"), ("discount", "101")],
)
def test_what_cannot_be_counted_is_refused_with_a_sentence(world: World, box: str, typed: str) -> None:
    deal = world.deal()
    rows = {"items-TOTAL_FORMS": "1", "items-INITIAL_FORMS": "0", "items-0-product": "X", "items-0-billing": "once"}
    answer = world.client("rep").post(reverse("deals:items", args=[deal.pk]), {**rows, f"items-0-{box}": typed})
    assert answer.status_code == 422
    assert not DealItem.unscoped.exists()


def test_lines_that_multiply_beyond_all_bounds_are_refused(world: World, rep: Actor) -> None:
    line = Line(name="X", quantity=Decimal(10**9), unit_price=Decimal(10**12))
    with pytest.raises(Refused, match="worth more"):
        set_items(world.deal(), [line], by=rep)
