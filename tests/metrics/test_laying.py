"""Laid in order, the spans of a copy are the same spans; only where they lie is told apart."""

from pathlib import Path
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from penstock.metrics.columnar import Copy, Mark, laying
from tests.metrics.histories import MadeUpFeed, Story, stories
from tests.metrics.test_figures import QUICK, copy_fixture

copy = copy_fixture
SPANS = "SELECT * FROM spans ORDER BY ALL"


@QUICK
@given(told=stories(), piece=st.integers(1, 9))
def test_a_copy_laid_in_order_holds_the_same(copy: Copy, tmp_path: Path, told: list[Story], piece: int) -> None:
    feed = MadeUpFeed(told, tmp_path)
    copy.draw(feed, Mark())
    rough = copy.ask(SPANS)
    with patch.object(laying, "PIECE", piece):
        copy.draw(feed, Mark(), is_large=True)
    assert copy.ask(SPANS) == rough
    assert not list(tmp_path.glob("*.rough"))


@QUICK
@given(told=stories(), piece=st.integers(1, 9))
def test_each_span_lies_in_one_cell(copy: Copy, tmp_path: Path, told: list[Story], piece: int) -> None:
    copy.draw(MadeUpFeed(told, tmp_path), Mark())
    with patch.object(laying, "PIECE", piece):
        cells = list(laying.cells("spans", copy.ask))
    fitting = " + ".join(f"coalesce({cell}, FALSE)::INTEGER" for cell in cells) or "1"
    assert copy.ask(f"SELECT count(*) FROM spans WHERE {fitting} <> 1") == [(0,)]
