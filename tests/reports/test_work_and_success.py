"""What goes with success is said as going together, among deals that stayed as long, and only when chance does not."""

from datetime import timedelta

import pytest

from penstock.activities.actions import log_activity
from penstock.common import clock
from penstock.deals.actions import lose_deal, move_deal
from tests.reports.asked import drawn, lines
from tests.world import World

pytestmark = pytest.mark.django_db


def fill(world: World, told: list[tuple[bool, bool, int]]) -> None:
    """A deal for each: whether a meeting was held in the first stage, whether it moved on, after how many days."""
    by, start = world.actor("rep"), clock.now() - timedelta(days=100)
    for number, (meets, forward, days) in enumerate(told):
        deal = world.deal(f"Deal {number}", at=start)
        if meets:
            log_activity("meeting", "Met", by=by, deal=deal, at=start + timedelta(hours=6))
        if forward:
            move_deal(deal, world.stages[1], by=by, at=start + timedelta(days=days))
        else:
            lose_deal(deal, by=by, reason=world.reason, at=start + timedelta(days=days))


def test_a_clear_difference_is_said_as_association(world: World) -> None:
    fill(world, [(True, True, 5)] * 14 + [(True, False, 5)] + [(False, True, 5)] * 3 + [(False, False, 5)] * 12)
    found = drawn("work-and-success", world.actor("rep"))
    line = lines(found, "work")["Meeting in the stage"]
    assert [cell.note for cell in line.cells[:2]] == ["14 of 15", "3 of 15"]
    assert line.cells[2].value == pytest.approx(14 / 15 - 3 / 15) and line.cells[2].state == "won"
    assert line.cells[3].value == "more moved on with it"
    assert "moved on more often than those that stayed as long, by 73 points" in found.title
    assert "need not be cause and effect" in found.notes[0]
    shown = world.client("rep").get(line.cells[0].url).content.decode()
    assert "Meeting in the stage" in shown and "Deal 14" in shown and "Deal 15" not in shown


def test_what_the_length_of_the_stay_explains_is_not_marked(world: World) -> None:
    """Short stays mostly lead on and long ones mostly do not, with a meeting or without; meetings come in long ones."""
    short = [(False, True, 2)] * 18 + [(False, False, 2)] * 2 + [(True, True, 2)] * 9 + [(True, False, 2)]
    long = [(True, True, 20)] * 2 + [(True, False, 20)] * 18 + [(False, True, 20)] + [(False, False, 20)] * 9
    fill(world, short + long)
    line = lines(drawn("work-and-success", world.actor("rep")), "work")["Meeting in the stage"]
    assert [cell.note for cell in line.cells[:2]] == ["11 of 30", "19 of 30"]
    assert line.cells[2].value == pytest.approx(0) and line.cells[3].value == "no clear difference"


def test_of_few_nothing_is_said(world: World) -> None:
    fill(world, [(True, True, 5)] * 9 + [(False, False, 5)] * 20)
    line = lines(drawn("work-and-success", world.actor("rep")), "work")["Meeting in the stage"]
    assert line.cells[2].value is None and line.cells[3].value == "too few to say"
    assert drawn("work-and-success", world.actor("colleague")).is_empty
