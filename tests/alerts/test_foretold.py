"""Alerts on the forecast: against a line or the target, and when it changed more than it usually does in a week."""

import random
from datetime import date, timedelta
from decimal import Decimal
from math import exp
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.alerts import foretold
from penstock.alerts.actions import change_alert, check_alert, set_alert
from penstock.alerts.foretold import foretell, trend
from penstock.alerts.models import FORECAST, Alert, AlertReader
from penstock.common import clock
from penstock.common.errors import NotPermitted, Refused
from penstock.forecasts import learning
from penstock.forecasts.expected import Expected, Window
from penstock.forecasts.forecast import Forecast
from penstock.forecasts.going_on import going_on
from penstock.metrics.copies import caught_up
from penstock.notifications.models import Notification
from penstock.targets.actions import set_target
from penstock.targets.models import Aim
from penstock.targets.periods import Period
from penstock.workspaces.actor import Actor
from tests.forecasts.test_expected import lived
from tests.world import World


@pytest.fixture(autouse=True)
def _few_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning, "ENOUGH", 4)


@pytest.fixture(name="busy")
def busy_world(world: World) -> World:
    """For two years every nine days a deal came, every other was won after twenty days; a few of two are open."""
    lived(world, [(before, 20, "won" if before % 2 else "lost") for before in range(30, 760, 9)])
    lived(world, [(5, 0, "open"), (9, 0, "open"), (14, 0, "open")])
    lived(world, [(before, 20, "won") for before in range(31, 760, 9)], "colleague", 7000)
    lived(world, [(4, 0, "open")] * 3, "colleague", 7777)
    return world


def today() -> date:
    return clock.day_of(clock.now(), ZoneInfo("UTC"))


def alert(world: World, *roles: str, rule: str = "below", by: str = "owner", **rest: Any) -> Alert:
    people = [world.people[role].pk for role in roles]
    return set_alert(FORECAST, rule, by=world.actor(by), people=people, **{"period": "quarter", **rest})


def told(world: World, role: str) -> list[str]:
    return list(Notification.objects.of(world.actor(role)).order_by("pk").values_list("text", flat=True))


def of_engine(by: Actor, day: date) -> float:
    period = going_on("quarter", day)
    assert period.from_on and period.until_on
    with caught_up(by.workspace) as copy:
        return Forecast(copy, by).expected(Window(period.from_on, period.until_on, day - timedelta(days=1))).together


def test_each_is_told_of_the_forecast_that_they_may_see(busy: World) -> None:
    day = today()
    whole, own = of_engine(busy.actor("owner"), day), of_engine(busy.actor("rep"), day)
    assert own < whole / 2
    one = alert(busy, "rep", "owner", line=Decimal(round(whole / 2)))
    assert check_alert(one, day, by=busy.system) == [busy.people["rep"].pk]
    (said,) = told(busy, "rep")
    label = going_on("quarter", day).label
    assert said.startswith(f"The forecast for {label} fell below $") and "is expected." in said
    values = {row.person_id: row.value for row in AlertReader.objects.on(one)}
    assert values[busy.people["rep"].pk] == pytest.approx(own) and values[busy.people["owner"].pk] == pytest.approx(
        whole
    )
    assert check_alert(one, day + timedelta(days=1), by=busy.system) == [], "it is quiet until it is back in line"


def test_without_a_line_it_is_held_against_the_target_of_the_period(busy: World) -> None:
    day, owner = today(), busy.actor("owner")
    one = alert(busy, "owner")
    assert check_alert(one, day, by=busy.system) == [] and foretell(one, owner, day).is_out is None
    amount = Decimal(round(of_engine(owner, day) * 2))
    set_target(Aim.REVENUE, Period.around("quarter", day), amount, by=owner)
    assert foretell(one, owner, day).line == float(amount)
    assert check_alert(one, day + timedelta(days=0), by=busy.system) == [], "it was looked at today"
    if Period.around("quarter", day + timedelta(days=1)) == Period.around("quarter", day):
        assert check_alert(one, day + timedelta(days=1), by=busy.system) == [owner.person_id]
        assert "fell below the target of" in told(busy, "owner")[0]


def test_it_leads_to_the_page_of_the_forecast_with_its_question(busy: World) -> None:
    one = alert(busy, "rep", line=Decimal(10**9), owner=busy.people["rep"].pk)
    check_alert(one, today(), by=busy.system)
    found = Notification.objects.of(busy.actor("rep")).get()
    answer = busy.client("rep").post(f"/notifications/{found.pk}/")
    assert answer["Location"].startswith("/reports/forecast/?period=quarter") and "owner=Rep" in answer["Location"]
    assert busy.client("rep").get(answer["Location"]).status_code == 200
    assert "(Rep)" in found.text


def test_the_next_period_is_told_of_anew(busy: World) -> None:
    day = today()
    one = alert(busy, "owner", line=Decimal(10**9), period="month")
    assert check_alert(one, day, by=busy.system)
    month = going_on("month", day)
    assert month.until_on
    last, first = month.until_on - timedelta(days=1), month.until_on
    if last > day:
        assert check_alert(one, last, by=busy.system) == []
    assert check_alert(one, first, by=busy.system), "of the next month one was not told yet"
    assert AlertReader.objects.on(one).get().since == first


def test_where_nothing_was_learnt_nothing_is_said(world: World) -> None:
    lived(world, [(5, 0, "open"), (3, 0, "open")])
    for rule, line in (("below", Decimal(10**9)), ("shift", None)):
        one = alert(world, "owner", rule=rule, line=line)
        assert check_alert(one, today(), by=world.system) == [] and AlertReader.objects.on(one).get().since is None


