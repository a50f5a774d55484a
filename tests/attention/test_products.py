"""Products have norms of their own where enough was won of them; a deal is about its largest line."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from penstock.attention.actions import learn_norms
from penstock.attention.models import DealMark, StageNorm
from penstock.attention.norms import CREDIBLE
from penstock.attention.products import products_of
from penstock.attention.projections import rebuild_marks
from penstock.deals.actions import Line, move_deal, set_items
from penstock.deals.models import DealItem
from penstock.pipelines.actions import change_stage
from penstock.products.actions import add_product
from tests.attention.histories import open_since, won_deals

ASKED = '"deals_dealitem"."product_id" IS NOT NULL'
"""What only the question for products has in it."""


def about(deals, product, worth=100):
    for deal in deals:
        fields = {"workspace": deal.workspace, "deal": deal, "product": product, "name": product.name}
        DealItem(**fields, unit_price=Decimal(worth)).save()


@pytest.fixture(name="selling")
def two_products(world):
    """40 deals of pumps were in the first stage for a week, 40 of plants for ten, 5 of parts for one day."""
    world.pump, world.plant, world.part = (
        add_product(name, by=world.actor("owner")) for name in ("Pump", "Plant", "Part")
    )
    about(won_deals(world, 40, stays=(7,)), world.pump)
    about(won_deals(world, 40, stays=(70,)), world.plant)
    about(won_deals(world, 5, stays=(1,)), world.part)
    learn_norms(by=world.system)
    return world


def mark(deal):
    return DealMark.objects.on(deal).get()


def test_a_deal_is_measured_by_its_product_where_enough_was_won_of_it(selling):
    rep, told = selling.actor("rep"), {}
    for product in (selling.pump, selling.plant, selling.part):
        deal = open_since(selling, 3)
        set_items(deal, [Line(product.pk, unit_price=Decimal(9))], by=rep)
        told[product.name] = mark(deal)
    assert [told[name].basis for name in ("Pump", "Plant", "Part")] == ["product", "product", "learnt"]
    assert told["Pump"].most < told["Plant"].usual and told["Pump"].learnt_from == 40


def test_a_products_norm_is_drawn_to_the_stages_by_credibility(selling):
    rows = StageNorm.objects.on(selling.workspace).filter(stage_id=selling.stages[0].pk)
    whole, pump = rows.get(segment=""), rows.get(segment=f"product:{selling.pump.pk}")
    trust = 40 / (40 + CREDIBLE)
    assert pump.median == pytest.approx(trust * pump.seen_median + (1 - trust) * whole.median, abs=0.11)
    assert not rows.filter(segment=f"product:{selling.part.pk}").exists()


def test_what_somebody_set_wins_and_the_largest_line_counts(selling):
    rep, owner = selling.actor("rep"), selling.actor("owner")
    deal = open_since(selling, 3)
    lines = [Line(selling.pump.pk, unit_price=Decimal(10)), Line(selling.plant.pk, unit_price=Decimal(30))]
    set_items(deal, lines, by=rep)
    plants = mark(deal).usual
    set_items(deal, [Line(selling.pump.pk, unit_price=Decimal(10), quantity=Decimal(4)), lines[1]], by=rep)
    assert mark(deal).usual < plants
    change_stage(selling.stages[0], by=owner, expected_days=2)
    assert mark(deal).basis == "hand"
    change_stage(selling.stages[0], by=owner, expected_days=None)
    assert mark(deal).basis == "product"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    lines=st.lists(
        st.tuples(st.integers(0, 2), st.integers(1, 4), st.integers(0, 9), st.sampled_from([0, 50]), st.integers(1, 3)),
        max_size=4,
    )
)
def test_the_largest_line_is_that_of_a_slow_telling_and_marks_are_as_drawn_anew(selling, lines):
    products = [selling.pump, selling.plant, None]
    deal = open_since(selling, 3)
    told = [
        Line(products[p].pk if products[p] else None, "Line", Decimal(q), Decimal(u), Decimal(d), "monthly", n)
        for p, q, u, d, n in lines
    ]
    set_items(deal, told, by=selling.actor("rep"))
    worth = [(q * u * (100 - d) * n, -place, products[p]) for place, (p, q, u, d, n) in enumerate(lines) if products[p]]
    wanted = max(worth, key=lambda one: one[:2])[2].pk if worth else None
    assert products_of([deal.pk]).get(deal.pk) == wanted
    kept = (mark(deal).basis, mark(deal).usual)
    assert kept[0] == ("product" if wanted else "learnt")
    rebuild_marks(selling.system)
    assert (mark(deal).basis, mark(deal).usual) == kept


def test_without_norms_of_products_nothing_is_asked_about_them(world):
    won_deals(world, 20, stays=(7,))
    learn_norms(by=world.system)
    deal = open_since(world, 3)
    with CaptureQueriesContext(connection) as seen:
        move_deal(deal, world.stages[1], by=world.actor("rep"))
    assert not [one for one in seen if ASKED in one["sql"]]


def test_the_board_asks_nothing_more_and_the_settings_name_the_product(selling):
    browser = selling.client("rep")
    deal = open_since(selling, 60)
    set_items(deal, [Line(selling.pump.pk, unit_price=Decimal(9))], by=selling.actor("rep"))
    with CaptureQueriesContext(connection) as seen:
        page = browser.get(reverse("boards:board")).content.decode()
    assert "won deals of this product take" in page
    assert not [one for one in seen if ASKED in one["sql"]]
    assert "Pump" in browser.get(reverse("attention:usual")).content.decode()
