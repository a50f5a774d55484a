"""Large copies are drawn in the background: nobody waits for one, and who asks too early is told how far it is."""

import threading
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from penstock.cli.metrics import command
from penstock.common import clock
from penstock.metrics import copies, keeping
from penstock.metrics.asking import ask
from penstock.metrics.copies import Copies
from penstock.metrics.keeping import Base, NotReady, bring_up_to_date, start_drawing
from tests.world import World


class Drawer:
    """Stands in for the process that draws."""

    def __init__(self) -> None:
        self.started: list[int] = []
        self.days: list[date | None] = []

    def start(self, workspace: Any, known_on: date | None = None) -> "Drawer":
        """Remember for whom."""
        self.started.append(workspace.pk)
        self.days.append(known_on)
        return self

    def poll(self) -> None:
        """It never ends."""


@pytest.fixture(name="drawer")
def large_workspaces(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Drawer]:
    """Every workspace counts as large, and copies are in a folder of their own."""
    drawer, own = Drawer(), Copies(tmp_path)
    monkeypatch.setattr(keeping, "SMALL", -1)
    monkeypatch.setattr(keeping, "_process", drawer.start)
    monkeypatch.setattr(keeping, "_drawing", {})
    monkeypatch.setattr(copies, "_copies", own)
    monkeypatch.setattr("penstock.cli.metrics.columnar_folder", lambda: tmp_path)
    yield drawer
    own.close()


def test_a_page_that_comes_too_early_says_so_and_asks_again(world: World, drawer: Drawer) -> None:
    response = world.client("owner").get("/numbers/")
    shown = response.content.decode()
    assert response.status_code == 202
    assert "The numbers are being prepared" in shown
    assert 'hx-trigger="every 1s"' in shown
    world.client("owner").get("/numbers/rows/?metric=win_rate")
    assert drawer.started == [world.workspace.pk]


def test_the_waiting_page_gives_way_when_the_copy_is_there(world: World, drawer: Drawer, tmp_path: Path) -> None:
    client, asked = world.client("owner"), {"HX-Request": "true", "HX-Target": "numbers-waiting"}
    waiting = client.get("/numbers/", headers=asked)
    assert (waiting.status_code, "<html" in waiting.content.decode()) == (202, False)
    bring_up_to_date(world.workspace, tmp_path)
    assert client.get("/numbers/", headers=asked).headers["HX-Refresh"] == "true"
    assert client.get("/numbers/").status_code == 200


def test_who_begins_with_the_base_has_only_to_follow(world: World, drawer: Drawer, tmp_path: Path) -> None:
    world.deal(amount=Decimal(100))
    bring_up_to_date(world.workspace, tmp_path)
    world.deal(amount=Decimal(10))
    with copies.caught_up(world.workspace) as copy:
        assert copy.ask("SELECT sum(value) FROM spans WHERE to_at = 'infinity'") == [(110,)]
    assert drawer.started == []


def test_what_was_known_on_a_day_is_drawn_while_the_page_waits(world: World, drawer: Drawer, tmp_path: Path) -> None:
    world.deal()
    bring_up_to_date(world.workspace, tmp_path)
    today = clock.day_of(clock.now(), world.workspace.zone)
    address = f"/numbers/?known_as_of={today}"
    assert world.client("owner").get(address).status_code == 202
    assert drawer.days == [today]
    bring_up_to_date(world.workspace, tmp_path, known_on=today)
    assert world.client("owner").get(address).status_code == 200
    world.deal()
    assert ask("open_deals", by=world.actor("owner"), known_as_of=today).value == 2
    assert drawer.days == [today]


def test_only_a_few_days_of_knowledge_are_left_on_the_disk(world: World, drawer: Drawer, tmp_path: Path) -> None:
    first = date(2026, 1, 1)
    for number in range(keeping.KNOWN + 2):
        bring_up_to_date(world.workspace, tmp_path, known_on=first + timedelta(days=number))
    assert len(list(tmp_path.glob("*-known-*.base"))) == keeping.KNOWN
    assert Base.of(world.workspace, tmp_path, first + timedelta(days=keeping.KNOWN + 1)).path.exists()


