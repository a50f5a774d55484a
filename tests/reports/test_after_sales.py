"""After the sale: what went on, was bought again, was forgotten and is expected, against a slow and obvious telling."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from random import Random
from statistics import median
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from penstock.activities.actions import log_activity
from penstock.activities.models import Activity
from penstock.boards.filters import read_filters
from penstock.boards.filters.after import AFTER
from penstock.common import clock
from penstock.companies.actions import add_company
from penstock.deals.actions import change_deal, lose_deal, win_deal
from penstock.deals.models import Deal
from penstock.pipelines.actions import create_pipeline
from penstock.pipelines.templates import BLANK
from penstock.playbooks.actions import expect_reorder, open_follow_up
from penstock.playbooks.models import FollowUp, Reorder
from tests.reports.asked import drawn, lines, values
from tests.world import World

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)


@pytest.fixture
def there(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """Six customers with wins of two years, deals that go on from them, contacts, and reorders, by a seed."""
    random, owner = Random(7), world.actor("owner")
    present = {"now": NOW - timedelta(days=700)}
    monkeypatch.setattr(clock, "now", lambda: present["now"])
    service = create_pipeline("Service", BLANK.stages, by=owner)
    companies = [add_company(f"Customer {n}", by=owner) for n in range(6)]
    for place in range(30):
        present["now"] = NOW - timedelta(days=random.randrange(0, 690), hours=1)
        role = random.choice(["rep", "colleague"])
        company = random.choice([*companies, None])
        deal = world.deal(f"Deal {place}", role, amount=Decimal(random.randrange(100, 900)), company=company)
        if random.random() < 0.2:
            lose_deal(deal, by=owner, reason=world.reason)
            continue
        win_deal(deal, by=owner)
        if random.random() < 0.5:
            _go_on(deal, service, random, present, owner, world)
        if random.random() < 0.5:
            expect_reorder(deal, NOW.date() + timedelta(days=random.randrange(-40, 60)), by=owner)
        if company and random.random() < 0.4:
            log_activity("call", "Called", by=owner, company=company)
    present["now"] = NOW
    return world


def _go_on(deal: Any, service: Any, random: Random, present: Any, owner: Any, world: World) -> None:
    won = present["now"]
    present["now"] = min(won + timedelta(days=random.randrange(0, 20)), NOW)
    opened = open_follow_up(deal, service, by=owner)
    change_deal(opened, by=owner, expected_close_on=present["now"].date() + timedelta(days=10))
    present["now"] = min(present["now"] + timedelta(days=random.randrange(1, 25)), NOW)
    if random.random() < 0.6:
        win_deal(opened, by=owner)
    elif random.random() < 0.3:
        lose_deal(opened, by=owner, reason=world.reason)
    present["now"] = won


def readable(world: World, role: str) -> list[Any]:
    return list(Deal.objects.of(world.actor(role)).select_related("company"))


def day(moment: Any) -> date:
    return clock.day_of(moment, NOW.tzinfo)  # type: ignore[arg-type]


@pytest.mark.parametrize("role", ["owner", "rep"])
def test_what_went_on_is_counted_as_one_would_by_hand(there: World, role: str) -> None:
    seen = {one.pk: one for one in readable(there, role)}
    pairs = {link.deal_id: link.origin_id for link in FollowUp.unscoped.all()}
    mine = [one for pk, one in seen.items() if pk in pairs]
    done = [one for one in mine if one.status == "won" and one.expected_close_on]
    in_time = sum(day(one.closed_at) <= one.expected_close_on for one in done)
    days = [(one.opened_at - seen[pairs[one.pk]].closed_at).days for one in mine if pairs[one.pk] in seen]
    found = values(drawn("after-sales", there.actor(role)), "went-on")
    statuses = Counter(str(one.status) for one in mine)
    late = sum(one.status == "open" and one.expected_close_on < NOW.date() for one in mine)
    assert mine and found["Service"] == [
        len(mine),
        statuses["open"],
        late,
        statuses["won"],
        statuses["lost"],
        in_time / len(done) if done else None,
        float(median(days)),
    ]


@pytest.mark.parametrize("role", ["owner", "rep"])
def test_what_was_bought_again_is_told_by_how_soon(there: World, role: str) -> None:
    wins = sorted(
        (one for one in readable(there, role) if one.status == "won" and one.company_id),
        key=lambda one: (one.closed_at, one.pk),
    )
    expected: dict[str, list[Any]] = {}
    for place, one in enumerate(wins):
        earlier = [day(other.closed_at) for other in wins[:place] if other.company_id == one.company_id]
        months = (day(one.closed_at) - earlier[-1]).days / 30.4375 if earlier else None
        expected.setdefault(_name(months), []).append(one)
    found = values(drawn("after-sales", there.actor(role)), "again")
    assert {name: row[:3] for name, row in found.items()} == {
        name: [len(several), len({one.company_id for one in several}), sum(one.value for one in several)]
        for name, several in expected.items()
    }


def _name(months: float | None) -> str:
    if months is None:
        return "First purchase"
    for most, name in ((3, "Again within 3 months"), (6, "Within 6 months"), (12, "Within 12 months")):
        if months <= most:
            return name
    return "After more than a year"


def test_only_what_was_won_in_the_period_counts_but_the_win_before_it_too(there: World) -> None:
    whole = values(drawn("after-sales", there.actor("owner")), "again")
    year = values(drawn("after-sales", there.actor("owner"), "period=year&from=2026-01-01"), "again")
    assert sum(row[0] for row in year.values()) < sum(row[0] for row in whole.values())  # type: ignore[misc]
    assert set(year) <= set(whole)


def test_customers_nobody_was_in_touch_with_are_named(there: World) -> None:
    wins = [one for one in readable(there, "owner") if one.status == "won" and one.company_id]
    silent = {}
    for company in {one.company for one in wins}:
        theirs = [day(one.closed_at) for one in wins if one.company_id == company.pk]
        calls = [day(one.done_at) for one in Activity.unscoped.filter(company=company, kind="call")]
        last = max([*theirs, *calls])
        if (NOW.date() - last).days >= 90:
            silent[company.name] = (NOW.date() - last).days
    found = lines(drawn("after-sales", there.actor("owner")), "forgotten")
    assert {name: line.cells[-1].value for name, line in found.items()} == silent


def test_reorders_are_told_by_when_and_lead_to_their_deals(there: World) -> None:
    days = [row.expected_on for row in Reorder.unscoped.filter(deal__status="won")]
    today = NOW.date()
    found = lines(drawn("after-sales", there.actor("owner")), "reorders")
    assert [found[name].cells[0].value for name in ("Overdue", "Within 30 days", "Later")] == [
        sum(one < today for one in days),
        sum(today <= one < today + timedelta(days=30) for one in days),
        sum(one >= today + timedelta(days=30) for one in days),
    ]
    listed = there.client("owner").get(found["Overdue"].cells[0].url)
    assert listed.context["listing"].count == found["Overdue"].cells[0].value
    late = lines(drawn("after-sales", there.actor("owner")), "overdue")
    assert len(late) == found["Overdue"].cells[0].value


@pytest.mark.parametrize("flag", [one.key for one in AFTER])
@pytest.mark.parametrize("role", ["owner", "rep"])
def test_the_quick_way_finds_the_deals_that_the_flag_holds_of(there: World, role: str, flag: str) -> None:
    by = there.actor(role)
    filtering = read_filters(QueryDict(f"{flag}=yes"), by)
    ways = (filtering.find, filtering.apply)
    found, held = (set(way(Deal.objects.of(by)).values_list("pk", flat=True)) for way in ways)
    assert found == held and found


def test_every_number_of_what_went_on_leads_to_as_many_deals(there: World) -> None:
    (line,) = lines(drawn("after-sales", there.actor("owner")), "went-on").values()
    for cell in line.cells[:5]:
        if cell.url:
            assert there.client("owner").get(cell.url).context["listing"].count == cell.value


def test_a_past_day_is_not_told_and_an_empty_workspace_says_what_fills_it(there: World) -> None:
    assert not drawn("after-sales", there.actor("owner"), "as_of=2026-01-01").tables
    assert "No customer yet" in there.client("stranger").get("/reports/after-sales/").content.decode()


def test_the_page_its_paper_and_its_files_are_there_by_constant_queries(there: World) -> None:
    client = there.client("owner")

    def asked() -> int:
        client.get("/reports/after-sales/?period=all")
        with CaptureQueriesContext(connection) as found:
            assert client.get("/reports/after-sales/?period=all").status_code == 200
        return len(found)

    few = asked()
    owner = there.actor("owner")
    for number in range(4):
        deal = there.deal(f"More {number}", amount=Decimal(5), company=add_company(f"More {number}", by=owner))
        win_deal(deal, by=owner)
        expect_reorder(deal, NOW.date() - timedelta(days=3), by=owner)
    assert asked() == few
    assert client.get("/reports/after-sales.pdf?period=all").status_code == 200
    assert client.get("/exports/reports/after-sales/again.csv?period=all").status_code == 200


def test_days_of_a_report_are_days_in_its_workbook(there: World) -> None:
    content = b"".join(there.client("owner").get("/exports/reports/after-sales/overdue.xlsx").streaming_content)
    head, *rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    assert rows and all(isinstance(row[head.index("Expected on")], date) for row in rows)
