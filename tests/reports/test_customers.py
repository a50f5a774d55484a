"""Customers out of the copy are those that deal by deal comes to, of what one may see."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from math import floor
from random import Random
from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from penstock.activities.actions import log_activity
from penstock.boards.filters import read_filters
from penstock.common import clock
from penstock.companies.actions import add_company, remove_company
from penstock.companies.models import Company
from penstock.deals.actions import assign_deal, lose_deal, remove_deal, reopen_deal, tag_deal, win_deal
from penstock.deals.models import Deal
from penstock.metrics.columnar import Copy
from penstock.metrics.periods import Period
from penstock.people.actions import set_rate
from penstock.playbooks.rhythm import of_gaps
from penstock.reports.buyers import bought_again, bought_by
from penstock.reports.customers import Buyers
from penstock.reports.present import as_sql
from tests.metrics.test_figures import copy_fixture
from tests.reports import slow_customers as slow
from tests.reports.asked import drawn
from tests.world import World

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
TODAY = NOW.date()
LIMITS = [floor(months * slow.MONTH) for months in slow.MONTHS]
YEAR = Period("year", date(2026, 1, 1), date(2027, 1, 1))
ALWAYS = Period("all")
NOBODY = "SELECT NULL::BIGINT AS company_id, NULL::TIMESTAMP AS touched_at WHERE FALSE"

SECONDS = st.integers(0, 2 * 365 * 86400)
MOMENTS = SECONDS.map(lambda seconds: (NOW - timedelta(days=400) + timedelta(seconds=seconds)).replace(tzinfo=None))
WINS = st.lists(st.tuples(st.integers(1, 4), MOMENTS, st.none() | st.integers(0, 900).map(Decimal)), max_size=25)
PERIODS = st.sampled_from([ALWAYS, YEAR, Period("custom", date(2025, 6, 1), None), Period("custom", None, TODAY)])


copy = copy_fixture


def as_rows(wins: list[tuple[int, datetime, Decimal | None]]) -> str:
    """Won deals as the copy has them, in no order."""
    told = [
        f"({pk}, {company}, TIMESTAMP '{at}', DATE '{at.date()}', {'NULL' if worth is None else worth}::DECIMAL(15, 2))"
        for pk, (company, at, worth) in enumerate(wins, 1)
    ]
    rows = ", ".join(told) or "(0, 0, NULL, NULL, NULL)"
    return f"SELECT * FROM (VALUES {rows}) t(deal_id, company_id, g0, g1, amount)"


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(wins=WINS, period=PERIODS)
def test_what_was_bought_is_what_one_finds_by_hand(copy: Copy, wins: Any, period: Period) -> None:
    ordered = sorted(enumerate(wins, 1), key=lambda pair: (pair[1][1], pair[0]))
    told = [slow.Win(pk, company, at.date(), worth) for pk, (company, at, worth) in ordered]
    picked = as_rows(wins)
    found = {row[0]: row for row in copy.ask(bought_again(picked, period, LIMITS, 5))}
    expected = slow.again(told, period)
    assert found.keys() == expected.keys()
    for place, (_place, won, customers, revenue, deals) in found.items():
        one = expected[place]
        assert (won, customers, Decimal(revenue)) == one[:3]
        assert sorted(deals or ()) == (one.deals if won <= 5 else [])
    rows = {row[0]: row[1:] for row in copy.ask(bought_by(picked, NOBODY))}
    customers = slow.customers(told)
    assert rows.keys() == customers.keys()
    for pk, (won, revenue, on, _touched, n, *gaps) in rows.items():
        rhythm = of_gaps(n, *gaps, last_on=on) if n else None
        assert (Decimal(revenue), on, won, rhythm) == customers[pk]


@pytest.fixture
def there(request: Any, world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """Deals of two people with companies of both: won, lost, opened again, handed on, removed, in two currencies."""
    seed, owner = getattr(request, "param", 1), world.actor("owner")
    random, present = Random(seed), {"now": NOW - timedelta(days=900)}
    monkeypatch.setattr(clock, "now", lambda: present["now"])
    set_rate("EUR", Decimal("1.25"), date(2024, 9, 1), by=owner)
    set_rate("EUR", Decimal("1.1"), date(2025, 9, 1), by=owner)
    people = [world.people[role] for role in ("rep", "colleague")]
    companies = [add_company(f"{person}’s {n}", by=owner, owner=person) for n in range(3) for person in people]
    for place in range(60):
        present["now"] = NOW - timedelta(days=random.randrange(20, 880), minutes=random.randrange(1440))
        fields: dict[str, Any] = {
            "company": random.choice([*companies, None]),
            "currency": random.choice(["USD", "USD", "EUR"]),
        }
        fields["type"] = random.choice(["new", "repeat", ""])
        role = random.choice(["rep", "colleague"])
        deal = world.deal(f"Deal {place}", role, amount=Decimal(random.randrange(1, 90000)) / 100, **fields)
        kind = random.choice(["call", "task", "email"])
        about: dict[str, Any] = {"company": random.choice(companies)}
        about = about if random.random() < 0.4 else {"deal": deal}
        log_activity(kind, "Spoke", by=owner, owner=world.people[role], **about)
        _go_on(deal, random, world)
    # Of another second each, so that the copy of one is not taken for that of another.
    present["now"] = NOW + timedelta(seconds=seed)
    remove_company(companies[-1], by=owner)
    return world


def _go_on(deal: Deal, random: Random, world: World) -> None:
    owner, chance = world.actor("owner"), random.random()
    if random.random() < 0.3:
        tag_deal(deal, ["hot"], by=owner)
    if chance < 0.15:
        lose_deal(deal, by=owner, reason=world.reason)
        return
    win_deal(deal, by=owner)
    if chance < 0.25:
        reopen_deal(world.fresh(deal), by=owner)
    elif chance < 0.4:
        assign_deal(world.fresh(deal), random.choice([world.people["rep"], None]), by=owner)
    elif chance < 0.5:
        remove_deal(world.fresh(deal), by=owner)


QUERIES = (
    "",
    "type=new",
    "type=none&owner=rep",
    "owner=none",
    "team=North",
    "stage=won",
    "status=lost",
    "currency=EUR",
    "tag=hot",
    "q=deal 1",
    "value_from=300",
    "closed_from=2025-06-01&tag=hot",
    "source=none",
    "picked=1.2.3.4.5.6.7.8.9",
)


@pytest.mark.django_db
@pytest.mark.parametrize("there", [1, 2, 3], indirect=True)
@pytest.mark.parametrize("role", ["owner", "rep", "colleague", "stranger"])
def test_customers_are_those_that_deal_by_deal_comes_to(there: World, role: str) -> None:
    by, seen = there.actor(role), 0
    for query in QUERIES:
        filtering = read_filters(QueryDict(query), by)
        wins, buyers = slow.wins_of(by, filtering.question), Buyers(by, filtering)
        seen += len(wins)
        for period in (ALWAYS, YEAR):
            found = {one.how_soon: (one[1:4], sorted(one.deals)) for one in buyers.again(period, LIMITS, 400)}
            assert found == {place: (one[:3], one.deals) for place, one in slow.again(wins, period).items()}, query
        _require_same(buyers, wins, by)
    assert bool(seen) == (role != "stranger")


def _require_same(buyers: Buyers, wins: list[slow.Win], by: Any) -> None:
    since, people = TODAY - timedelta(days=29), slow.customers(wins)
    readable = {one.pk: one for one in Company.objects.of(by).filter(pk__in=people)}
    found = {one.company_id: one for one in buyers.customers(since)}
    assert found.keys() == readable.keys() and buyers.are_none == (not wins)
    deals = buyers.deals(list(found))
    for pk, one in found.items():
        assert (one.revenue, one.won_on, one.deals, one.rhythm) == people[pk]
        assert one.name == readable[pk].name
        assert sorted(deals[pk]) == sorted(win.deal_id for win in wins if win.company_id == pk)
        touched = slow.touched_on(readable[pk], by)
        if max(one.won_on, touched or one.won_on) < since:
            assert one.touched_on == touched
        else:
            assert max(one.won_on, one.touched_on or one.won_on) >= since


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["owner=rep", "owner=none", "team=North", "type=new", "source=none", "picked=1.2"])
def test_what_the_frame_offers_is_told_without_the_database(world: World, query: str) -> None:
    (condition,) = read_filters(QueryDict(query), world.actor("owner")).conditions
    assert as_sql(condition.question)


@pytest.mark.django_db
def test_nobody_learns_of_what_they_may_not_read(there: World) -> None:
    by, colleague = there.actor("rep"), there.people["colleague"]
    hidden = Deal.objects.of(there.actor("owner")).won().filter(owner=colleague, company__isnull=False)
    named = ".".join(str(deal.pk) for deal in hidden)
    for query in (f"picked={named}", f"owner={colleague.pk}", "q=x%27) OR TRUE --", f"picked={named}&type=new"):
        filtering = read_filters(QueryDict(query), by)
        if not filtering.problems:
            buyers = Buyers(by, filtering)
            assert buyers.are_none and not buyers.again(ALWAYS, LIMITS, 400) and not buyers.customers(TODAY), query
    mine = set(Deal.objects.of(by).values_list("pk", flat=True))
    buyers = Buyers(by, read_filters(QueryDict(), by))
    told = {pk for one in buyers.again(ALWAYS, LIMITS, 400) for pk in one.deals}
    every = [pk for pks in buyers.deals(list(Company.unscoped.values_list("pk", flat=True))).values() for pk in pks]
    assert told and told <= mine and set(every) <= mine and hidden.exists()


@pytest.mark.django_db
def test_companies_one_may_not_read_are_not_named(there: World) -> None:
    text = str(drawn("after-sales", there.actor("rep")))
    assert "Colleague’s" not in text and "Rep’s" in text
    removed = Company.unscoped.get(removed_at__isnull=False)
    assert removed.name not in str(drawn("after-sales", there.actor("owner")))
