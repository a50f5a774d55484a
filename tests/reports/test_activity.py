"""Activity ratios: the figures as counted by hand, what it takes for the next step, and only of what one may read."""

from datetime import UTC, datetime, timedelta

import pytest

from penstock.activities.actions import log_activity, plan_activity
from penstock.common import clock
from penstock.companies.actions import add_company
from penstock.deals.actions import win_deal
from penstock.metrics.asking import ask
from penstock.playbooks.actions import use_script
from penstock.playbooks.queries import script_of
from tests.reports.asked import drawn, lines, values
from tests.reports.test_playbook import PATHS, with_playbook
from tests.world import World

pytestmark = pytest.mark.django_db
WEEK = "period=custom&from=2026-03-02&to=2026-03-09"


def at(day: int) -> datetime:
    return datetime(2026, 3, day, 12, tzinfo=UTC)


@pytest.fixture(name="busy")
def busy_world(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """In a week the rep called ten times on two prospects, booked two meetings, held one and won a deal."""
    rep, acme = world.actor("rep"), add_company("Acme", by=world.actor("owner"))
    deals = [world.deal(f"Deal {n}", at=at(1), company=acme if n < 2 else None) for n in range(3)]
    for number in range(10):
        outcome = "No answer" if number < 4 else "Talked"
        log_activity("call", "Rang", by=rep, deal=deals[number % 3], at=at(2), outcome=outcome, duration=27)
    log_activity("task", "Wrote it down", by=rep, deal=deals[0], at=at(3), duration=270)
    with monkeypatch.context() as patch:
        patch.setattr(clock, "now", lambda: at(3))
        for number in range(2):
            plan_activity("meeting", "Show", by=rep, deal=deals[number], due_at=at(20))
    log_activity("meeting", "Shown", by=rep, deal=deals[0], at=at(4), duration=270)
    win_deal(deals[0], by=rep, at=at(5))
    return world


def test_each_figure_is_told_by_seller(busy: World) -> None:
    found = values(drawn("activity", busy.actor("owner"), f"{WEEK}&owner=Rep"), "figures")
    assert found["Calls made"][0] == 10 and found["Calls a day"][0] == 2
    assert found["Share of answered calls"][0] == pytest.approx(0.6)
    assert found["Prospects engaged"][0] == 2
    assert found["Share of time spent selling"][0] == pytest.approx(540 / 2700)
    assert found["Share of time at the desk"][0] == pytest.approx(0.1)
    assert found["Working time of which nothing is written"][0] == pytest.approx(0.7)
    assert values(drawn("activity", busy.actor("owner"), WEEK), "sellers")["Rep"][0] == 10


def test_how_much_of_one_step_makes_another(busy: World) -> None:
    ratios = lines(drawn("activity", busy.actor("owner"), WEEK), "ratios")
    assert [cell.note for cell in ratios["Rep"].cells] == ["10 to 2", "2 to 1", "1 to 1", "12 to 1"]
    assert ratios["Rep"].cells[0].value == pytest.approx(5)
    assert ratios["All together"].cells[0].value == pytest.approx(5)


def test_without_a_period_shares_of_time_are_left_out(busy: World) -> None:
    found = values(drawn("activity", busy.actor("owner")), "figures")
    assert "Calls a day" not in found and "Calls made" in found


def test_nobody_is_told_what_others_did(busy: World) -> None:
    assert drawn("activity", busy.actor("colleague"), WEEK).is_empty
    assert values(drawn("activity", busy.actor("rep"), WEEK), "sellers")["Rep"][0] == 10


def test_a_call_counts_as_led_by_a_script_on_the_day_of_the_talk(busy: World) -> None:
    rep, stage = busy.actor("rep"), busy.stages[1]
    assert ask("calls_with_script_share", by=rep).value == 0
    with_playbook(busy)
    script = script_of(stage, rep)
    assert script is not None
    deal = busy.deal("Led", stage=stage)
    use_script(deal, script, PATHS[1], by=rep)
    for number in range(2):
        log_activity("call", "Rang", by=rep, deal=deal, at=clock.now() - timedelta(days=number))
    assert ask("calls_with_script_share", by=rep).value == pytest.approx(1 / 12)
