"""The page of numbers shows true figures to whoever may see the deals, and leads to the rows behind each."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from penstock.common import clock
from penstock.deals.actions import lose_deal, win_deal
from penstock.targets.actions import set_target
from penstock.targets.models import Aim
from penstock.targets.periods import read_period
from tests.world import World


@pytest.fixture(name="busy")
def busy_world(world: World) -> World:
    """The rep has won 300 and lost 100 and has 500 open; the colleague has won 9,000."""
    for name, amount, close in (("Won", 300, win_deal), ("Open", 500, None), ("Lost", 100, lose_deal)):
        deal = world.deal(name, amount=Decimal(amount), at=clock.now() - timedelta(days=10))
        reason = {"reason": world.reason} if close is lose_deal else {}
        if close:
            close(deal, by=world.actor("rep"), **reason)
    win_deal(world.deal("Theirs", "colleague", amount=Decimal(9000)), by=world.actor("colleague"))
    return world


def text(world: World, role: str, path: str = "/numbers/", status: int = 200) -> str:
    response = world.client(role).get(path)
    assert response.status_code == status
    return str(response.content.decode())


def test_the_page_shows_the_headline_figures(busy: World) -> None:
    shown = text(busy, "owner")
    assert "$9,300" in shown
    assert "66.67%" in shown
    assert "Colleague won the most: $9K" in shown


def test_nobody_sees_figures_of_deals_they_may_not_read(busy: World) -> None:
    shown = text(busy, "rep")
    assert "$300" in shown
    assert "9,300" not in shown
    assert "Colleague" not in shown
    assert "Theirs" not in text(busy, "rep", "/numbers/rows/?metric=deals_won")
    assert "Theirs" not in text(busy, "stranger", "/numbers/rows/?metric=deals_won")


def test_a_figure_opens_into_its_rows_and_they_say_how_they_add_up(busy: World) -> None:
    shown = text(busy, "rep", "/numbers/rows/?metric=win_rate")
    assert "from 2 rows" in shown
    assert "1 ÷ 2 = 50%" in shown
    assert all(name in shown for name in ("Won", "Lost"))


@pytest.mark.parametrize("period", ["month", "quarter", "year", "all", "custom", "nonsense"])
def test_every_period_can_be_asked_for(busy: World, period: str) -> None:
    assert "Win rate" in text(busy, "owner", f"/numbers/?period={period}&from=2020-01-01&as_of=2030-01-01")


@pytest.mark.parametrize(
    "query", ["from=x&as_of=y", "period=custom&from=2020-02-01&to=2020-01-01", "stage=", "page=-3"]
)
def test_an_address_that_makes_no_sense_is_passed_over(busy: World, query: str) -> None:
    text(busy, "owner", f"/numbers/?{query}")
    text(busy, "owner", f"/numbers/rows/?metric=win_rate&{query}")


def test_filters_narrow_the_figures(busy: World) -> None:
    assert "$9,300" not in text(busy, "owner", "/numbers/?owner=Rep")
    assert "$300" in text(busy, "owner", "/numbers/?owner=Rep")


def test_a_filter_that_names_nobody_is_said_to(busy: World) -> None:
    assert "There is no owner “Repp”. Did you mean: Rep?" in text(
        busy, "owner", "/numbers/rows/?metric=win_rate&owner=Repp", 422
    )


def test_an_unknown_metric_is_not_found(busy: World) -> None:
    text(busy, "owner", "/numbers/rows/?metric=luck", 404)


@pytest.mark.parametrize("language", ["en", "ru", "zh-hans"])
def test_the_page_reads_in_every_language(busy: World, language: str) -> None:
    client = busy.client("owner")
    client.cookies["django_language"] = language
    assert client.get("/numbers/?period=year").status_code == 200
    assert client.get("/numbers/rows/?metric=pipeline_velocity").status_code == 200


def test_the_number_of_queries_does_not_depend_on_the_number_of_deals(busy: World) -> None:
    few = queries(busy)
    assert few == queries(busy, more=12)
    assert few["/numbers/"] < 9


def queries(world: World, more: int = 0) -> dict[str, Any]:
    for number in range(more):
        world.deal(f"More {number}", amount=Decimal(5))
    client, found = world.client("owner"), {}
    for path in ("/numbers/", "/numbers/rows/?metric=open_deals"):
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            client.get(path)
        found[path] = len(captured)
    return found


def test_against_the_plan_for_what_is_chosen_where_there_is_one(busy: World) -> None:
    period = f"{clock.now():%Y-%m}"
    path = f"/numbers/?period=month&from={period}-01"
    shown = busy.client("owner").get(path).content.decode()
    assert "Plan attainment" not in shown and "target_metric" not in shown
    set_target(Aim.DEALS, read_period(period), Decimal(8), by=busy.actor("owner"))
    shown = busy.client("owner").get(path).content.decode()
    assert "Plan attainment" not in shown and "target_metric" in shown, "there is none for revenue, and one may choose"
    answer = busy.client("owner").get(f"{path}&target_metric=deals_won")
    plan = next(one for one in answer.context["headlines"] if one["label"] == "Plan attainment")
    won = next(one for one in answer.context["headlines"] if one["label"] == "Deals won")
    assert plan["shown"].rstrip("%") == f"{int(won['shown']) / 8 * 100:.0f}"
    assert "target_metric" in plan["url"] and "target_metric" not in won["url"]
    assert busy.client("owner").get(won["url"]).status_code == busy.client("owner").get(plan["url"]).status_code == 200
    assert all("target_metric" not in page["url"] for page in answer.context["pages"])
    assert busy.client("owner").get(f"{path}&target_metric=deals_won&source=%E2%80%94").status_code == 200
    assert busy.client("owner").get("/numbers/?target_metric=deals_won").status_code == 200


def test_closings_are_told_month_by_month_and_each_opens_alone(world: World) -> None:
    for name, months in (("First", 70), ("Second", 10)):
        moment = clock.now() - timedelta(days=months)
        win_deal(world.deal(name, amount=Decimal(100), at=moment), by=world.actor("rep"), at=moment)
    shown = world.client("rep").get("/numbers/?by=month").context["tables"]["people"]
    assert len(shown.lines) == 2 and shown.lines == sorted(shown.lines, key=lambda line: line.cells[0].url)
    opened = [text(world, "rep", line.cells[0].url) for line in shown.lines]
    assert "First" in opened[0] and "Second" not in opened[0] and "Second" in opened[1]


def test_beside_a_win_rate_stands_what_it_leaves_out(world: World) -> None:
    """Two deals are opened in January; one is won in March and the other never closed: 100 % is no miracle."""
    january, march = (datetime(2025, month, 10, 12, tzinfo=UTC) for month in (1, 3))
    first = world.deal("First", amount=Decimal(100), at=january)
    world.deal("Other", amount=Decimal(100), at=january)
    win_deal(first, by=world.actor("rep"), at=march)
    shown = text(world, "rep", "/numbers/rows/?metric=win_rate&period=quarter&from=2025-01-01")
    assert "Nothing was closed in January 2025 and February 2025: every decision is of March 2025." in shown
    assert "Opened in this time: 2 deals. Decided: 1, 100% of them won. Open: 1." in shown
    assert "by=month#split" in shown
    assert "Opened in this time" not in text(world, "rep", "/numbers/rows/?metric=win_rate")
