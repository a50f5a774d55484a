"""Questions are answered within the memory that the engine has: one with very many groups, and several at once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from penstock.metrics.columnar import Copy, Engine, engine, tables
from penstock.metrics.columnar.room import TooLarge
from penstock.metrics.compiling import Sight, compile_question
from penstock.metrics.question import parse

VISITS = """
INSERT INTO visits BY NAME
SELECT i AS deal_id, 1 AS visit, 1 AS stage_id, i % 5000 AS company_id, FALSE AS is_closed,
    TIMESTAMP '2024-01-01' AS entered_at, entered_at AS entered_wall, (hash(i) % 40000)::INTEGER AS ticks,
    entered_at + to_minutes(ticks) AS left_at, ticks / 1440 AS days_there,
    CASE WHEN hash(i + 7) % 2 = 0 THEN 'forward' ELSE 'lost' END AS way_out
FROM range(300_000) r(i)
"""


@pytest.fixture(name="copy")
def copy_of_little_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Copy]:
    monkeypatch.setitem(engine.SETTINGS, "memory_limit", "30MB")
    held = Engine(tmp_path)
    copy = Copy(held, tmp_path / "many.duckdb", "many")
    copy._writer.execute(tables.SCHEMA)
    copy._writer.execute(VISITS)
    copy._writer.execute("CHECKPOINT")
    yield copy
    copy.close()
    held.close()


def test_curves_of_many_groups_keep_only_where_they_fall(copy: Copy) -> None:
    sight = Sight(None, ZoneInfo("UTC"), date(2024, 6, 1))
    asked = compile_question(parse("stage_time_to_next", split=["company"]), sight)
    rows = copy.ask(asked.figures, asked.parameters)
    assert len(rows) == 5000 and sum(row[1] for row in rows) == 300_000


def test_what_has_no_room_beside_others_is_asked_again_alone(copy: Copy) -> None:
    def ask(n: int) -> int:
        found: int = copy.ask(f"SELECT len(list(hash(deal_id, {n}))) FROM visits, range(3)")[0][0]
        return found

    with ThreadPoolExecutor(6) as pool:
        assert set(pool.map(ask, range(24))) == {900_000}


def test_what_has_no_room_at_all_is_told_in_a_sentence(copy: Copy) -> None:
    with pytest.raises(TooLarge, match="memory"):
        copy.ask("SELECT list(hash(deal_id, i)) FROM visits, range(40) r(i)")
    assert copy.ask("SELECT count(*) FROM visits") == [(300_000,)]
