"""The filter by margin finds the deals whose page says such a margin, and is for nobody who may not see costs."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from penstock.boards.filters import read_filters
from penstock.common import clock
from penstock.common.errors import Problem
from penstock.deals.actions import Line, change_deal, open_deal, reopen_deal, set_items, win_deal
from penstock.deals.gates.conditions import conditions_of, language
from penstock.deals.margins import margin_of, rates_for
from penstock.deals.models import Deal, DealItem
from penstock.people.actions import set_rate
from penstock.products.actions import add_product, change_product
from penstock.products.models import Product
from penstock.workspaces.actor import Actor
from tests.world import World, build_world

LONG_AGO, LATELY = date(2026, 1, 5), date(2026, 2, 2)
NOW = datetime(2026, 3, 9, 12, tzinfo=UTC)


def found(query: str, by: Actor) -> set[str]:
    """The names that the filter finds, the same deal by deal as among all."""
    filtering = read_filters(QueryDict(query), by)
    assert not filtering.problems, filtering.problems
    one, all_ = (act(Deal.objects.of(by)).values_list("name", flat=True) for act in (filtering.apply, filtering.find))
    assert sorted(one) == sorted(all_)
    return set(one)


def shares(by: Actor) -> dict[str, Fraction]:
    """The margins that pages tell, in percent, of the deals of which one is known."""
    told = {}
    for deal in Deal.objects.of(by).select_related("workspace"):
        items = list(DealItem.objects.on(deal).select_related("product"))
        whole = margin_of(deal, items, rates_for(deal)).whole
        if whole.is_known and whole.cost is not None:
            told[deal.name] = (Fraction(whole.revenue) - Fraction(whole.cost)) / Fraction(whole.revenue) * 100
    return told


def amounts(most: int) -> st.SearchStrategy[Decimal]:
    return st.decimals(0, most, places=2) | st.sampled_from([Decimal("0.01"), Decimal("0.05"), Decimal("0.5")])


LINE = st.tuples(
    st.sampled_from([None, 0, 0, 1, 1, 2]),
    st.decimals(Decimal("0.001"), 1000, places=3) | st.integers(1, 5).map(Decimal),
    amounts(10_000),
    st.sampled_from([0, 0, 10, 33]),
    st.sampled_from([("once", 1), ("once", 7), ("monthly", 12), ("yearly", 3)]),
)
RATE = st.decimals(Decimal("0.01"), 100, places=4) | st.sampled_from([Decimal("0.5"), Decimal("0.25"), Decimal(2)])
CURRENCY = st.sampled_from(["USD", "EUR", "CNY"])
STEP = st.one_of(
    st.tuples(st.just("open"), CURRENCY, st.none() | amounts(50_000), st.lists(LINE, max_size=4)),
    st.tuples(st.just("open"), CURRENCY, st.none(), st.lists(LINE, min_size=1, max_size=2)),
    st.tuples(st.just("items"), st.integers(0, 5), st.lists(LINE, max_size=3)),
    st.tuples(st.just("amount"), st.integers(0, 5), st.none() | amounts(50_000)),
    st.tuples(st.just("win"), st.integers(0, 5), st.sampled_from([date(2026, 1, 20), date(2026, 2, 20)])),
    st.tuples(st.just("reopen"), st.integers(0, 5)),
    st.tuples(st.just("cost"), st.integers(0, 2), st.none() | amounts(10_000), st.sampled_from(["", "EUR", "CNY"])),
    st.tuples(st.just("rate"), st.sampled_from(["EUR", "CNY"]), RATE, st.sampled_from([LONG_AGO, LATELY])),
)


class Player:
    """Does what changes margins; what is refused changes nothing."""

    def __init__(self, world: World) -> None:
        self.by = world.system
        self.products = [
            add_product("Pump", by=self.by, unit_price=100, unit_cost=40),
            add_product("Valve", by=self.by, unit_price=10, unit_cost=5, cost_currency="EUR"),
            add_product("Pipe", by=self.by, currency="CNY"),
        ]
        self.deals: list[Deal] = []

    def play(self, verb: str, *given: Any) -> None:
        """One step; a number of a deal goes round."""
        if verb not in ("open", "cost", "rate"):
            if not self.deals:
                return
            given = (Deal.objects.of(self.by).get(pk=self.deals[given[0] % len(self.deals)].pk), *given[1:])
        with suppress(Problem):
            getattr(self, verb)(*given)

    def open(self, currency: str, amount: Decimal | None, lines: list[Any]) -> None:
        name = f"Deal {len(self.deals)}"
        deal = open_deal(name, by=self.by, currency=currency, amount=amount, at=NOW - timedelta(days=90))
        self.deals.append(deal)
        self.items(deal, lines)

    def items(self, deal: Deal, lines: list[Any]) -> None:
        set_items(deal, [self.line(*line) for line in lines], by=self.by)

    def line(
        self, product: int | None, quantity: Decimal, price: Decimal, discount: int, paid: tuple[str, int]
    ) -> Line:
        pk = None if product is None else self.products[product].pk
        return Line(pk, "Thing", quantity, price, Decimal(discount), *paid)

    def amount(self, deal: Deal, amount: Decimal | None) -> None:
        change_deal(deal, by=self.by, amount=amount)

    def win(self, deal: Deal, day: date) -> None:
        win_deal(deal, by=self.by, at=datetime(day.year, day.month, day.day, 9, tzinfo=UTC))

    def reopen(self, deal: Deal) -> None:
        reopen_deal(deal, by=self.by)

    def cost(self, product: int, cost: Decimal | None, currency: str) -> None:
        change_product(Product.objects.of(self.by).get(pk=self.products[product].pk), by=self.by, unit_cost=cost,
                       cost_currency=currency)  # fmt: skip

    def rate(self, currency: str, rate: Decimal, on: date) -> None:
        set_rate(currency, rate, on, by=self.by)


def bounds(told: dict[str, Fraction]) -> Iterator[Decimal]:
    """A few plain ones, and those on either side of every margin and upon it."""
    yield from map(Decimal, (-10_000, 0, 20, 100))
    for share in told.values():
        below = (share * 100).__floor__()
        yield from (Decimal(one) / 100 for one in (below, below + 1) if -1_000_000 <= one <= 10_000)


class Finding(TestCase):
    """Whatever happened before."""

    @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(STEP, min_size=6, max_size=18))
    def test_the_filter_finds_the_deals_whose_page_says_such_a_margin(self, steps: list[Any]) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(clock, "now", lambda: NOW)
            player = Player(build_world())
            for step in steps:
                player.play(*step)
            told = shares(player.by)
            for bound in bounds(told):
                at_least = {name for name, share in told.items() if share >= Fraction(bound)}
                at_most = {name for name, share in told.items() if share <= Fraction(bound)}
                assert found(f"margin_from={bound}", player.by) == at_least
                assert found(f"margin_to={bound}", player.by) == at_most
                assert found(f"margin_from={bound}&margin_to={bound}", player.by) == at_least & at_most


@pytest.fixture
def sold(world: World, owner: Actor) -> World:
    """Deals that leave half, a quarter and less than nothing; of one the cost is not known, and one has no products."""
    pump = add_product("Pump", by=owner, unit_price=100, unit_cost=40)
    for name, price in (("Half", 80), ("Quarter", Decimal("53.33")), ("Loss", 32), ("Free", 0)):
        set_items(world.deal(name), [Line(pump.pk, unit_price=Decimal(price))], by=owner)
    unknown = add_product("Valve", by=owner, unit_price=10)
    set_items(world.deal("Unknown"), [Line(pump.pk), Line(unknown.pk)], by=owner)
    world.deal("Nothing", amount=100)
    set_items(world.deal("Others", owner="colleague"), [Line(pump.pk)], by=owner)
    return world


CASES = {
    "margin_from=50": {"Half", "Others"},
    "margin_to=50": {"Half", "Quarter", "Loss"},
    "margin_from=24.99&margin_to=25": {"Quarter"},
    "margin_from=25": {"Half", "Others"},
    "margin_to=-25": {"Loss"},
    "margin_from=-25%25&margin_to=0": {"Loss"},
    "margin_from=60&margin_to=60": {"Others"},
    "margin_from=-10000": {"Half", "Quarter", "Loss", "Others"},
    "margin_to=50&value_from=50": {"Half", "Quarter"},
}


@pytest.mark.parametrize("query", CASES)
def test_what_is_not_known_is_between_no_bounds(query: str, sold: World) -> None:
    assert found(query, sold.actor("owner")) == CASES[query]
    assert found(query, sold.actor("manager")) == CASES[query] - {"Others"}


@pytest.mark.parametrize("value", ["much", "NaN", "101", "-10001", "1e99", "0.001", "5%25%25", "١٠x", "1;--"])
def test_what_is_no_margin_is_said(value: str, owner: Actor) -> None:
    filtering = read_filters(QueryDict(f"margin_from={value}"), owner)
    assert len(filtering.problems) == 1 and not filtering.conditions


def test_the_largest_amounts_are_counted(world: World, owner: Actor) -> None:
    most = Decimal("9999999999999.99")
    gold = add_product("Gold", by=owner, unit_price=most, unit_cost=most)
    set_items(world.deal("Even"), [Line(gold.pk)], by=owner)
    lines = [Line(gold.pk, quantity=Decimal(10**9), unit_price=Decimal("0.01"), billing="monthly", periods=1200)] * 3
    set_items(world.deal("Ruin"), lines, by=owner)
    set_rate("EUR", Decimal("0.0000000001"), LONG_AGO, by=owner)
    set_items(world.deal("Abroad", currency="EUR", amount=1), lines, by=owner)
    assert found("margin_from=0&margin_to=0", owner) == {"Even"}
    assert found("margin_from=0.01", owner) == set()
    assert "Ruin" in found("margin_to=-10000", owner)


def test_the_number_of_queries_is_the_same_for_any_number_of_deals(sold: World) -> None:
    by, counts = sold.actor("owner"), []
    for _time in range(2):
        read_filters(QueryDict("margin_from=20"), by)
        with CaptureQueriesContext(connection) as queries:
            list(read_filters(QueryDict("margin_from=20"), by).find(Deal.objects.of(by)))
        counts.append(len(queries))
        pump = Product.objects.of(by).get(name="Pump")
        for number in range(5):
            set_items(sold.deal(f"More {number}"), [Line(pump.pk)], by=by)
    assert counts[0] == counts[1]


def test_conditions_of_rules_may_ask_it_whoever_moves_the_deal(sold: World) -> None:
    by = sold.actor("rep")
    deal = Deal.objects.of(by).get(name="Half")
    texts = [
        language().checked(text, sold.actor("owner")) for text in ("margin_to=50", "margin_to=49", "margin_from=50")
    ]
    assert conditions_of(deal, texts, by) == {"margin_to=50", "margin_from=50", ""}
