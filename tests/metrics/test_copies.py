"""Copies are files of their own: shared by threads, found drawn by the next process, swept up after a killed one."""

import os
import re
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from penstock.metrics.columnar import Copy, Engine, Mark, sweep
from penstock.metrics.copies import Copies
from tests.architecture import tree
from tests.metrics.histories import MadeUpFeed, Story
from tests.world import World


def test_only_the_columnar_module_knows_the_engine() -> None:
    found = {path for path in tree.modules() if re.search(r"import_module\(.duckdb|import duckdb", path.read_text())}
    assert {path.parent.name for path in found} == {"columnar"}


def test_nothing_is_fetched_at_run_time(tmp_path: Path) -> None:
    engine = Engine(tmp_path)
    engine.attach(tmp_path / "a.duckdb", "a")
    setting = "SELECT count(*) FROM duckdb_settings() WHERE name IN ({}) AND value = 'false'"
    names = "'autoinstall_known_extensions', 'autoload_known_extensions'"
    assert engine.cursor("a").execute(setting.format(names)).fetchall() == [(2,)]
    engine.close()


def test_a_copy_that_was_left_drawn_is_the_same(tmp_path: Path) -> None:
    engine = Engine(tmp_path)
    first = Copy(engine, tmp_path / "first.duckdb", "first")
    feed = MadeUpFeed([], tmp_path)
    first.draw(feed, Mark(7, "then"))
    names = first.ask("SELECT * FROM names ORDER BY ALL")
    first.hand_over(tmp_path / "second.duckdb")
    second = Copy(engine, tmp_path / "second.duckdb", "second")
    assert (second.mark, second.zone) == (Mark(7, "then"), feed.zone)
    assert second.ask("SELECT * FROM names ORDER BY ALL") == names
    second.close()
    engine.close()


def test_many_threads_ask_at_once(tmp_path: Path) -> None:
    engine = Engine(tmp_path)
    copy = Copy(engine, tmp_path / "a.duckdb", "a")
    told: list[Story] = []
    copy.draw(MadeUpFeed(told, tmp_path), Mark())
    with ThreadPoolExecutor(8) as pool:
        asked = list(pool.map(lambda n: copy.ask(f"SELECT {n} + count(*) FROM spans"), range(100)))
    assert asked == [[(n,)] for n in range(100)]
    copy.close()
    engine.close()


@pytest.mark.parametrize(("age", "stays"), [(0, True), (3600, False)])
def test_files_of_killed_processes_are_swept_up(tmp_path: Path, age: int, stays: bool) -> None:
    path = tmp_path / "1-copy_1_1.duckdb"
    path.write_bytes(b"half a file")
    os.utime(path, (time.time() - age, time.time() - age))
    sweep(tmp_path)
    assert path.exists() is stays


def test_the_longest_unused_copy_gives_way(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("penstock.metrics.copies.KEPT", 1)
    copies = Copies(tmp_path)
    with copies.caught_up(world.workspace) as ours:
        pass
    with copies.caught_up(world.people["stranger"].workspace):
        assert not ours.path.exists()
    copies.close()
    assert not list(tmp_path.glob("*.duckdb*"))
