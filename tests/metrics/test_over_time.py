"""The pages of the numbers that look back: what changed between two days, and the pipeline month by month."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.http import QueryDict

from penstock.common import clock
from penstock.deals.actions import assign_deal, change_deal, lose_deal, move_deal, win_deal
from penstock.metrics.asked import Asked, read
from penstock.metrics.asking import ask
from penstock.metrics.changes import Changes
from penstock.metrics.curve import curve
from penstock.metrics.over_time import OverTime
from penstock.metrics.periods import Period
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import ExchangeRate
from tests.world import World

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 18)


@pytest.fixture(name="busy")
def busy_world(world: World) -> World:
    """Four months of deals in two currencies that grow, shrink, change hands, are won and lost."""
    by = world.actor("owner")
    ExchangeRate.unscoped.create(workspace=world.workspace, currency="EUR", on=TODAY - timedelta(days=60), rate="1.25")
    start = clock.now() - timedelta(days=120)
    for number in range(12):
        at = start + timedelta(days=7 * number)
        currency = "EUR" if number % 4 == 3 else "USD"
        deal = world.deal(f"D{number}", amount=Decimal(100 + number), currency=currency, at=at)
        move_deal(deal, world.stages[1], by=by, at=at + timedelta(days=5))
        if number % 3 == 0:
            win_deal(deal, by=by, at=at + timedelta(days=30))
        elif number % 3 == 1:
            lose_deal(deal, by=by, reason=world.reason, at=at + timedelta(days=25))
        elif number % 2:
            change_deal(deal, by=by, amount=Decimal(500))
        else:
            assign_deal(deal, world.people["manager"], by=by)
    return world


def asked_of(**params: str) -> Asked:
    query = QueryDict(mutable=True)
    query.update(params)
    return read(query, clock.now().date())


def days_back(*ago: int) -> Sequence[date]:
    today = clock.now().date()
    return [today - timedelta(days=one) for one in ago]


@pytest.mark.parametrize("where", [{}, {"owner": "Rep"}, {"stage": "Qualification"}, {"currency": "EUR"}])
def test_each_point_of_the_curve_is_what_the_metrics_say_of_that_day(busy: World, where: dict[str, str]) -> None:
    by, asked = busy.actor("owner"), asked_of(**where)
    for point in curve(days_back(200, 119, 90, 61, 60, 30, 29, 7, 0), asked, by):
        words = {"as_of": point.on, "where": asked.where}
        keys = ("open_deals", "pipeline_value", "weighted_pipeline_value")
        expected = [ask(key, by=by, **words).value for key in keys]
        assert [point.count, point.value, point.weighted] == expected, point.on
        left_out = ask("pipeline_value", by=by, **words).left_out
        assert dict(point.left_out) == left_out


def test_the_curve_holds_only_what_one_may_see(busy: World) -> None:
    assert curve(days_back(20), asked_of(), busy.actor("colleague"))[0].count == 0
    assert curve(days_back(20), asked_of(), busy.actor("rep"))[0].count > 0


def test_points_are_the_ends_of_months_or_weeks_up_to_the_last_day(busy: World) -> None:
    asked = replace(asked_of(), period=Period("custom", date(2025, 1, 15), date(2025, 4, 11)))
    by, newest = busy.actor("owner"), clock.now().date()
    months = OverTime(asked, "month", newest, by).days
    assert months == [date(2025, 1, 31), date(2025, 2, 28), date(2025, 3, 31), date(2025, 4, 10)]
    weeks = OverTime(asked, "week", newest, by).days
    assert weeks[0] == date(2025, 1, 19)
    assert all(day.weekday() == 6 for day in weeks[:-1])


def test_the_waterfall_leads_from_what_it_was_to_what_it_is(busy: World) -> None:
    by, today = busy.actor("owner"), clock.now().date()
    page = Changes(asked_of(period="custom", **{"from": str(today - timedelta(days=70)), "to": str(today)}), by)
    steps = {step.key: step for step in page.steps()}
    values = {key: page.told[key].value for key in steps if key in page.told}
    assert next(iter(steps)) == "opening"
    assert list(steps)[-1] == "closing"
    assert sum(value for key, value in values.items() if key != "closing") == values["closing"]
    assert "moved_in" not in steps
    assert max(step.x + step.width for step in steps.values()) == pytest.approx(100, abs=0.4)
    for one, following in zip(page.steps(), page.steps()[1:], strict=False):
        assert one.ends_at == pytest.approx(following.begins_at, abs=0.01)


def test_both_pages_open_for_everybody_and_their_figures_into_deals(busy: World) -> None:
    client = busy.client("owner")
    page = client.get("/numbers/changes/?period=year").content.decode()
    assert "metric=pipeline_changes&amp;change=won" in page or "change=won" in page
    assert client.get("/numbers/rows/?period=year&metric=pipeline_changes&change=won").status_code == 200
    over = client.get("/numbers/over-time/?step=week").content.decode()
    assert "metric=pipeline_value&amp;as_of=" in over or "as_of=" in over
    for path in (
        "/numbers/changes/",
        "/numbers/over-time/",
        "/numbers/over-time/?owner=Nobody+Such",
        "/numbers/changes/?period=all",
    ):
        assert client.get(path).status_code in (200, 422), path
    theirs = busy.client("stranger").get("/numbers/over-time/").context["page"]
    assert [point.count for point in theirs.points] == [0]


def test_nothing_at_all_is_told_without_fault(world: World) -> None:
    for path in ("/numbers/changes/", "/numbers/over-time/"):
        assert world.client("owner").get(path).status_code == 200


def test_what_was_entered_later_is_not_in_what_was_known(world: World) -> None:
    by: Actor = world.actor("owner")
    deal = world.deal("Late", amount=Decimal(100), at=clock.now() - timedelta(days=30))
    assert deal.pk
    day, shown = clock.now().date() - timedelta(days=10), dict[str, Any]()
    for name, query in (("then", f"as_of={day}"), ("known", f"as_of={day}&known_as_of={day}")):
        shown[name] = world.client("owner").get(f"/numbers/?{query}").content.decode()
        assert world.client("owner").get(f"/numbers/rows/?metric=open_deals&{query}").status_code == 200
    assert "1 open deal worth $100" in shown["then"]
    assert "0 open deals worth $0" in shown["known"]
    assert "Known as of" in shown["known"]
    assert ask("open_deals", by=by, as_of=day).value == 1
