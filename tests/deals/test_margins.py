"""Margins: told exactly, in any currency, never by taking an unknown cost for nothing, and to who may see costs."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from penstock.deals.actions import Line, change_deal, set_items
from penstock.deals.margins import margin_of, rates_for
from penstock.deals.models import Deal, DealItem
from penstock.people.actions import let_see_costs, set_rate
from penstock.products.actions import add_product
from penstock.products.models import Product
from penstock.workspaces.actor import Actor
from tests.world import World

RATES = {"USD": Decimal(1), "EUR": Decimal("1.0837"), "CNY": Decimal("0.1391")}


class Known:
    """The rates of a day, without a database."""

    def rate(self, currency: str) -> Decimal | None:
        """Dollars for one unit."""
        return RATES.get(currency)


def amounts(most: int) -> st.SearchStrategy[Decimal]:
    return st.decimals(0, most, places=2)


@st.composite
def items(draw: st.DrawFn) -> DealItem:
    """A line about a product whose cost may be unknown, or in a currency without a rate."""
    cost = draw(st.none() | amounts(10**6))
    currency = draw(st.sampled_from(("", "EUR", "CNY", "RUB")))
    product = Product(name="Pump", currency="USD", unit_cost=cost, cost_currency=currency)
    return DealItem(
        product=draw(st.sampled_from((product, product, product, None))),
        name="Pump",
        quantity=draw(st.decimals(Decimal("0.001"), 10**4, places=3)),
        unit_price=draw(amounts(10**6)),
        discount=draw(st.decimals(0, 100, places=1)),
        billing=draw(st.sampled_from(("once", "monthly"))),
        periods=draw(st.integers(1, 36)),
    )


def cents(number: Fraction) -> Fraction:
    """Half up, by whole numbers alone."""
    return Fraction((number * 200 + 1) // 2, 100)


def slowly(deal: Deal, lines: list[DealItem]) -> tuple[Fraction, Fraction | None]:
    """Revenue and cost by fractions, one period after the other."""
    revenue, cost = Fraction(0), Fraction(0)
    known = bool(lines)
    for item in lines:
        product = item.product
        bought = product is not None and product.unit_cost is not None and (product.cost_currency or "USD") != "RUB"
        known = known and bought
        for _period in range(item.periods if item.billing == "monthly" else 1):
            full = Fraction(item.quantity) * Fraction(item.unit_price)
            revenue += cents(full * (100 - Fraction(item.discount)) / 100)
            if bought and product is not None and product.unit_cost is not None:
                rate = Fraction(RATES[product.cost_currency or "USD"]) / Fraction(RATES[deal.currency])
                cost += cents(Fraction(item.quantity) * Fraction(product.unit_cost) * rate)
    if deal.amount is not None:
        revenue = Fraction(deal.amount)
    return revenue, cost if known else None


@given(
    lines=st.lists(items(), max_size=4),
    currency=st.sampled_from(("USD", "EUR", "CNY")),
    entered=st.none() | amounts(10**7),
    least=st.integers(0, 99),
)
def test_a_margin_is_what_a_slow_count_by_fractions_says(lines, currency, entered, least) -> None:
    deal = Deal(currency=currency, amount=entered, value=entered or Decimal(0))
    revenue, cost = slowly(deal, lines)
    told = margin_of(deal, lines, Known()).whole
    assert Fraction(told.revenue) == revenue
    assert (None if told.cost is None else Fraction(told.cost)) == cost
    assert bool(told.why) == (cost is None or revenue <= 0)
    assert told.is_at_least(Decimal(least)) == (
        cost is not None and revenue > 0 and (revenue - cost) / revenue >= Fraction(least, 100)
    )


@pytest.fixture
def pump(owner: Actor) -> Product:
    """A product sold for 100 dollars and bought for 40 euros."""
    return add_product("Pump", by=owner, unit_price=100, unit_cost=40, cost_currency="EUR")


def sold(world: World, product: Product, discount: int = 0) -> Deal:
    deal = world.deal()
    set_items(deal, [Line(product_id=product.pk, discount=Decimal(discount))], by=world.actor("rep"))
    return deal


def share(world: World, deal: Deal) -> Decimal | None:
    fresh = world.fresh(deal)
    return margin_of(fresh, list(DealItem.objects.on(fresh).select_related("product")), rates_for(fresh)).whole.share


def test_a_cost_in_another_currency_comes_at_the_rate_of_the_day(world: World, owner: Actor, pump: Product) -> None:
    deal = sold(world, pump)
    assert share(world, deal) is None
    set_rate("EUR", Decimal("1.25"), date(2020, 1, 1), by=owner)
    assert share(world, deal) == Decimal("0.5")


def test_a_value_entered_by_hand_is_what_the_margin_is_of(world: World, owner: Actor, pump: Product) -> None:
    set_rate("EUR", Decimal("1.25"), date(2020, 1, 1), by=owner)
    deal = sold(world, pump)
    change_deal(deal, by=world.actor("rep"), amount=Decimal(80))
    assert share(world, deal) == Decimal("0.375")


def page(world: World, role: str, deal: Deal) -> str:
    return str(world.client(role).get(reverse("deals:deal", args=[deal.pk])).content.decode())


def test_margins_are_shown_to_who_may_see_costs(world: World, owner: Actor, pump: Product) -> None:
    set_rate("EUR", Decimal("1.25"), date(2020, 1, 1), by=owner)
    deal = sold(world, pump, 20)
    assert "margin 37.5%" in page(world, "manager", deal)
    for role in ("rep", "viewer"):
        assert "argin" not in page(world, role, deal)
    let_see_costs(world.people["rep"].role, True, by=owner)
    assert "margin 37.5%" in page(world, "rep", deal)


def test_an_unknown_cost_is_said_and_never_taken_for_nothing(world: World, owner: Actor) -> None:
    deal = sold(world, add_product("Valve", by=owner, unit_price=10))
    assert "no cost of “Valve” is known" in page(world, "manager", deal)
