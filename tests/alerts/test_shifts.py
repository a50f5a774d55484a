"""A shift of a count, of money or of an average: hardly ever told where nothing changed, found where it doubled."""

from datetime import date, timedelta
from decimal import Decimal
from math import exp, sqrt
from random import Random
from statistics import stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.alerts.actions import check_alert, set_alert
from penstock.alerts.shifts import CHANCE, FEW, LEAST, MOST, Part, Way, chance_of, trend_of, usual, way_of
from penstock.common import clock
from penstock.deals.actions import win_deal
from penstock.metrics.catalogue import METRICS
from penstock.notifications.models import Notification

TODAY = date(2026, 6, 1)
LOOKS = 600


def poisson(random: Random, mean: float) -> int:
    """Knuth's way: multiply until what is left is less than e to the minus mean."""
    left, count, limit = random.random(), 0, exp(-mean)
    while left > limit:
        left, count = left * random.random(), count + 1
    return count


def bursts(random: Random, mean: float) -> int:
    """Negative binomial counts, whose variance is three times their mean: Poisson's about a mean drawn anew."""
    return poisson(random, random.gammavariate(mean / 2, 2))


def counts(random, mean, draw=poisson):
    return Part(draw(random, mean))


def money(random, mean):
    n = max(poisson(random, mean), 5)
    return Part(n, sum(random.lognormvariate(8, 1) for _deal in range(n)))


def told(way, draw, mean, factor=1, spans=MOST, looks=LOOKS):
    """The share of looks that raise an alarm."""
    random = Random(f"{way} {mean} {factor} {spans}")
    found = [
        trend_of(way, draw(random, mean * factor), [draw(random, mean) for _span in range(spans)])
        for _look in range(looks)
    ]
    return sum(one in ("up", "down") for one in found) / looks


@pytest.mark.parametrize("spans", [LEAST, 6, MOST])
@pytest.mark.parametrize("mean", [20, 60])
def test_where_nothing_changed_a_count_hardly_ever_raises_an_alarm(mean, spans):
    assert told(Way.COUNT, counts, mean, spans=spans) <= CHANCE
    assert told(Way.COUNT, lambda random, m: counts(random, m, bursts), mean, spans=spans) <= 1.2 * CHANCE


@pytest.mark.parametrize(("way", "mean"), [(Way.SUM, 25), (Way.SUM, 60), (Way.MEAN, 25), (Way.MEAN, 60)])
def test_where_nothing_changed_money_hardly_ever_raises_an_alarm(way, mean):
    assert told(way, money, mean) <= 1.2 * CHANCE


@pytest.mark.parametrize(
    ("way", "draw", "mean", "least"),
    [(Way.COUNT, counts, 20, 0.7), (Way.COUNT, counts, 60, 0.98), (Way.SUM, money, 60, 0.7)],
)
@pytest.mark.parametrize("factor", [2, 0.5])
def test_twice_and_half_as_much_is_found(way, draw, mean, least, factor):
    base = mean if factor > 1 else 2 * mean
    assert told(way, draw, base, factor, looks=200) >= least


@given(st.lists(st.integers(0, 6), max_size=12), st.integers(0, 19))
def test_little_says_nothing(earlier, now):
    assert trend_of(Way.COUNT, Part(now), [Part(n) for n in earlier]) == "few"


@given(st.lists(st.integers(FEW, 400), min_size=LEAST, max_size=MOST), st.integers(0, 4000))
def test_the_more_it_differs_the_less_likely_it_is(earlier, now):
    roots = [sqrt(n) for n in earlier]
    mean = sum(roots) / len(roots)
    here, further = mean + now / 100, mean + now / 100 + 1
    assert chance_of(further, roots, 0.5) <= chance_of(here, roots, 0.5) <= 1


@given(st.lists(st.integers(FEW, 400), min_size=LEAST, max_size=MOST), st.integers(FEW, 4000))
def test_a_notable_count_lies_outside_the_interval_of_one_more(earlier, now):
    """The slow and obvious second telling, with the table of Student's distribution that every book has."""
    table = {3: 3.182, 4: 2.776, 5: 2.571, 6: 2.447, 7: 2.365}
    roots, here = [(n + 0.375) ** 0.5 for n in earlier], (now + 0.375) ** 0.5
    mean = sum(roots) / len(roots)
    half = table[len(roots) - 1] * max(stdev(roots), 0.5) * (1 + 1 / len(roots)) ** 0.5
    trend = trend_of(Way.COUNT, Part(now), [Part(n) for n in earlier])
    if abs(abs(here - mean) - half) > 0.03 * half:
        assert (trend != "same") == (abs(here - mean) > half)
    if trend != "same":
        assert (trend == "up") == (here > mean)


def test_by_hand():
    earlier = [Part(n) for n in (20, 24, 18, 22)]
    assert trend_of(Way.COUNT, Part(41), earlier) == "up" and usual(Way.COUNT, earlier) == 21
    assert trend_of(Way.COUNT, Part(39), earlier) == "same"


def test_what_can_shift():
    found = {key: way_of(metric) for key, metric in METRICS.items() if way_of(metric)}
    assert found["deals_won"] == Way.COUNT and found["revenue_won"] == Way.SUM and found["win_rate"] == Way.SHARE
    assert found["average_won_deal"] == found["cycle_length"] == Way.MEAN
    assert not {"open_deals", "pipeline_value", "cycle_length_median", "plan_gap", "adoption"} & set(found)


def won(world, number, day, amount):
    at = clock.day_start(day, world.workspace.zone) + timedelta(hours=12)
    for _deal in range(number):
        deal = world.deal(owner="rep", amount=Decimal(amount), at=at - timedelta(days=1))
        win_deal(deal, by=world.actor("rep"), at=at)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("metric", "said"),
    [
        ("deals_won", "Deals won: notably higher. 45 in the last 30 days, 20 on average in the 4 times as many days"),
        ("revenue_won", "Revenue won: notably higher. $4.5K in the last 30 days, $2K on average in the 4 times"),
    ],
)
def test_who_watches_a_count_or_money_is_told_once_of_a_shift(world, metric, said):
    people = [world.people["rep"].pk]
    alert = set_alert(metric, "shift", by=world.actor("owner"), people=people, days=30)
    for span, number in enumerate((45, 19, 21, 20, 20)):
        won(world, number, TODAY - timedelta(days=30 * span + 10), 100)
    won(world, 1, TODAY - timedelta(days=151), 100)
    assert check_alert(alert, TODAY, by=world.system) == people
    assert Notification.objects.of(world.actor("rep")).get().text.startswith(said)
    assert check_alert(alert, TODAY + timedelta(days=1), by=world.system) == []


@pytest.mark.django_db
def test_a_young_company_hears_of_no_shift(world):
    alert = set_alert("deals_won", "shift", by=world.actor("owner"), people=[world.people["rep"].pk], days=30)
    for span, number in enumerate((60, 20, 20)):
        won(world, number, TODAY - timedelta(days=30 * span + 10), 100)
    assert check_alert(alert, TODAY, by=world.system) == []
