"""Growth: its factors multiply to it, what they added adds up to its change, and other factors can be tried."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from penstock.common import clock
from penstock.companies.actions import add_company
from penstock.deals.actions import lose_deal, win_deal
from penstock.metrics.asking import ask
from tests.reports.asked import drawn, lines, values
from tests.world import World

pytestmark = pytest.mark.django_db
MONTH = "period=custom&from={:%Y-%m-%d}&to={:%Y-%m-%d}"
CLOSED = st.tuples(st.booleans(), st.booleans(), st.integers(0, 2), st.integers(0, 900))


def thirty_days(now: date) -> str:
    return MONTH.format(now - timedelta(days=29), now + timedelta(days=1))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(CLOSED, max_size=8))
def test_what_the_factors_added_is_the_change_and_their_product_is_growth(
    world: World, closed: list[tuple[bool, bool, int, int]]
) -> None:
    """Each deal: whether it closed lately, whether it was won, whose it is, and what it is worth."""
    by, now = world.actor("owner"), clock.now()
    companies = [add_company(f"C{number}", by=by) for number in range(2)]
    for lately, is_won, company, amount in closed:
        at = now - timedelta(days=10 if lately else 40)
        buyer = companies[company] if company < 2 else None
        deal = world.deal(owner="owner", amount=Decimal(amount), company=buyer, at=at - timedelta(days=5))
        if is_won:
            win_deal(deal, by=by, at=at)
        else:
            lose_deal(deal, by=by, reason=world.reason, at=at)
    told = values(drawn("growth", by, thirty_days(now.date())), "factors")
    if not told:
        return
    *factors, growth = told.values()
    for column in (0, 1):
        product = [float(line[column]) for line in factors if line[column] is not None]
        if len(product) == 3:
            assert growth[column] == pytest.approx(product[0] * product[1] * product[2])
    added = [line[3] for line in factors]
    if None not in added:
        change = float(growth[0] or 0) - float(growth[1] or 0)
        assert sum(float(one or 0) for one in added) == pytest.approx(growth[3]) == pytest.approx(change)


@pytest.fixture(name="selling")
def selling_world(world: World) -> World:
    """One won deal of 1,000 and one lost, of one customer: growth is 0.5 × 1,000 × 1."""
    by = world.actor("rep")
    company = add_company("Acme", by=by)
    win_deal(world.deal("Won", amount=Decimal(1000), company=company), by=by)
    lose_deal(world.deal("Lost", company=company), by=by, reason=world.reason)
    return world


def test_growth_opens_into_the_rows_of_the_catalogue(selling: World) -> None:
    line = lines(drawn("growth", selling.actor("rep")), "factors")["Growth formula"]
    assert line.cells[0].value == ask("growth", by=selling.actor("rep")).value == 500
    assert "metric=growth" in line.cells[0].url


def test_a_slider_states_the_outcome_in_a_sentence(selling: World) -> None:
    client = selling.client("rep")
    query = "?period=all&win_rate=20&average_won_deal=-10"
    page = client.get(f"/reports/growth/what-if/{query}").content.decode()
    outcome = client.get(f"/reports/growth/what-if/{query}", headers={"HX-Request": "true"}).content.decode()
    sentence = "A worked deal would bring $540 instead of $500, 8% more."
    assert sentence in page and sentence in outcome
    assert "With as many deals worked, revenue would be about $1.1K instead of $1K." in outcome
    assert "<html" in page and "<html" not in outcome


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("win_rate=0", "As it is, a worked deal brings $500."),
        ("win_rate=101", "More than all deals cannot be won"),
        ("win_rate=100", "$1K instead of $500"),
        ("average_won_deal=-99999", "As it is"),
        ("average_won_deal=-999", "$50 instead of $500"),
        ("purchase_frequency=1%2F0", "As it is"),
    ],
)
def test_what_is_tried_stays_within_bounds(selling: World, query: str, words: str) -> None:
    assert words in selling.client("rep").get(f"/reports/growth/what-if/?period=all&{query}").content.decode()


def test_nobody_tries_with_deals_of_others(selling: World) -> None:
    assert "nothing to try" in selling.client("colleague").get("/reports/growth/what-if/?period=all").content.decode()
    assert selling.client("rep").get("/reports/growth/what-if/?pipeline=Salez").status_code == 422
