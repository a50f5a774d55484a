"""On how few the revenue and the pipeline hang, and what can be won soon."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from penstock.activities.actions import plan_activity
from penstock.common import clock
from penstock.companies.actions import add_company
from penstock.deals.actions import move_deal, win_deal
from penstock.payroll.actions import set_pay
from penstock.people.actions import let_see_pay
from penstock.workspaces.models import ExchangeRate
from tests.reports.asked import drawn, lines, values
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture(name="winning")
def winning_world(world: World) -> World:
    """Three sellers won 600, 300 and 100, the first of two customers."""
    acme, globex = (add_company(name, by=world.actor("owner")) for name in ("Acme", "Globex"))
    for owner, company, amount in (
        ("rep", acme, 500),
        ("rep", globex, 100),
        ("manager", acme, 300),
        ("owner", acme, 100),
    ):
        deal = world.deal(f"{owner} {amount}", owner, amount=Decimal(amount), company=company)
        win_deal(deal, by=world.actor("owner"))
    return world


def test_shares_of_sellers_customers_and_deals_add_up(winning: World) -> None:
    found = drawn("concentration", winning.actor("owner"))
    assert values(found, "sellers") == {"Rep": [600, 0.6, 0.6], "Manager": [300, 0.3, 0.9], "Owner": [100, 0.1, 1]}
    assert values(found, "companies") == {"Acme": [900, 0.9, 0.9], "Globex": [100, 0.1, 1]}
    assert [row[0] for row in values(found, "deals").values()] == [500, 300, 100, 100]
    assert found.title == "1 of 3 sellers, the best, brought 60% of the revenue"
    assert any("is 0.5:" in note for note in found.notes), "mean difference (300 + 500 + 200) ÷ 3 ÷ (2 × 333.3)"


def test_who_sees_one_seller_is_told_nothing_about_how_it_is_spread(winning: World) -> None:
    win_deal(winning.deal("Mine", "colleague", amount=Decimal(70)), by=winning.actor("owner"))
    found = drawn("concentration", winning.actor("colleague"))
    assert values(found, "sellers") == {"Colleague": [70, 1, 1]}
    assert "Too few people" in found.title and not any("Gini" in note for note in found.notes)


def test_a_pipeline_that_hangs_on_one_deal_is_warned_of(world: World) -> None:
    for amount in (100, 100, 100, 500):
        world.deal(f"Deal {amount}", amount=Decimal(amount))
    weighted, count, name, share = lines(drawn("concentration", world.actor("rep")), "hanging")["Rep"].cells
    assert (count.value, name.value, share.value) == (4, "Deal 500", pytest.approx(0.625))
    assert share.state == "stuck" and share.note == "too much on one deal"
    assert float(str(weighted.value)) > 0


def test_with_few_or_even_deals_nobody_is_warned(world: World) -> None:
    for _number in range(3):
        world.deal(amount=Decimal(500))
    assert lines(drawn("concentration", world.actor("rep")), "hanging")["Rep"].cells[3].state == ""


def test_small_late_deals_with_a_near_step_are_quick_wins(world: World) -> None:
    by, soon = world.actor("rep"), clock.now() + timedelta(days=3)
    ExchangeRate.unscoped.create(workspace=world.workspace, currency="EUR", on=soon - timedelta(days=60), rate="2")
    late, early = world.stages[3], world.stages[0]
    told = {
        "Quick": (late, 100, "USD", soon),
        "Quick in euro": (late, 90, "EUR", soon),
        "Early": (early, 100, "USD", soon),
        "Large": (late, 900, "USD", soon),
        "Far": (late, 100, "USD", soon + timedelta(days=60)),
        "Overdue": (late, 100, "USD", soon - timedelta(days=30)),
    }
    for name, (stage, amount, currency, due) in told.items():
        deal = world.deal(name, amount=Decimal(amount), currency=currency)
        if stage != early:
            move_deal(deal, stage, by=by)
        plan_activity("call", "Ask", by=by, deal=deal, due_at=due)
    found = drawn("concentration", by)
    assert set(lines(found, "quick-wins")) == {"Quick", "Quick in euro"}
    assert lines(drawn("concentration", by, "period=all&team=South"), "quick-wins") == {}
    assert lines(drawn("concentration", world.actor("colleague")), "quick-wins") == {}


def test_months_tell_revenue_beside_those_who_sold(world: World) -> None:
    by = world.actor("owner")
    first = clock.now().replace(day=1, hour=12)
    for owner, months in (("rep", 1), ("manager", 1), ("rep", 2)):
        at = first - timedelta(days=28 * months)
        deal = world.deal(owner=owner, amount=Decimal(300), at=at - timedelta(days=1))
        win_deal(deal, by=by, at=at)
    told = values(drawn("concentration", by), "headcount")
    assert list(told.values())[:3] == [[600, 2, 300], [300, 1, 300], [0, 0, None]]
    assert len(told) == 12


def test_growth_of_revenue_stands_against_that_of_sellers_and_payroll(world: World) -> None:
    let_see_pay(world.people["owner"].role, True, by=world.actor("owner"))
    by, end = world.actor("owner"), date(2026, 7, 1)
    for month, owner, amount in (
        (1, "rep", 100),
        (2, "rep", 200),
        (4, "rep", 300),
        (5, "rep", 300),
        (5, "manager", 300),
    ):
        at = datetime(2026, month, 10, 12, tzinfo=UTC)
        win_deal(world.deal(owner=owner, amount=Decimal(amount), at=at - timedelta(days=1)), by=by, at=at)
    set_pay(world.people["rep"], Decimal(100), date(2026, 1, 1), by=by)
    set_pay(world.people["manager"], Decimal(50), date(2026, 4, 1), by=by)
    found = drawn("concentration", by, f"period=custom&from=2026-01-01&to={end}&as_of=2026-06-30")
    revenue, sellers, each, payroll, per_unit = lines(found, "staff-growth")["Last 3 months"].cells
    assert revenue.value == 2
    assert sellers.value == 0.5, "two seller-months, then three"
    assert each.value == pytest.approx(1), "150 each, then 300"
    assert payroll.value == 0.5 and per_unit.value == pytest.approx(1), "1 for a unit, then 2"
    assert lines(found, "staff-growth")["Last 12 months"].cells[0].value is None, "nothing before to grow from"
    assert values(found, "headcount")["May 2026"] == [600, 2, 300, 150, 4]
    mine = drawn("concentration", world.actor("viewer"), f"period=custom&from=2026-01-01&to={end}")
    assert [len(line.cells) for line in lines(mine, "staff-growth").values()] == [3, 3, 3]


def test_as_of_a_day_the_months_end_with_the_last_that_was_over(world: World) -> None:
    at = datetime(2026, 2, 10, 12, tzinfo=UTC)
    win_deal(world.deal(amount=Decimal(100), at=at - timedelta(days=1)), by=world.actor("owner"), at=at)
    for day, last in (("2026-03-30", "February 2026"), ("2026-03-31", "March 2026")):
        found = drawn("concentration", world.actor("owner"), f"period=custom&from=2026-01-01&to=2026-07-01&as_of={day}")
        assert next(iter(lines(found, "headcount"))) == last
