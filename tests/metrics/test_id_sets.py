"""Many ids in one question: listed, as bits or joined, the copy finds the same ones."""

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.metrics import id_sets
from penstock.metrics.id_sets import TooMany, is_among

FIRST = 5_000_000_000


def found(ids: list[int], rows: int) -> list[int]:
    """The ids of a table that the condition picks; there are some on either side of those meant, and a row without."""
    table = f"(SELECT i::BIGINT + {FIRST - 3} AS id FROM range({rows}) r(i) UNION ALL SELECT NULL) p"
    sql = f"SELECT p.id FROM {table} WHERE {is_among(ids, 'p.id')} OR p.id = 0 ORDER BY 1"
    return [one for (one,) in duckdb.sql(sql).fetchall()]


@given(st.sets(st.integers(0, 300), max_size=80), st.sampled_from([0, id_sets.FEW, 100]), st.sampled_from([0, 1000]))
def test_exactly_the_ids_that_are_meant_are_found(places: set[int], few: int, widest: int) -> None:
    ids = sorted(FIRST + place for place in places)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(id_sets, "FEW", few)
        patch.setattr(id_sets, "WIDEST", widest)
        assert found(ids[::-1], 310) == ids


def test_nothing_is_joined_to_find_any_number_of_neighbours() -> None:
    for count in (1, 26, 5000):
        plan = duckdb.sql(
            f"EXPLAIN SELECT id FROM range(100) r(id) WHERE id IS NULL OR {is_among(range(count), 'id')}"
        ).fetchall()
        assert "join" not in str(plan).lower()


def test_a_million_deals_are_a_short_question() -> None:
    assert len(is_among(range(FIRST, FIRST + 2_000_000, 2), "p.deal_id")) < 510_000


def test_what_a_question_cannot_hold_is_refused() -> None:
    with pytest.raises(TooMany):
        is_among(range(0, 400_000_000, 1000), "p.deal_id")
