"""Stated against verified: the figures come out as counted by hand, of what one may read, and as of past days."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from penstock.boards.filters import read_filters
from penstock.common import clock
from penstock.deals.actions import assign_deal, lose_deal, reopen_deal
from penstock.deals.models import Deal
from penstock.losses.actions import Said, ask_why, verify_loss
from penstock.losses.models import LossCheck
from penstock.pipelines.actions import add_loss_reason
from tests.losses.told import lost, reads_to_customers
from tests.reports.asked import drawn, lines, values
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(world: World) -> World:
    """Five losses, stated as price: one was, two were no presentation, one would not say, one only asked, one not."""
    reads_to_customers(world)
    shown = add_loss_reason("No presentation", by=world.actor("owner"))
    rep = world.actor("rep")
    deals = [lost(world, f"Deal {n}", amount=(n + 1) * 100) for n in range(6)]
    verify_loss(deals[0], Said(reason=world.reason), by=rep)
    verify_loss(deals[1], Said(reason=shown), by=rep)
    verify_loss(deals[2], Said(reason=shown), by=rep)
    verify_loss(deals[3], Said(would_not_say=True), by=rep)
    ask_why(deals[4], "en", by=rep)
    return world


def test_from_losses_to_answers(told):
    found = values(drawn("verified-losses", told.actor("owner")), "asked")
    assert [found[label][0] for label in ("Asked", "Said why", "As stated")] == [5, 3, 1]
    assert found["Asked"][1] == pytest.approx(5 / 6)
    assert found["Said why"][1] == pytest.approx(3 / 5)
    assert found["As stated"][1] == pytest.approx(1 / 3)


def test_the_matrix_counts_and_values(told):
    found = drawn("verified-losses", told.actor("owner"))
    heads = {one.key: [str(head.label) for head in one.heads] for one in found.tables}
    assert heads["matrix"] == ["No presentation", "Price too high", "Would not say", "Together"]
    assert values(found, "matrix") == {"Price too high": [2, 1, 1, 4]}
    assert values(found, "worth") == {"Price too high": [Decimal(500), Decimal(100), Decimal(400), Decimal(1000)]}
    assert values(found, "shifts") == {"Price too high → No presentation": [2, Decimal(500)]}
    assert values(found, "sellers")["Rep"][:3] == [6, 5, 3]
    assert values(found, "stages") == {told.stages[0].name: [3, pytest.approx(1 / 3), "6% to 79%"]}


def test_every_figure_opens_into_the_deals_behind_it(told):
    owner = told.actor("owner")
    for line in lines(drawn("verified-losses", owner), "matrix").values():
        for cell in line.cells:
            query = QueryDict(cell.url.partition("?")[2])
            filtering = read_filters(query, owner)
            assert not filtering.problems
            assert filtering.apply(Deal.objects.of(owner)).count() == cell.value


def test_nobody_counts_what_they_may_not_read(told):
    found = drawn("verified-losses", told.actor("colleague"))
    assert found.is_empty and found.title == "No losses in this time"


def test_for_a_past_day_counts_what_had_been_said(told):
    yesterday = clock.now().date() - timedelta(days=1)
    LossCheck.unscoped.update(checked_at=clock.now() + timedelta(days=3))
    today = drawn("verified-losses", told.actor("owner"), f"period=all&as_of={clock.now().date()}")
    assert values(today, "asked")["Said why"][0] == 0
    assert drawn("verified-losses", told.actor("owner"), f"period=all&as_of={yesterday}").is_empty


def test_nothing_verified_says_what_to_do(world):
    lost(world)
    found = drawn("verified-losses", world.actor("owner"))
    assert "ask them" in found.title and found.is_empty
    assert found.nothing and "1 deal was lost in this time" in found.nothing.text
    assert "1 deal" in world.client("owner").get(found.nothing.url).context["count_words"]


def test_the_queries_do_not_depend_on_the_losses(told, rep):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            drawn("verified-losses", told.actor("owner"))
        return len(captured)

    drawn("verified-losses", told.actor("owner"))
    before = queries()
    for number in range(5):
        verify_loss(lost(told, f"More {number}"), Said(reason=told.reason), by=rep)
    drawn("verified-losses", told.actor("owner"))
    assert queries() == before


def test_page_and_paper(told):
    browser = told.client("owner")
    assert "Stated against verified" in browser.get("/reports/verified-losses/?period=all").content.decode()
    assert browser.get("/reports/verified-losses.pdf?period=all").content.startswith(b"%PDF")


def test_the_rates_of_all_days_are_asked_for_at_once(told):
    owner = told.actor("owner")

    def rates_asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            drawn("verified-losses", owner, "period=all")
        return sum('FROM "workspaces_exchangerate"' in query["sql"] for query in queries)

    once = rates_asked()
    for place, deal in enumerate(Deal.objects.of(owner)):
        Deal.unscoped.filter(pk=deal.pk).update(closed_at=deal.closed_at - timedelta(days=10 + place))
    LossCheck.unscoped.update(checked_at=clock.now() - timedelta(hours=1))
    assert rates_asked() <= once


def test_a_past_day_is_judged_by_what_stood_then(world):
    """Lost ten days ago by the rep, verified eight days ago, reopened five days ago and handed on."""
    reads_to_customers(world)
    rep, owner, now = world.actor("rep"), world.actor("owner"), clock.now()

    def ago(days):
        return now - timedelta(days=days)

    deal = world.deal("Once lost", amount=Decimal(100), at=ago(12))
    lose_deal(deal, by=rep, reason=world.reason, at=ago(10))
    verify_loss(world.fresh(deal), Said(reason=world.reason), by=rep)
    LossCheck.unscoped.update(checked_at=ago(8))
    reopen_deal(world.fresh(deal), by=rep, at=ago(5))
    assign_deal(world.fresh(deal), world.people["colleague"], by=owner)
    assert values(drawn("verified-losses", owner), "asked") == {}
    for days, said in ((9, 0), (7, 1), (6, 1)):
        found = drawn("verified-losses", owner, f"period=all&as_of={ago(days).date()}")
        assert values(found, "asked")["Said why"][0] == said, days
    assert values(found, "sellers")["Rep"][:3] == [1, 1, 1]
    assert values(found, "stages") == {world.stages[0].name: [1, 1.0, "21% to 100%"]}
    assert values(found, "worth") == {"Price too high": [Decimal(100), Decimal(100)]}
    assert drawn("verified-losses", owner, f"period=all&as_of={ago(4).date()}").is_empty
    earlier = f"period=custom&from=2020-01-01&to={ago(11).date()}&as_of={ago(6).date()}"
    assert drawn("verified-losses", owner, earlier).is_empty
