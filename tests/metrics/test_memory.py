"""A question with very many groups is answered within the memory that the engine has."""

from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from penstock.metrics.columnar import Copy, Engine, engine, tables
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


def test_curves_of_many_groups_keep_only_where_they_fall(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(engine.SETTINGS, "memory_limit", "30MB")
    held = Engine(tmp_path)
    copy = Copy(held, tmp_path / "many.duckdb", "many")
    copy._writer.execute(tables.SCHEMA)
    copy._writer.execute(VISITS)
    copy._writer.execute("CHECKPOINT")
    sight = Sight(None, ZoneInfo("UTC"), date(2024, 6, 1))
    asked = compile_question(parse("stage_time_to_next", split=["company"]), sight)
    rows = copy.ask(asked.figures, asked.parameters)
    assert len(rows) == 5000 and sum(row[1] for row in rows) == 300_000
    copy.close()
    held.close()
