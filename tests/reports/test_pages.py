"""Every report stands in the same frame: any time and filter, files of its tables, and only what one may read."""

import csv
import io
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from penstock.activities.actions import plan_activity
from penstock.attention.actions import block_deal
from penstock.common import clock
from penstock.deals.actions import lose_deal, move_deal, win_deal
from penstock.pipelines.actions import add_source
from penstock.reports.registry import REPORTS
from penstock.targets.actions import set_target
from penstock.targets.models import Aim
from penstock.targets.periods import read_period
from penstock.targets.plans import person
from tests.world import World

ALL_OF_THEM = sorted(REPORTS)


@pytest.fixture(name="busy")
def busy_world(world: World) -> World:
    """The rep has moved, won and lost deals and has some open; the colleague has won one of 9,000."""
    add_source("Web", by=world.actor("owner"))
    start = clock.now() - timedelta(days=40)
    for number in range(4):
        deal = world.deal(f"Deal {number}", amount=Decimal(100), at=start)
        move_deal(deal, world.stages[1], by=world.actor("rep"), at=start + timedelta(days=3 + number))
        if number == 0:
            win_deal(world.fresh(deal), by=world.actor("rep"), at=start + timedelta(days=20))
        if number == 1:
            lose_deal(world.fresh(deal), by=world.actor("rep"), reason=world.reason, at=start + timedelta(days=25))
    theirs = world.deal("Theirs", "colleague", amount=Decimal(9000), at=start)
    win_deal(theirs, by=world.actor("colleague"), at=start + timedelta(days=21))
    return world


def text(world: World, role: str, path: str, status: int = 200) -> str:
    response = world.client(role).get(path)
    assert response.status_code == status, response.status_code
    return str(response.content.decode())


def table(world: World, role: str, path: str) -> list[list[str]]:
    response = world.client(role).get(path)
    assert response.status_code == 200
    return list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))


def test_the_list_leads_to_every_report_with_a_sentence(busy: World) -> None:
    shown = text(busy, "rep", "/reports/")
    for report in REPORTS.values():
        assert f"/reports/{report.key}/" in shown and str(report.sentence) in shown
    assert "There are no deals yet" not in shown


def test_without_a_deal_the_list_says_what_fills_the_reports(world: World) -> None:
    assert "There are no deals yet that you may see" in text(world, "rep", "/reports/")


TIMES_AND_FILTERS = (
    "period=all",
    "period=year",
    "period=month&from=2020-01-01",
    "period=custom&from=2020-01-01&to=2030-01-01",
    "period=quarter&pipeline=Sales&team=North&owner=Rep",
    "period=all&source=%E2%80%94&owner=%E2%80%94",
    "as_of=2020-01-01&known_as_of=2030-01-01",
    "period=nonsense&from=x&page=-1",
)


NOTHING = {
    "playbook": "The playbook was not used yet",
    "ramp-up": "Nobody has sold here yet",
    "after-sales": "No customer yet",
    "forecast": "Nothing to foretell yet",
}
"""What is said where another time would not help; each with what to do."""


@pytest.mark.parametrize("key", ALL_OF_THEM)
def test_a_report_of_nothing_offers_another_time(busy: World, key: str) -> None:
    said = text(busy, "stranger", f"/reports/{key}/?period=all")
    assert NOTHING.get(key, "Nothing in this time") in said


@pytest.mark.parametrize("key", ALL_OF_THEM)
def test_a_report_can_be_asked_for_any_time_and_filter_in_every_language(busy: World, key: str) -> None:
    client = busy.client("owner")
    for query in TIMES_AND_FILTERS:
        assert client.get(f"/reports/{key}/?{query}").status_code == 200, query
    for language in ("ru", "zh-hans"):
        client.cookies["django_language"] = language
        assert client.get(f"/reports/{key}/?period=all").status_code == 200


@pytest.mark.parametrize("key", ALL_OF_THEM)
def test_a_filter_that_names_nothing_is_said_to(busy: World, key: str) -> None:
    assert "There is no pipeline “Salez”" in text(busy, "owner", f"/reports/{key}/?pipeline=Salez", 422)
    assert busy.client("owner").get(f"/exports/reports/{key}/x.csv?pipeline=Salez").status_code in (404, 422)


def test_an_unknown_report_and_table_are_not_found(busy: World) -> None:
    text(busy, "owner", "/reports/luck/", 404)
    for path in ("luck/funnel.csv", "stage-funnel/luck.csv", "stage-funnel/funnel.exe"):
        text(busy, "owner", f"/exports/reports/{path}", 404)


@pytest.mark.parametrize("key", ALL_OF_THEM)
def test_a_report_shows_nothing_of_deals_that_one_may_not_read(busy: World, key: str) -> None:
    for path in (f"/reports/{key}/?period=all", f"/reports/{key}/?period=all&team=South"):
        shown = text(busy, "rep", path)
        assert "Colleague" not in shown and "Theirs" not in shown
        assert not any(figure in shown for figure in ("9,000", "$9K", "$9.0K", "9,100", "$9.1K"))


