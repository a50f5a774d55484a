"""The rhythm of a customer's orders: the median gap, how sure it is, and where it is used."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.common import clock
from penstock.companies.actions import add_company
from penstock.companies.models import Company
from penstock.deals.actions import win_deal
from penstock.deals.models import Deal
from penstock.playbooks.actions import expect_reorder
from penstock.playbooks.rhythm import learnt, rhythm_of
from penstock.workspaces.actor import Actor
from tests.reports.asked import drawn, values
from tests.world import World

pytestmark = pytest.mark.django_db
FIRST = date(2026, 1, 1)


def every(*gaps: int) -> list[date]:
    days = [FIRST]
    for gap in gaps:
        days.append(days[-1] + timedelta(days=gap))
    return days


def test_the_median_gap_counts_from_the_last_order() -> None:
    found = learnt(every(30, 28, 32, 31, 50))
    assert found is not None
    assert (found.orders, found.days, found.shortest, found.longest) == (6, 31, 28, 50)
    assert found.expected_on == FIRST + timedelta(days=171 + 31)
    assert found.is_sure and found.sureness == "even"


def test_too_few_orders_and_uneven_gaps_tell_no_day() -> None:
    assert learnt(every(30)) is None and learnt([FIRST] * 5) is None
    few, uneven = learnt(every(30, 30)), learnt(every(2, 90, 10, 200))
    assert few is not None and few.sureness == "fairly even"
    assert uneven is not None and not uneven.is_sure and uneven.sureness == "uneven"


@given(st.lists(st.dates(date(2020, 1, 1), date(2026, 1, 1)), max_size=12))
def test_it_lies_between_the_shortest_and_the_longest_gap(days: list[date]) -> None:
    found = learnt(days)
    assert (found is None) == (len(set(days)) < 3)
    if found:
        assert found.shortest <= found.days <= found.longest and found.last_on == max(days) < found.expected_on


def bought(world: World, company: Company, role: str, *days: date) -> list[Deal]:
    found = []
    for day in days:
        at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        deal = world.deal(f"On {day}", role, company=company, at=at - timedelta(days=5))
        win_deal(deal, by=world.actor(role), at=at)
        found.append(deal)
    return found


def test_a_won_deal_proposes_the_day(world: World, rep: Actor) -> None:
    today = clock.now().date()
    days = [today - timedelta(days=ago) for ago in (100, 70, 40, 10)]
    deals = bought(world, add_company("Acme", by=rep), "rep", *days)
    browser, expected = world.client("rep"), today + timedelta(days=20)
    assert "Usually every 30 days" in browser.get(f"/deals/{deals[-1].pk}/").content.decode()
    assert expected.isoformat() in browser.get(f"/deals/{deals[-1].pk}/reorder/").content.decode()
    expect_reorder(deals[-1], today + timedelta(days=3), by=rep)
    assert "Usually every" not in browser.get(f"/deals/{deals[-1].pk}/").content.decode()


def test_only_orders_that_one_may_read_are_learnt_from(world: World, rep: Actor, owner: Actor) -> None:
    acme = add_company("Acme", by=owner)
    bought(world, acme, "colleague", *every(30, 30, 30))
    assert rhythm_of(acme.pk, rep) is None and rhythm_of(acme.pk, owner) is not None


def test_the_report_tells_who_is_past_the_day(world: World, owner: Actor) -> None:
    today = clock.now().date()
    late, soon, wild = (add_company(name, by=owner) for name in ("Late", "Soon", "Wild"))
    bought(world, late, "rep", *(today - timedelta(days=ago) for ago in (130, 90, 50)))
    bought(world, soon, "rep", *(today - timedelta(days=ago) for ago in (90, 50, 10)))
    bought(world, wild, "rep", *(today - timedelta(days=ago) for ago in (300, 298, 100, 90)))
    found = drawn("after-sales", owner)
    table = next(one for one in found.tables if one.key == "rhythms")
    assert table.title == "1 of 2 customers who order in a rhythm are past the day"
    told = values(found, "rhythms")
    assert list(told) == ["Late", "Soon"] and told["Late"][0] == 3 and told["Late"][-1] == 10 and told["Soon"][-1] == 0
    assert "Of 1 more customers" in table.note