def test_a_great_change_within_a_week_is_told_and_a_usual_one_is_not(
    busy: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, day = alert(busy, "owner", rule="shift"), today()
    usual = foretell(one, busy.actor("owner"), day)
    assert usual.before is not None and usual.trend in ("same", "up", "down")
    weekly = [200.0, 100, 101, 99, 100, 101, 99, 100, 101, 100]

    def as_of(_forecast: Forecast, days: list[date], window: Window) -> list[Expected]:
        assert days == [day - timedelta(days=1 + 7 * back) for back in range(10)]
        return [Expected(window, 0, amount, (), None) for amount, _day in zip(weekly, days, strict=True)]

    monkeypatch.setattr(Forecast, "as_of", as_of)
    assert check_alert(one, day, by=busy.system)
    assert f"for {going_on('quarter', day).label} rose within a week from $100 to" in told(busy, "owner")[0]


@pytest.mark.parametrize(
    ("weekly", "found"),
    [
        ([100.0] * 10, "same"),
        ([103.0] + [100.0] * 9, "same"),
        ([110.0] + [100.0] * 9, "up"),
        ([90.0] + [100.0] * 9, "down"),
        ([120.0, 100, 80, 100, 80, 100, 80, 100, 80, 100], "same"),
        ([200.0, 100, 100, 100, 100], "few"),
        ([200.0, 100, 100, 100, 100, 100], "up"),
        ([200.0, 100, 100, 0, 100, 100, 100, 100], "few"),
        ([], "few"),
    ],
)
def test_what_is_notable_by_hand(weekly: list[float], found: str) -> None:
    assert trend(weekly) == found


@given(st.lists(st.floats(1, 1e9), min_size=6, max_size=10), st.floats(0.5, 2))
def test_the_scale_and_a_turn_around_change_nothing_but_the_direction(weekly: list[float], by: float) -> None:
    large = [1e6 * one for one in weekly]
    assert trend([one * by for one in large]) == trend(large)
    turned = {"up": "down", "down": "up"}
    upside_down = [1e15 / one for one in large]
    if min(upside_down) > 1e5:
        assert trend(upside_down) == turned.get(trend(large), trend(large))


def test_what_changes_by_chance_alone_is_told_in_about_one_of_twenty_looks() -> None:
    chance, alarms = random.Random(7), 0
    for _look in range(2000):
        place, weekly = 12.0, []
        for _week in range(10):
            weekly.append(exp(place))
            place += chance.gauss(0, 0.08)
        alarms += trend(weekly) in ("up", "down")
    assert 0.035 <= alarms / 2000 <= 0.065


@pytest.mark.parametrize(
    "rest",
    [
        {"period": ""},
        {"period": "week"},
        {"rule": "sideways"},
        {"rule": "shift", "line": Decimal(1)},
        {"days": 3},
    ],
)
def test_what_makes_no_sense_is_refused(world: World, rest: Any) -> None:
    with pytest.raises(Refused):
        alert(world, "rep", **rest)


def test_a_forecast_is_narrowed_by_what_it_and_its_target_have(world: World) -> None:
    with pytest.raises(Refused):
        alert(world, "rep", stage=world.stages[0].pk, line=Decimal(1))
    assert alert(world, "rep", pipeline=world.pipeline.pk).period == "quarter"
    with pytest.raises(NotPermitted):
        alert(world, "colleague", by="rep")
    with pytest.raises(Refused):
        set_alert("win_rate", "below", by=world.actor("owner"), people=[1], line=Decimal(1), period="month")


def test_a_change_of_the_period_begins_anew(busy: World) -> None:
    one, by = alert(busy, "rep", line=Decimal(10**9)), busy.actor("owner")
    check_alert(one, today(), by=busy.system)
    same = {"people": [busy.people["rep"].pk], "line": Decimal(10**9)}
    assert change_alert(one, FORECAST, "below", by=by, period="quarter", **same) is None
    assert change_alert(one, FORECAST, "below", by=by, period="year", **same)
    check_alert(one, today() + timedelta(days=1), by=busy.system)
    assert len(told(busy, "rep")) == 2


def test_it_is_set_and_read_on_the_page(busy: World) -> None:
    client = busy.client("owner")
    sent = {"metric": "forecast", "rule": "below", "line": "", "days": "quarter", "people": [busy.people["rep"].pk]}
    assert client.post("/settings/alerts/new/", sent).status_code == 302
    (one,) = Alert.objects.of(busy.system)
    assert (one.metric, one.period, one.line) == ("forecast", "quarter", None)
    page = client.get("/settings/alerts/").content.decode()
    assert "The forecast for this quarter falls below the target" in page
    form = client.get(f"/settings/alerts/{one.pk}/").content.decode()
    assert '<option value="quarter" selected>' in form and '<option value="forecast" selected>' in form
    for wrong in ({**sent, "days": "90"}, {**sent, "metric": "win_rate", "line": "40"}):
        assert client.post(f"/settings/alerts/{one.pk}/", wrong).status_code == 422
    shift = {**sent, "rule": "shift", "days": "year"}
    assert client.post(f"/settings/alerts/{one.pk}/", shift).status_code == 302
    assert "for this year changes notably within a week" in client.get("/settings/alerts/").content.decode()
    assert foretold.FLOOR < 0.05
