"""Tables on paper: no word is torn that fits, no figure loses its unit, and what belongs together stays together."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penstock.paper.pages import NARROW, Pages
from penstock.paper.picture import Picture
from penstock.paper.tables import (
    BAR,
    PAD,
    SIZE,
    Cell,
    Line,
    Table,
    _columns,
    _fitting,
    _least,
    _natural,
    add_table,
    fits_upright,
)
from penstock.paper.words import cleaned, lines_of, longest_piece, width
from tests.paper.reading import read

WORD = st.text("abcdefgхцшщ", min_size=1, max_size=14)
WORDS = st.lists(WORD, min_size=1, max_size=4).map(" ".join)


def table(names: list[str], heads: list[str], figures: list[str], bar: int = 0) -> Table:
    cells = [Cell(figures[place % len(figures)], percent=50) for place in range(len(heads))]
    return Table("Owner", heads, [Line(name, cells) for name in names], bar=bar)


TABLES = st.builds(
    table,
    st.lists(WORDS, min_size=1, max_size=5),
    st.lists(WORDS, min_size=1, max_size=16),
    st.lists(st.sampled_from(("7", "100,0 %", "1 394,2 тыс. €", "€2,148,453")), min_size=1, max_size=4),
    st.integers(0, 1),
)


@given(TABLES, st.sampled_from((NARROW, 773.0, 243.0)))
@settings(deadline=None, max_examples=60)
def test_no_word_is_torn_where_the_table_can_be_drawn_small_enough(told: Table, room: float) -> None:
    shown, scale = _fitting(told, room)
    columns = _columns(shown, room / scale)
    assert sum(columns) * scale <= room + 0.2
    if sum(_least(shown)) * scale > room + 0.1:
        return
    for place, (wide, least) in enumerate(zip(columns, _least(shown), strict=True)):
        assert wide >= least - 0.05
        bar = BAR if place and place == shown.bar else 0
        for line in shown.lines:
            words = line.cells[place - 1].words if place else line.label
            for piece in cleaned(words).split(" "):
                assert len(lines_of(piece, wide - 2 * PAD - bar, SIZE)) == 1


@given(TABLES)
@settings(deadline=None, max_examples=40)
def test_what_has_room_is_as_wide_as_its_words_want(told: Table) -> None:
    assert _columns(told, sum(_natural(told)) + 1) == _natural(told)


@pytest.mark.parametrize("blank", ["\u00a0", "\u202f"])
def test_a_figure_is_never_parted_from_its_unit(blank: str) -> None:
    figure = f"394,2{blank}тыс.{blank}€"
    assert lines_of(figure, width(figure, SIZE) + 1, SIZE) == [figure]
    assert longest_piece(figure, SIZE) == width(cleaned(figure), SIZE)
    pages = Pages("Figures", language="ru", is_wide=False)
    add_table(pages, table(["Ответственный"], [f"Выручка за месяц {n}" for n in range(7)], [figure]))
    assert "394,2 тыс. €" in read(pages.finished()).pages[0].extract_text()


def test_bars_go_before_a_word_is_torn() -> None:
    heads = [f"conversion {place}" for place in range(20)]
    shown, _scale = _fitting(table(["Ответственный"], heads, ["1,394.2"], bar=1), 773.0)
    assert shown.bar == 0
    assert _fitting(table(["Ann"], ["Won"], ["1"], bar=1), 773.0)[0].bar == 1
    bare = Table("Owner", ["Won"], [Line("Ann", [Cell("0")])], bar=1)
    assert _fitting(bare, 773.0)[0].bar == 0


def test_a_table_that_is_only_a_little_too_wide_stays_upright() -> None:
    heads = ["Value", "Stage", "Owner"]
    assert fits_upright(table(["Replacement pumps for Prairie Energy"], heads, ["Ask whether it is clear now"]))
    assert not fits_upright(table(["Ann"], [f"Conversion {n}" for n in range(16)], ["100.0%"]))


@pytest.mark.parametrize("rows", range(20, 44))
def test_a_note_never_stands_without_rows_above_it(rows: int) -> None:
    pages = Pages("Notes", language="en", is_wide=False)
    pages.add(Picture(pages.wide, high=150))
    lines = [Line(f"Row {n}", [Cell(str(n))]) for n in range(rows)]
    note = "Half of the revenue."
    add_table(
        pages, Table("Deal", ["Value"], lines), "All of them", note, tail=pages.high_of("How it was reckoned.", 7.5)
    )
    pages.words("How it was reckoned.", 7.5)
    for page in read(pages.finished()).pages:
        text = page.extract_text()
        if note in text or "How it was reckoned" in text:
            assert text.count("Row ") >= 2 and note in text and "How it was reckoned" in text


@pytest.mark.parametrize("already", range(380, 480, 7))
def test_no_title_stands_without_the_rows_of_a_short_table(already: float) -> None:
    pages = Pages("Short", language="en")
    pages.add(Picture(pages.wide, high=already))
    lines = [Line(f"Row {n}", [Cell(str(n), "a note beneath")]) for n in range(2)]
    add_table(pages, Table("Deal", ["Value"], lines), "All of them", "Half of the revenue.")
    for page in read(pages.finished()).pages:
        text = page.extract_text()
        assert ("All of them" in text) == ("Row 0" in text) == ("Half of the revenue" in text)


def test_what_rows_stand_under_is_told_again_on_the_next_page_and_in_full() -> None:
    pages = Pages("Under", language="en")
    under = "Lead qualification: So that we do not waste your time, I would like to ask four things"
    lines = [Line(f"Answer {n}", [Cell(str(n))], under) for n in range(60)]
    add_table(pages, Table("The answer", ["Won"], lines))
    found = read(pages.finished()).pages
    assert len(found) > 1
    for page in found:
        assert " ".join(page.extract_text().split()).count(under) == 1


def test_tables_begin_below_the_columns_before_them_where_there_is_room() -> None:
    pages = Pages("Columns", language="en")
    for count in (2, 3):
        pages.in_columns(count)
        add_table(pages, table(["Ann", "Ben"], ["Won"], ["1"]), f"In {count}")
    assert len(read(pages.finished()).pages) == 1
