"""When calls are answered is told by the wall clock, and called better only when chance would hardly do it."""

from datetime import UTC, datetime, timedelta

import pytest

from penstock.activities.actions import log_activity
from penstock.workspaces.models import Workspace
from tests.reports.asked import drawn, lines
from tests.world import World

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)


def call(world: World, count: int, outcome: str, at: datetime) -> None:
    deal = world.deal(at=MONDAY - timedelta(days=9))
    for _call in range(count):
        log_activity("call", "Asked", by=world.actor("rep"), deal=deal, at=at, outcome=outcome)


def test_an_hour_is_better_when_it_is_and_is_that_of_the_wall_clock(world: World) -> None:
    Workspace.objects.filter(pk=world.workspace.pk).update(time_zone="Europe/Berlin")
    call(world, 28, "Interested", MONDAY)
    call(world, 2, "No answer", MONDAY)
    call(world, 4, "Interested", MONDAY + timedelta(hours=6))
    call(world, 26, "No answer", MONDAY + timedelta(hours=6))
    call(world, 5, "Interested", MONDAY + timedelta(days=1, hours=1))
    found = drawn("work-and-success", world.actor("rep"))
    told = {label: [cell.shown for cell in line.cells] for label, line in lines(found, "answered").items()}
    assert told == {
        "09:00": ["93.3%", "answered more often than at other times"],
        "10:00": ["100.0%", "too few to say"],
        "15:00": ["13.3%", "answered less often than at other times"],
        "Monday": ["53.3%", "too few to say"],
        "Tuesday": ["100.0%", "too few to say"],
    }
    cell = lines(found, "answered")["15:00"].cells[0]
    assert cell.note == "4 of 30"
    assert "4 ÷ 30" in world.client("rep").get(cell.url).content.decode()


def test_calls_of_others_tell_nothing(world: World) -> None:
    call(world, 30, "Interested", MONDAY)
    assert not lines(drawn("work-and-success", world.actor("colleague")), "answered")
