"""Scorecards: attainment by weights, less-is-better and caps worked by hand and by a slow telling; and their pages."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from penstock.attainment.scorecards import Card, Score, Scorecards
from penstock.deals.actions import lose_deal, win_deal
from penstock.targets.actions import set_kpis, set_target
from penstock.targets.kpis import Weighed, role
from penstock.targets.models import Aim, Kpi, Measure
from penstock.targets.periods import read_period
from penstock.targets.plans import WORKSPACE, person, team
from penstock.workspaces.models import Team

UTC = ZoneInfo("UTC")
MARCH = read_period("2026-03")
PAGE = "?period=2026-03"
SET = [
    Weighed(Measure.REVENUE, Decimal(50), None, 120),
    Weighed(Measure.CYCLE, Decimal(30), Decimal(10)),
    Weighed(Measure.WIN_RATE, Decimal(20), Decimal("0.5")),
]


def closed(world, role_name, amount, day, days=4, kind="won"):
    opened, at = datetime(2026, 2, 20, 12, tzinfo=UTC), datetime(2026, 3, day, 12, tzinfo=UTC)
    opened = datetime(2026, 3, day - days, 12, tzinfo=UTC) if day > days else opened
    deal = world.deal(owner=role_name, at=opened, amount=Decimal(amount))
    if kind == "lost":
        return lose_deal(deal, by=world.actor(role_name), reason=world.reason, at=at)
    return win_deal(deal, by=world.actor(role_name), at=at)


@pytest.fixture(name="march")
def measured_march(world):
    """The rep won 1,500 of 1,000 in 15 days with one of two; the manager nothing of anything."""
    rep = person(world.people["rep"].pk)
    set_target(Aim.REVENUE, MARCH, Decimal(1000), by=world.actor("owner"), whose=rep)
    set_kpis(SET, MARCH, by=world.actor("owner"), whose=team(Team.objects.of(world.system).get(name="North").pk))
    closed(world, "rep", 1500, 20, 15)
    closed(world, "rep", 70, 21, 3, "lost")
    return world


def test_a_card_worked_by_hand(march):
    card = Scorecards(march.actor("owner"), MARCH).of_person(march.people["rep"].pk)
    revenue, cycle, rate = card.scores
    assert (revenue.attainment, revenue.counted) == (Decimal("1.5"), Decimal("1.2"))
    assert (cycle.actual, cycle.attainment) == (15, Decimal("0.5")), "2 − 15 ÷ 10"
    assert rate.attainment == 1
    assert card.known == 100 and card.total == Decimal("0.95"), "50 × 1.2 + 30 × 0.5 + 20 × 1"


def test_without_figures_or_targets_their_weight_is_left_out(march):
    by = march.actor("owner")
    card = Scorecards(by, MARCH).of_person(march.people["manager"].pk)
    assert card.known == 0 and card.total is None
    as_of = Scorecards(by, MARCH, date(2026, 3, 19)).of_person(march.people["rep"].pk)
    assert (as_of.known, as_of.total) == (50, 0), "nothing was won by then, and nothing closed to tell a rate"


def test_a_team_and_everybody_are_measured_as_a_whole(march):
    by, north = march.actor("owner"), Team.objects.of(march.system).get(name="North")
    closed(march, "manager", 500, 22, 5)
    card = Scorecards(by, MARCH).of_team(team(north.pk))
    assert card.scores[0].actual == 2000 and card.scores[0].target == 1000, "built up from its people"
    assert card.scores[1].actual == 10 and card.scores[2].actual == pytest.approx(Decimal(2) / 3)
    assert Scorecards(by, MARCH).of_team(WORKSPACE).scores == []
    set_kpis([Weighed(Measure.DEALS, Decimal(100))], MARCH, by=by)
    assert Scorecards(by, MARCH).of_team(WORKSPACE).scores[0].actual == 2


SCORES = st.builds(
    Score,
    st.sampled_from([Measure.REVENUE, Measure.CYCLE, Measure.DISCOUNT, Measure.CALLS]),
    st.integers(1, 100).map(Decimal),
    st.none() | st.integers(0, 50).map(Decimal),
    st.none() | st.integers(0, 200).map(Decimal),
    st.none() | st.integers(100, 200),
)


@given(st.lists(SCORES, max_size=6))
def test_the_total_is_that_of_a_slow_telling(scores):
    weights = counted = Decimal(0)
    for one in scores:
        if one.target is None or one.actual is None:
            continue
        if one.target == 0:
            share = Decimal(0) if one.is_better_down and one.actual > 0 else Decimal(1)
        elif one.measure in (Measure.CYCLE, Measure.DISCOUNT):
            share = Decimal(2) - one.actual / one.target
        else:
            share = one.actual / one.target
        share = max(share, Decimal(0))
        if one.cap is not None and share * 100 > one.cap:
            share = Decimal(one.cap) / 100
        weights, counted = weights + one.weight, counted + one.weight * share
    card = Card(WORKSPACE, WORKSPACE, scores)
    assert card.known == weights
    assert card.total == (counted / weights if weights else None)


def test_the_pages_show_totals_sets_and_what_was(march):
    page = march.client("owner").get(reverse("attainment:kpis") + PAGE).content.decode()
    assert "95%" in page and "North" in page
    rep = reverse("attainment:kpi", args=["person", march.people["rep"].pk]) + PAGE
    shown = march.client("rep").get(rep).content.decode()
    assert "95% of the set" in shown and "120%, capped at 120%" in shown and "100%, uncapped" in shown
    assert "by the set of North" in shown and "It has no work" in shown and "Save the set" not in shown


def test_a_head_sets_a_set_on_the_page_and_errors_stand_there(march):
    browser, rep = march.client("manager"), march.people["rep"]
    url = reverse("attainment:kpi", args=["person", rep.pk]) + PAGE
    wrong = browser.post(url, {"weight_revenue_won": "60", "weight_win_rate": "30", "target_win_rate": "25"})
    assert wrong.status_code == 422 and "come to 90 percent" in wrong.content.decode()
    good = {"weight_revenue_won": "70", "weight_win_rate": "30", "target_win_rate": "25", "cap_revenue_won": "110"}
    assert browser.post(url, good).status_code == 302
    rows = Kpi.objects.of(march.system).in_force().filter(person=rep)
    assert {(row.metric, row.weight, row.target, row.cap) for row in rows} == {
        ("revenue_won", 70, None, 110),
        ("win_rate", 30, Decimal("0.25"), None),
    }
    assert march.client("rep").post(url, good).status_code == 403
    assert browser.post(url, {}).status_code == 302
    assert not Kpi.objects.of(march.system).in_force().filter(person=rep).exists()
    assert "Revenue won 70%" in browser.get(url).content.decode(), "what it was"


def test_nobody_out_of_sight_is_told_of(march):
    assert march.client("colleague").get(
        reverse("attainment:kpi", args=["person", march.people["rep"].pk]) + PAGE
    ).status_code == 404  # fmt: skip
    assert ">Rep<" not in march.client("colleague").get(reverse("attainment:kpis") + PAGE).content.decode()
    for kind, pk in (("workspace", 0), ("team", march.people["colleague"].team_id), ("crowd", 1)):
        assert march.client("rep").get(reverse("attainment:kpi", args=[kind, pk])).status_code == 404


def test_the_number_of_queries_does_not_depend_on_the_number_of_people(march):
    browser = march.client("owner")
    set_kpis(SET, MARCH, by=march.actor("owner"), whose=role(march.people["rep"].role_id))

    def cost():
        with CaptureQueriesContext(connection) as seen:
            browser.get(reverse("attainment:kpis") + PAGE)
        return len(seen)

    cost()
    before = cost()
    for name in ("colleague", "viewer", "manager"):
        set_kpis(SET, MARCH, by=march.actor("owner"), whose=person(march.people[name].pk))
    cost()
    assert cost() == before
