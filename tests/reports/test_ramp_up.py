"""How new sellers come up: told once more slowly, with those who still wait, by plans or by the team."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from penstock.activities.actions import log_activity
from penstock.common import clock
from penstock.deals.actions import assign_deal, win_deal
from penstock.people.actions import change_person, deactivate_person
from penstock.reports.waits import Wait, median_wait
from penstock.targets.actions import set_target
from penstock.targets.models import Aim
from penstock.targets.periods import Period, PeriodKind
from penstock.targets.plans import person
from tests.reports.asked import drawn, lines, values
from tests.world import World

pytestmark = pytest.mark.django_db
NEW = ("rep", "manager", "colleague")
QUICK = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def ago(days: int) -> Any:
    return clock.now() - timedelta(days=days)


def today() -> date:
    return clock.now().date()


@pytest.fixture(name="old")
def old_world(world: World) -> World:
    """The owner has sold here for three years."""
    world.deal("First", owner="owner", at=ago(1100))
    return world


def won(world: World, role: str, began: int, *wins: int, amount: int = 100) -> None:
    """Somebody took their first deal over so many days ago, and won others so many days ago."""
    for number, day in enumerate(wins):
        deal = world.deal(f"{role} {number}", owner=role, at=ago(began), amount=Decimal(amount))
        win_deal(deal, by=world.actor("owner"), at=ago(day))
    world.deal(f"{role} open", owner=role, at=ago(began))


STORIES = st.lists(
    st.tuples(st.integers(1, 400), st.lists(st.integers(0, 400), max_size=3)), min_size=len(NEW), max_size=len(NEW)
)


@QUICK
@given(STORIES)
def test_the_days_to_the_first_deal_and_the_median_of_the_others(old: World, told: list[tuple[int, list[int]]]) -> None:
    waits: dict[str, tuple[int, bool]] = {"Owner": (1100, False)}
    change_person(old.people["owner"], by=old.actor("owner"), started_on=today() - timedelta(days=1100))
    with transaction.atomic():
        for role, (began, wins) in zip(NEW, told, strict=True):
            days = [day for day in wins if day <= began]
            won(old, role, began, *days)
            waits[role.title()] = (began - max(days), True) if days else (began, False)
        found = values(drawn("ramp-up", old.actor("owner")), "won")
        transaction.set_rollback(True)
    assert set(found) == set(waits)
    for label, (_began, mine, middle, _says) in found.items():
        length, is_over = waits[label]
        assert mine == (length if is_over else None)
        assert middle == slow_median([wait for other, wait in waits.items() if other != label])


def slow_median(waits: list[tuple[int, bool]]) -> int | None:
    """Day by day: how many of those who still waited had it come; the first day on which half are left or fewer."""
    left = 1.0
    for day in range(1000):
        waiting = [wait for wait in waits if wait[0] >= day]
        came = [wait for wait in waiting if wait == (day, True)]
        left *= 1 - len(came) / len(waiting) if waiting else 1
        if left <= 0.5 + 1e-9:
            return day
    return None


def test_who_still_waits_counts_for_as_long_as_they_have() -> None:
    assert median_wait([Wait(10, True), Wait(20, True), Wait(30, True)]) == 20
    assert median_wait([Wait(10, True), Wait(15, False), Wait(30, True), Wait(40, True)]) == 30
    assert median_wait([Wait(10, True), Wait(99, False), Wait(99, False)]) is None


def test_who_was_here_before_there_were_records_is_asked_for_their_first_day(old: World) -> None:
    owner = old.actor("owner")
    won(old, "rep", 100, 60)
    found = drawn("ramp-up", owner)
    assert list(values(found, "unknown")) == ["Owner"] and list(values(found, "won")) == ["Rep"]
    assert lines(found, "unknown")["Owner"].url == f"/settings/people/{old.people['owner'].pk}/"
    change_person(old.people["owner"], by=owner, started_on=today() - timedelta(days=1100))
    found = drawn("ramp-up", owner)
    assert values(found, "unknown") == {}
    assert values(found, "won")["Owner"][:2] == [(today() - timedelta(days=1100)).isoformat(), None]
    assert [cell.value for cell in lines(found, "won")["Rep"].cells][2:] == [None, "too few others to say"]
    assert lines(drawn("ramp-up", old.actor("manager")), "unknown") == {}
    change_person(old.people["owner"], by=owner, started_on=today() - timedelta(days=2000))
    left_out = drawn("ramp-up", owner)
    assert list(values(left_out, "won")) == ["Rep"] and values(left_out, "unknown") == {}


def test_deals_that_came_with_somebody_elses_wins_do_not_count_before_the_start(old: World) -> None:
    owner = old.actor("owner")
    deal = old.deal(owner="owner", at=ago(300))
    win_deal(deal, by=owner, at=ago(200))
    won(old, "rep", 100)
    assign_deal(deal, old.people["rep"], by=owner)
    assert values(drawn("ramp-up", owner), "won")["Rep"][1] is None
    assert lines(drawn("ramp-up", owner), "won")["Rep"].cells[1].shown == "not yet, after 100 days"


def test_a_month_at_plan_is_one_in_which_the_plan_was_attained(old: World) -> None:
    owner = old.actor("owner")
    change_person(old.people["rep"], by=owner, started_on=date(2025, 1, 15))
    for year in (2025, 2026):
        for month in range(1, 13):
            whose, when = person(old.people["rep"].pk), Period(PeriodKind.MONTH, date(year, month, 1))
            set_target(Aim.REVENUE, when, Decimal(1000), by=owner, whose=whose)
    for month, amount in ((2, 999), (4, 1000), (5, 5000)):
        deal = old.deal(f"D{month}", owner="rep", at=datetime(2025, 1, 20, tzinfo=UTC), amount=Decimal(amount))
        win_deal(deal, by=owner, at=datetime(2025, month, 10, tzinfo=UTC))
    cell = lines(drawn("ramp-up", owner), "plan")["Rep"].cells[1]
    assert (cell.value, cell.note) == (4, "April 2025 · by the plan")
    assert "metric=revenue_won" in cell.url and "owner=Rep" in cell.url
    past = drawn("ramp-up", owner, "period=all&as_of=2025-03-31")
    assert lines(past, "plan")["Rep"].cells[1].shown == "not yet, after 2 months"


def test_without_a_plan_the_teams_median_month_is_the_measure(old: World) -> None:
    owner = old.actor("owner")
    change_person(old.people["manager"], by=owner, started_on=today() - timedelta(days=1000))
    for day in range(20, 400, 14):
        deal = old.deal(f"M{day}", owner="manager", at=ago(420), amount=Decimal(500))
        win_deal(deal, by=owner, at=ago(day))
    change_person(old.people["rep"], by=owner, started_on=today() - timedelta(days=150))
    won(old, "rep", 140, 120, amount=100)
    assert lines(drawn("ramp-up", owner), "plan")["Rep"].cells[1].value is None
    won(old, "rep", 140, 40, amount=5000)
    cell = lines(drawn("ramp-up", owner), "plan")["Rep"].cells[1]
    assert cell.value in (4, 5) and cell.note.endswith("by the team")


def test_who_left_is_followed_until_then(old: World) -> None:
    won(old, "rep", 100)
    deactivate_person(old.people["rep"], by=old.actor("owner"), successor=old.people["manager"])
    log_activity("call", "Asked", by=old.actor("manager"), deal=old.deal(owner="manager"), at=ago(50))
    cell = lines(drawn("ramp-up", old.actor("owner")), "won")["Rep"].cells[1]
    assert cell.shown == "left after 100 days"


def test_a_period_asks_for_those_who_began_in_it(old: World) -> None:
    won(old, "rep", 100, 60)
    won(old, "manager", 700, 600)
    first = today() - timedelta(days=120)
    found = drawn("ramp-up", old.actor("owner"), f"period=custom&from={first}")
    assert list(values(found, "won")) == ["Rep"]


def test_others_are_neither_seen_nor_compared_with(old: World) -> None:
    won(old, "rep", 100, 60)
    won(old, "colleague", 200, 150)
    assert list(values(drawn("ramp-up", old.actor("rep")), "won")) == ["Rep"]
    assert list(values(drawn("ramp-up", old.actor("manager")), "won")) == ["Rep"]
    empty = drawn("ramp-up", old.actor("stranger"))
    assert empty.is_empty and empty.nothing is not None


def test_the_page_its_files_and_its_empty_state(old: World) -> None:
    won(old, "rep", 100, 60)
    page = old.client("owner").get("/reports/ramp-up/").content.decode()
    assert "Ramp-up of new sellers" in page and "40" in page and "/reports/ramp-up.pdf" in page
    assert old.client("owner").get("/reports/ramp-up.pdf").content.startswith(b"%PDF")
    empty = old.client("stranger").get("/reports/ramp-up/").content.decode()
    assert "Nobody has sold here yet" in empty and "/board/" in empty


def test_the_number_of_questions_does_not_grow_with_deals_and_sellers(old: World) -> None:
    def asked() -> int:
        drawn("ramp-up", old.actor("owner"))
        with CaptureQueriesContext(connection) as queries:
            drawn("ramp-up", old.actor("owner"))
        return sum("journal_event" not in query["sql"] for query in queries)

    won(old, "rep", 100, 60)
    before = asked()
    won(old, "manager", 200, 60, 50, 40)
    won(old, "colleague", 300, 60)
    assert asked() == before
