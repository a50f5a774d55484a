"""Pages hold what they are given as letters, whatever it spells; nothing runs off them, and none is missing."""

import os
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penstock.paper.fonts import UNKNOWN, letter_of
from penstock.paper.pages import Pages
from penstock.paper.picture import Picture
from penstock.paper.tables import MOST_ROWS, Cell, Line, Table, add_table
from penstock.paper.words import NEARLY, cleaned, for_the_eye, lines_of, shortened, width
from tests.paper.reading import letters, read, words

HOSTILE = (
    "<b>bold</b> & <img src='file:///etc/passwd'/>",
    "(unbalanced ) \\) endobj stream %PDF /JavaScript",
    "javascript:alert(1) http://evil.test/x",
    "\x00\x07\x1b[31m\u202eevil\u2066\ufeff",
    "שלום עולם (abc) 123 مرحبا",
    "🎉👩‍👩‍👧‍👦🏳️‍🌈",
    "e" + "\u0301" * 500,
    "x" * 10_000,
    "словобезконца" * 800,
    "没有空格的很长的中文" * 1000,
    "\ud800 lone",
    "",
)
LANGUAGES = {
    "en": "Pipeline value: €1,234.50 — “open” → won",
    "ru": "Воронка продаж: 1 234,50 ₽ — «сделки» № 5",
    "zh": "销售管道金额：¥120万，赢单与输单（商机）",
}


def made(text: str, **how: bool) -> bytes:
    """A file with the text in every place that takes one."""
    pages = Pages(text, language="en", address="http://localhost/dashboards/1/", **how)
    pages.head(text, text)
    pages.words(text)
    line = Line(text, [Cell("1", text), Cell(text, is_words=True), Cell(text)], text)
    add_table(pages, Table(text, [text, text, text], [line]), text, text)
    return pages.finished()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_written_can_be_selected_in_every_language(language: str) -> None:
    assert "".join(LANGUAGES[language].split()) in letters(made(LANGUAGES[language]))


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("is_wide", [True, False])
def test_hostile_words_are_words(text: str, is_wide: bool) -> None:
    found = read(made(text, is_wide=is_wide))
    assert 1 <= len(found.pages) <= 8
    root = found.trailer["/Root"]
    assert not {"/OpenAction", "/AA", "/AcroForm", "/Names"} & set(root)
    links = [note.get_object() for page in found.pages for note in page.get("/Annots", [])]
    assert {link["/A"]["/URI"] for link in links} == {"http://localhost/dashboards/1/"}
    assert {link["/Subtype"] for link in links} == {"/Link"}
    assert not any(page["/Resources"].get("/XObject") for page in found.pages)


def test_markup_stands_as_it_was_written() -> None:
    assert "<b>bold</b>&<imgsrc='file:///etc/passwd'/>" in letters(made(HOSTILE[0]))


def test_every_page_says_which_it_is_and_a_long_table_has_its_head_on_each() -> None:
    pages = Pages("Many", language="en")
    lines = [Line(f"Row {number}", [Cell(str(number))]) for number in range(400)]
    add_table(pages, Table("Deal", ["Amount, all of it"], lines), "All of them")
    found = read(pages.finished())
    count = len(found.pages)
    assert count > 8
    for number, page in enumerate(found.pages, start=1):
        text = page.extract_text()
        assert f"{number} / {count}" in text and "Amount, all of it" in text
    assert all(f"Row {number} " in f"{words(pages.finished())} " for number in (0, 200, 399))


def test_of_a_table_without_end_the_beginning_is_printed() -> None:
    pages = Pages("Many", language="en")
    add_table(pages, Table("Deal", ["Value"], [Line(f"Row {n}", [Cell(str(n))]) for n in range(MOST_ROWS + 20_000)]))
    assert "20000 more in the workbook" in words(pages.finished())
    assert len(pages.pages) < 60


def test_the_file_says_its_title_and_its_language() -> None:
    found = read(Pages("Выручка", language="ru").finished())
    assert found.metadata is not None and found.metadata.title == "Выручка"
    assert found.trailer["/Root"]["/Lang"] == "ru"


def test_fonts_are_embedded_and_only_the_letters_that_are_used() -> None:
    whole = made(LANGUAGES["zh"])
    fonts = read(whole).pages[0]["/Resources"]["/Font"]
    embedded = [
        one.get_object()["/FontDescriptor"]["/FontFile2"]
        for one in fonts.values()
        if "/FontDescriptor" in one.get_object()
    ]
    assert len(embedded) >= 2
    assert len(whole) < 60_000


def test_columns_are_filled_one_after_another() -> None:
    pages = Pages("Columns", language="en")
    pages.in_columns(3)
    for _number in range(5):
        pages.add(Picture(100, high=300))
    assert [len({x for _picture, x, _y in page}) for page in pages.pages] == [3, 2]


@settings(deadline=None)  # the first letter reads its face
@given(st.text(max_size=300), st.floats(min_value=20, max_value=300), st.booleans())
def test_lines_fit_their_room_and_lose_no_letter(text: str, room: float, is_bold: bool) -> None:
    lines = lines_of(text, room, 8, is_bold)
    assert all(width(line, 8, is_bold) <= room + 2 * NEARLY for line in lines)
    assert "".join("".join(lines).split()) == "".join(cleaned(text).split())


@settings(deadline=None)  # the first letter reads its face
@given(st.text(max_size=300), st.floats(min_value=20, max_value=300), st.integers(min_value=1, max_value=4))
def test_no_more_lines_than_there_is_room_for(text: str, room: float, most: int) -> None:
    lines = lines_of(text, room, 8, most=most)
    assert len(lines) <= most
    assert all(width(line, 8) <= room + 2 * NEARLY for line in [*lines, shortened(text, room, 8)])


@settings(deadline=None)  # the first letter reads its face
@given(st.text(max_size=100))
def test_turning_round_loses_no_letter(text: str) -> None:
    line = cleaned(text)
    assert len(for_the_eye(line)) == len(line)


def test_what_is_written_from_the_right_is_turned_round() -> None:
    assert for_the_eye("abc שלום 12") == "abc םולש 12"
    assert for_the_eye("no change (a)") == "no change (a)"


def test_a_letter_that_no_face_has_is_told_by_a_sign() -> None:
    assert letter_of("𓀀", False)[1] == UNKNOWN


def test_nothing_is_loaded_before_the_first_page_is_asked_for() -> None:
    program = (
        "import django, sys; django.setup();"
        "from django.urls import get_resolver; get_resolver().url_patterns;"
        "import penstock.dashboards.views.files, penstock.dashboards.mailing, penstock.reports.views.paper;"
        "print(sorted(m for m in sys.modules if m.split('.')[0] in ('reportlab', 'PIL')))"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=_settings())
    assert told.stdout.strip() == "[]"


def _settings() -> dict[str, str]:
    return {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"}