@pytest.mark.parametrize("key", ALL_OF_THEM)
def test_every_table_comes_as_a_file_with_the_same_rights(busy: World, key: str) -> None:
    response = busy.client("owner").get(f"/reports/{key}/?period=all")
    drawn = response.context["drawn"]
    for one in drawn.tables:
        if one.lines:
            address = f"/exports/reports/{key}/{one.key}.xlsx{response.context['asked'].query()}"
            assert escape(address) in response.content.decode()
        rows = table(busy, "owner", f"/exports/reports/{key}/{one.key}.csv?period=all")
        assert len(rows) == len(one.lines) + 1
        assert all(len(row) == len(rows[0]) for row in rows)
        theirs = busy.client("rep").get(f"/exports/reports/{key}/{one.key}.csv?period=all")
        assert theirs.status_code in (200, 404)
        if theirs.status_code == 200:
            assert b"Colleague" not in b"".join(theirs.streaming_content)


@pytest.mark.parametrize("key", ALL_OF_THEM)
def test_the_number_of_queries_does_not_depend_on_the_number_of_deals(busy: World, key: str) -> None:
    few = queries(busy, key)
    for number in range(12):
        deal = busy.deal(f"More {number}", amount=Decimal(5))
        plan_activity("call", "Ring", by=busy.actor("rep"), deal=deal, due_at=clock.now() - timedelta(days=1))
    assert queries(busy, key) == few
    assert few < 45


def queries(world: World, key: str) -> int:
    client = world.client("owner")
    client.get(f"/reports/{key}/?period=all")
    with CaptureQueriesContext(connection) as captured:
        client.get(f"/reports/{key}/?period=all")
    return len(captured)


def test_figures_lead_to_their_rows(busy: World) -> None:
    shown = text(busy, "rep", "/reports/stage-funnel/?period=all")
    assert "metric=stage_moved_on" in shown and "stage=Qualification" in shown.replace("&amp;", "&")


def test_the_funnel_says_where_and_why_most_was_lost(busy: World) -> None:
    stage = busy.stages[1].name
    assert f"Most was lost at {stage} for “Price too high”" in text(busy, "rep", "/reports/stage-funnel/?period=all")


def test_what_waits_leads_to_the_same_deals_on_the_list(busy: World) -> None:
    response = busy.client("rep").get("/reports/quality/?period=all")
    cell = response.context["tables"]["processing"][0].lines[0].cells[3]
    assert cell.value == 2
    shown = text(busy, "rep", cell.url)
    assert "Deal 2" in shown and "Deal 3" in shown and "Deal 1" not in shown


def test_of_a_past_day_what_waits_now_is_not_told(busy: World) -> None:
    response = busy.client("rep").get(f"/reports/quality/?period=all&as_of={clock.now().date()}")
    assert [cell.shown for cell in response.context["tables"]["processing"][0].lines[0].cells[3:]] == ["—"] * 5


def test_who_sees_only_their_own_deals_is_told_that_there_is_nobody_to_compare_with(busy: World) -> None:
    assert "there is nobody to compare with" in text(busy, "rep", "/reports/help/?period=all")
    assert "there is nobody to compare with" not in text(busy, "owner", "/reports/help/?period=all")


def agenda(world: World, role: str) -> dict[str, str]:
    """The deals of the review with what is said of each."""
    response = world.client(role).get("/reports/review/")
    return {line.label: line.cells[0].shown for line in response.context["drawn"].tables[0].lines}


def test_the_review_says_of_each_deal_why_one_should_speak_of_it(busy: World) -> None:
    by = busy.actor("rep")
    held, planned = busy.deal("Held"), busy.deal("Planned", expected_close_on=clock.now().date())
    block_deal(held, "Lawyers", by=by)
    plan_activity("call", "Ring", by=by, deal=planned, due_at=clock.now() + timedelta(days=3))
    told = agenda(busy, "rep")
    assert told["Held"] == "Held up: Lawyers; No next step"
    assert told["Planned"] == "Closes in this period"
    assert "Deal 0" not in told and "Deal 1" not in told


def test_the_review_is_of_deals_that_one_may_read(busy: World) -> None:
    busy.deal("Of a colleague", "colleague")
    assert "Of a colleague" not in agenda(busy, "rep")
    assert "Of a colleague" in agenda(busy, "owner")


def test_what_comes_of_a_review_becomes_a_task(busy: World) -> None:
    response = busy.client("rep").get("/reports/review/")
    line = next(one for one in response.context["drawn"].tables[0].lines if one.label == "Deal 2")
    assert "kind=task" in line.cells[-1].url
    assert busy.client("rep").get(line.cells[-1].url).status_code == 200
    assert "kind=task" not in text(busy, "viewer", "/reports/review/")


def test_what_holds_deals_up_stands_beneath_the_bottlenecks_for_who_may_read_it(busy: World) -> None:
    block_deal(busy.deal("Held"), "Lawyers", by=busy.actor("rep"))
    assert "Lawyers" in text(busy, "rep", "/reports/bottlenecks/?period=all")
    assert "Lawyers" not in text(busy, "colleague", "/reports/bottlenecks/?period=all")
    assert "Lawyers" not in text(busy, "rep", "/reports/bottlenecks/?period=all&pipeline=Sales")


def test_the_plan_in_the_quality_report_may_be_for_another_metric(busy: World) -> None:
    at = clock.now() - timedelta(days=20)
    period = f"{at:%Y-%m}"
    set_target(Aim.DEALS, read_period(period), Decimal(4), by=busy.actor("owner"), whose=person(busy.people["rep"].pk))
    path = f"/reports/quality/?period=month&from={period}-01"
    assert "25.0%" not in text(busy, "rep", path)
    shown = text(busy, "rep", f"{path}&target_metric=deals_won")
    assert "25.0%" in shown and "Deals won" in shown
