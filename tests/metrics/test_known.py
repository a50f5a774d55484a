"""What was known on a past day is not what we know of it now: late news, undone changes and removals come later."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from click.testing import CliRunner

from penstock.cli.metrics import command
from penstock.common import clock
from penstock.deals.actions import remove_deal, undo_change, win_deal
from penstock.metrics.asking import ask, behind
from penstock.workspaces.actor import Actor
from tests.world import World

MAY = [date(2026, 5, day) for day in range(1, 32)]


class Calendar:
    """The day on which it is."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.today = MAY[0]
        monkeypatch.setattr(clock, "now", lambda: datetime(*self.today.timetuple()[:3], 12, tzinfo=UTC))


@pytest.fixture(name="calendar")
def may(monkeypatch: pytest.MonkeyPatch) -> Calendar:
    return Calendar(monkeypatch)


def value(key: str, by: Actor, known: date | None = None, **words: Any) -> Any:
    return ask(key, by=by, known_as_of=known, **words).value


def test_a_win_that_is_entered_late_was_not_known_on_its_day(calendar: Calendar, world: World, rep: Actor) -> None:
    deal = world.deal(amount=Decimal(100))
    calendar.today = MAY[20]
    win_deal(deal, by=rep, at=clock.now() - timedelta(days=10))
    asked = {"as_of": MAY[12]}
    assert (value("deals_won", rep, **asked), value("open_deals", rep, **asked)) == (1, 0)
    assert (value("deals_won", rep, MAY[12], **asked), value("open_deals", rep, MAY[12], **asked)) == (0, 1)
    assert value("deals_won", rep, MAY[20], **asked) == 1
    assert [row.deal_id for row in behind("open_deals", (), by=rep, known_as_of=MAY[12])] == [deal.pk]


def test_an_undone_win_was_known_until_it_was_undone(calendar: Calendar, world: World, rep: Actor) -> None:
    deal = world.deal()
    calendar.today = MAY[2]
    won = win_deal(deal, by=rep)
    calendar.today = MAY[4]
    undo_change(deal, won.position, by=rep)
    assert [value("deals_won", rep, day) for day in MAY[1:6]] == [0, 1, 1, 0, 0]
    assert [value("open_deals", rep, day) for day in MAY[1:6]] == [1, 0, 0, 1, 1]


def test_a_removed_deal_was_there_until_it_was_removed(calendar: Calendar, world: World, rep: Actor) -> None:
    deal = world.deal()
    calendar.today = MAY[3]
    remove_deal(deal, by=rep)
    assert [value("open_deals", rep, day) for day in MAY[1:5]] == [1, 1, 0, 0]


def test_what_was_known_today_follows_what_happens_today(calendar: Calendar, world: World, rep: Actor) -> None:
    world.deal()
    assert value("open_deals", rep, MAY[0]) == 1
    world.deal()
    assert value("open_deals", rep, MAY[0]) == 2


def test_the_command_line_asks_by_what_was_known(calendar: Calendar, world: World) -> None:
    calendar.today = MAY[9]
    world.deal()
    words = ["open_deals", "--workspace", "Ours", "--format", "csv", "--known-as-of"]
    assert CliRunner().invoke(command, [*words, "2026-05-09"]).output == "n,open_deals\n0,0\n"
    assert CliRunner().invoke(command, [*words, "2026-05-10"]).output == "n,open_deals\n1,1\n"
