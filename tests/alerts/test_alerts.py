"""Alerts go off once when a number goes out of line, for each reader by what they may see; then after it recovered."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from penstock.alerts import daily
from penstock.alerts.actions import change_alert, check_alert, remove_alert, set_alert
from penstock.alerts.models import Alert, AlertReader
from penstock.common import clock
from penstock.common.errors import NotPermitted, Refused
from penstock.deals.actions import lose_deal, move_deal, win_deal
from penstock.journal.models import Event
from penstock.metrics import copies, keeping
from penstock.notifications.models import Notification
from tests.world import World

TODAY = date(2026, 6, 1)


def closed(world: World, role: str, won: int, lost: int, day: date) -> None:
    """So many deals are won and lost on a day."""
    at = clock.day_start(day, world.workspace.zone) + timedelta(hours=12)
    by = world.actor(role)
    for number in range(won + lost):
        deal = world.deal(owner=role, at=at - timedelta(days=1))
        if number < won:
            win_deal(deal, by=by, at=at)
        else:
            lose_deal(deal, reason=world.reason, by=by, at=at)


def people(world: World, *roles: str) -> list[int]:
    return [world.people[role].pk for role in roles]


def below(world: World, *roles: str, by: str = "owner", **rest: Any) -> Alert:
    words = {"line": Decimal("0.4"), "days": 30, **rest}
    return set_alert("win_rate", "below", by=world.actor(by), people=people(world, *roles), **words)


def told(world: World, role: str) -> list[str]:
    rows = Notification.objects.of(world.actor(role)).order_by("pk")
    return list(rows.values_list("text", flat=True))


def test_who_is_named_is_told_once_until_it_recovers(world: World) -> None:
    alert = below(world, "rep")
    closed(world, "rep", 7, 14, date(2026, 5, 20))
    assert check_alert(alert, TODAY, by=world.system) == people(world, "rep")
    assert told(world, "rep") == ["Win rate fell below 40%: 33.33% in the last 30 days."]
    assert check_alert(alert, TODAY, by=world.system) == []
    assert check_alert(alert, TODAY + timedelta(days=1), by=world.system) == []
    closed(world, "rep", 20, 0, date(2026, 6, 2))
    assert check_alert(alert, TODAY + timedelta(days=3), by=world.system) == []
    assert AlertReader.objects.on(alert).get().since is None
    closed(world, "rep", 0, 60, date(2026, 6, 5))
    assert check_alert(alert, TODAY + timedelta(days=5), by=world.system) == people(world, "rep")
    assert len(told(world, "rep")) == 2
    kinds = Event.objects.of(world.system).filter(kind__startswith="alert.").order_by("position")
    names = ["alert.set", "alert.went_off", "alert.recovered", "alert.went_off"]
    assert list(kinds.values_list("kind", flat=True)) == names


def test_each_hears_of_the_number_as_they_may_see_it(world: World) -> None:
    alert = below(world, "rep", "colleague", "owner")
    closed(world, "rep", 20, 5, date(2026, 5, 20))
    closed(world, "colleague", 2, 38, date(2026, 5, 20))
    assert check_alert(alert, TODAY, by=world.system) == people(world, "colleague", "owner")
    assert told(world, "rep") == []
    assert "5%" in told(world, "colleague")[0] and "33.85%" in told(world, "owner")[0]


def test_it_leads_to_the_rows_behind_the_number(world: World) -> None:
    alert = below(world, "rep", pipeline=world.pipeline.pk)
    closed(world, "rep", 7, 14, date(2026, 5, 20))
    check_alert(alert, TODAY, by=world.system)
    one = Notification.objects.of(world.actor("rep")).get()
    assert f"({world.pipeline})" in one.text
    client = world.client("rep")
    answer = client.post(f"/notifications/{one.pk}/")
    page = client.get(answer["Location"]).content.decode()
    assert "33.33" in page and "from 21 rows" in page


def test_a_small_sample_says_nothing_and_changes_nothing(world: World) -> None:
    alert = below(world, "rep")
    closed(world, "rep", 1, 9, date(2026, 5, 20))
    assert check_alert(alert, TODAY, by=world.system) == []
    assert (told(world, "rep"), AlertReader.objects.on(alert).get().since) == ([], None)


@pytest.mark.parametrize(("before", "lately", "goes_off"), [((30, 10), (10, 30), True), ((20, 20), (19, 21), False)])
def test_a_shift_is_told_when_chance_hardly_explains_it(
    world: World, before: tuple[int, int], lately: tuple[int, int], goes_off: bool
) -> None:
    alert = set_alert("win_rate", "shift", by=world.actor("owner"), people=people(world, "rep"), days=30)
    closed(world, "rep", *before, date(2026, 4, 15))
    closed(world, "rep", *lately, date(2026, 5, 15))
    assert bool(check_alert(alert, TODAY, by=world.system)) == goes_off
    if goes_off:
        assert told(world, "rep") == ["Win rate went from 75% to 25% in the last 30 days."]


def test_the_conversion_of_one_stage_can_be_watched(world: World) -> None:
    stage, by = world.stages[0], world.actor("rep")
    alert = set_alert(
        "stage_conversion",
        "shift",
        by=world.actor("owner"),
        people=people(world, "owner"),
        days=30,
        stage=stage.pk,
    )
    for day, moved in ((date(2026, 4, 15), 25), (date(2026, 5, 15), 5)):
        at = clock.day_start(day, world.workspace.zone) + timedelta(hours=12)
        for number in range(30):
            deal = world.deal(at=at - timedelta(days=1))
            if number < moved:
                move_deal(deal, world.stages[1], by=by, at=at)
            else:
                lose_deal(deal, reason=world.reason, by=by, at=at)
    check_alert(alert, TODAY, by=world.system)
    assert told(world, "owner")[0].startswith(f"Stage conversion ({stage}) went from 83.33% to 16.67%")


def test_money_can_rise_above_a_line(world: World) -> None:
    alert = set_alert(
        "pipeline_value", "above", by=world.actor("rep"), people=people(world, "rep"), line=Decimal(500), days=30
    )
    world.deal(amount=Decimal(900), at=clock.day_start(date(2026, 5, 20), world.workspace.zone))
    assert check_alert(alert, TODAY, by=world.system) == people(world, "rep")
    assert "$900" in told(world, "rep")[0]


def test_the_worker_looks_once_a_day_and_waits_for_the_numbers(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    alert = below(world, "rep", days=365)
    today = clock.day_of(clock.now() - daily.MORNING, world.workspace.zone)
    closed(world, "rep", 5, 20, today - timedelta(days=5))

    def not_ready(*_all: Any, **_words: Any) -> Any:
        raise keeping.NotReady(0.5)

    with monkeypatch.context() as patch:
        patch.setattr(copies.Copies, "caught_up", not_ready)
        assert daily.look(world.system) is False
    alert.refresh_from_db()
    assert alert.checked_on is None
    assert daily.look(world.system) is True
    alert.refresh_from_db()
    assert alert.checked_on == today and len(told(world, "rep")) == 1
    closed(world, "rep", 0, 20, today - timedelta(days=4))
    assert daily.look(world.system) is False


def test_nobody_has_others_told_of_whom_they_see_nothing(world: World) -> None:
    with pytest.raises(NotPermitted):
        below(world, "colleague", by="rep")
    with pytest.raises(NotPermitted):
        below(world, "rep", by="stranger")
    below(world, "rep", by="rep")
    below(world, "rep", by="manager")
    assert [Alert.objects.of(world.actor(role)).count() for role in ("rep", "manager", "colleague", "owner")] == [
        2,
        1,
        0,
        2,
    ]


@pytest.mark.parametrize(
    ("metric", "rule", "rest"),
    [
        ("plan_gap", "above", {"line": Decimal(1)}),
        ("nonsense", "above", {"line": Decimal(1)}),
        ("cycle_length_median", "shift", {}),
        ("win_rate", "below", {}),
        ("win_rate", "shift", {"line": Decimal(1)}),
        ("win_rate", "sideways", {"line": Decimal(1)}),
        ("win_rate", "below", {"line": Decimal(1), "days": 3}),
    ],
)
def test_what_makes_no_sense_is_refused(world: World, metric: str, rule: str, rest: Any) -> None:
    with pytest.raises(Refused):
        set_alert(metric, rule, by=world.actor("owner"), people=people(world, "rep"), **rest)


def test_a_change_begins_anew_and_the_same_twice_is_once(world: World) -> None:
    by = world.actor("owner")
    alert = below(world, "rep")
    closed(world, "rep", 7, 14, date(2026, 5, 20))
    check_alert(alert, TODAY, by=world.system)
    same = {"people": people(world, "rep"), "line": Decimal("0.4"), "days": 30}
    assert change_alert(alert, "win_rate", "below", by=by, **same) is None
    change_alert(alert, "win_rate", "below", by=by, **{**same, "line": Decimal("0.5")})
    check_alert(alert, TODAY + timedelta(days=1), by=world.system)
    assert len(told(world, "rep")) == 2
    assert remove_alert(alert, by=by) and remove_alert(alert, by=by) is None
    with pytest.raises(NotPermitted):
        check_alert(below(world, "rep"), TODAY, by=world.actor("rep"))


def test_the_page_sets_changes_and_removes_an_alert(world: World, django_assert_max_num_queries: Any) -> None:
    client = world.client("owner")
    assert "No alerts yet" in client.get("/settings/alerts/").content.decode()
    sent = {"metric": "win_rate", "rule": "below", "line": "40", "days": "90", "people": people(world, "rep", "owner")}
    assert client.post("/settings/alerts/new/", sent).status_code == 302
    (alert,) = Alert.objects.of(world.system)
    assert alert.line == Decimal("0.4")
    page = client.get("/settings/alerts/").content.decode()
    assert "Win rate of the last 90 days falls below 40%" in page and "Told: Owner, Rep" in page
    assert 'value="40"' in client.get(f"/settings/alerts/{alert.pk}/").content.decode()
    refused = client.post(f"/settings/alerts/{alert.pk}/", {**sent, "line": ""})
    assert refused.status_code == 422 and "A line has a number" in refused.content.decode()
    assert world.client("rep").post(f"/settings/alerts/{alert.pk}/", sent).status_code == 403
    assert world.client("colleague").get(f"/settings/alerts/{alert.pk}/").status_code == 404
    for _number in range(5):
        below(world, "rep", "owner")
    with django_assert_max_num_queries(16):
        client.get("/settings/alerts/")
    client.post(f"/settings/alerts/{alert.pk}/remove/")
    assert not Alert.objects.of(world.system).filter(pk=alert.pk).exists()