def test_the_command_line_says_that_it_draws_what_was_known(world: World, drawer: Drawer) -> None:
    world.deal()
    today = str(clock.day_of(clock.now(), world.workspace.zone))
    words = ["open_deals", "--workspace", "Ours", "--format", "csv", "--known-as-of", today]
    first, second = (CliRunner().invoke(command, words) for _time in range(2))
    assert f"what was known on {today}" in first.stderr and not second.stderr
    assert first.stdout == second.stdout == "n,open_deals\n1,1\n"


def test_several_processes_begin_with_the_same_base(world: World, drawer: Drawer, tmp_path: Path) -> None:
    world.deal()
    bring_up_to_date(world.workspace, tmp_path)
    other = Copies(tmp_path)
    other.engine.pid += 1
    with copies.caught_up(world.workspace) as one, other.caught_up(world.workspace) as two:
        assert one.path != two.path
        assert one.ask("SELECT * FROM spans") == two.ask("SELECT * FROM spans")
    other.close()
    assert Base.of(world.workspace, tmp_path).path.exists()


def test_a_base_that_is_there_is_brought_up_to_date_by_following(
    world: World, drawer: Drawer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring_up_to_date(world.workspace, tmp_path)
    world.deal()
    world.workspace.refresh_from_db()
    assert Base.of(world.workspace, tmp_path).behind == 1
    monkeypatch.setattr("penstock.metrics.following.draw", None)
    bring_up_to_date(world.workspace, tmp_path)
    assert Base.of(world.workspace, tmp_path).behind == 0


def test_a_copy_that_is_too_far_behind_gives_way(
    world: World, drawer: Drawer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring_up_to_date(world.workspace, tmp_path)
    with copies.caught_up(world.workspace) as old:
        pass
    monkeypatch.setattr("penstock.metrics.following.FAR", 0)
    world.deal()
    with pytest.raises(NotReady), copies.caught_up(world.workspace):
        pass
    assert not old.path.exists()
    assert drawer.started == [world.workspace.pk]
    monkeypatch.undo()


def test_how_much_is_drawn_is_known_elsewhere_while_somebody_draws(world: World, tmp_path: Path) -> None:
    base, heard = Base.of(world.workspace, tmp_path), []
    assert base.drawn is None
    with base.alone(heard.append):
        base.tell(0.25)
        assert base.drawn == 0.25
        assert start_drawing(world.workspace, tmp_path) == 0.25
        waiting = threading.Thread(target=_once_alone, args=(base, heard))
        waiting.start()
        waiting.join(0.3)
    waiting.join()
    assert set(heard) == {0.25, "mine"}
    assert base.drawn is None


def _once_alone(base: Base, heard: list[Any]) -> None:
    with base.alone(heard.append):
        heard.append("mine")


def test_the_command_line_prepares_the_numbers_itself(world: World, drawer: Drawer) -> None:
    world.deal()
    result = CliRunner().invoke(command, ["open_deals", "--workspace", "Ours", "--format", "csv"])
    assert result.output == "n,open_deals\n1,1\n"


def test_the_worker_draws_what_is_missing_and_leaves_alone_what_is_fresh(
    world: World, drawer: Drawer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "columnar_folder", lambda: tmp_path)
    monkeypatch.setattr(keeping, "BEHIND", 0)
    monkeypatch.setattr(keeping, "_wait", lambda *_: None)
    monkeypatch.setattr(keeping, "close_old_connections", lambda: None)
    world.deal()
    keeping.keep_fresh(_Stopping())
    assert drawer.started.count(world.workspace.pk) == 1
    bring_up_to_date(world.workspace, tmp_path)
    keeping.keep_fresh(_Stopping())
    assert drawer.started.count(world.workspace.pk) == 1


class _Stopping(threading.Event):
    """Stops after one round."""

    def wait(self, timeout: float | None = None) -> bool:
        """True from the second time on."""
        was, _now = self.is_set(), self.set()
        return was
