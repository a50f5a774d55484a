"""Many deals in one question: listed or as bits, the copy finds the same ones."""

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.metrics import deal_sets
from penstock.metrics.deal_sets import TooMany, is_among

FIRST = 5_000_000_000


def found(ids: list[int], rows: int) -> list[int]:
    """The deals of a table that the condition picks; there are some on either side of those meant."""
    table = f"(SELECT i::BIGINT + {FIRST - 3} AS deal_id FROM range({rows}) r(i)) p"
    sql = f"SELECT p.deal_id FROM {table} WHERE {is_among(ids)} ORDER BY 1"
    return [one for (one,) in duckdb.sql(sql).fetchall()]


@given(st.sets(st.integers(0, 300), max_size=80))
def test_exactly_the_deals_that_are_meant_are_found(places: set[int]) -> None:
    ids = sorted(FIRST + place for place in places)
    assert found(ids[::-1], 310) == ids


def test_deals_far_apart_are_listed_and_many_are_bits() -> None:
    assert "get_bit" not in is_among([FIRST, FIRST + 1_000_000])
    assert found([FIRST, FIRST + 1_000_000], 1_000_010) == [FIRST, FIRST + 1_000_000]
    assert "get_bit" in is_among(range(FIRST, FIRST + 100))


def test_a_million_deals_are_a_short_question() -> None:
    assert len(is_among(range(FIRST, FIRST + 2_000_000, 2))) < 510_000


def test_what_a_question_cannot_hold_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deal_sets, "WIDEST", 1000)
    for ids in (range(2000), range(0, 20_000_000, 1_000_000)):
        with pytest.raises(TooMany):
            is_among(ids)
