"""Headings, lists and bold are the same in the preview, in PDF and in DOCX, and nothing else is markup."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.paper.documents import KINDS, Document
from penstock.paper.markup import as_html, blocks
from tests.paper.reading import letters, words
from tests.paper.test_pages import HOSTILE

TEXT = "# Our offer\n\nDear **Ann**,\n- one **bold** item\n- two\n## Terms\n  indented\n2 * 3 ** 4"


def made(text: str, kind: str) -> bytes:
    return KINDS[kind][1](Document("Proposal", (), text, "en"))


def test_the_preview_shows_headings_lists_and_bold() -> None:
    assert as_html(TEXT) == (
        "<h3>Our offer</h3><p>Dear <strong>Ann</strong>,</p>"
        "<ul><li>one <strong>bold</strong> item</li><li>two</li></ul><h4>Terms</h4>"
        "<p>\u00a0\u00a0indented<br>2 * 3 ** 4</p>"
    )


def test_docx_has_styles_marks_and_bold_runs() -> None:
    with zipfile.ZipFile(io.BytesIO(made(TEXT, "docx"))) as archive:
        told = archive.read("word/document.xml").decode()
        assert 'w:styleId="Heading2"' in archive.read("word/styles.xml").decode()
    assert '<w:pStyle w:val="Heading1"/>' in told and '<w:pStyle w:val="Heading2"/>' in told
    assert told.count("<w:tab/>") == 2 and told.count("<w:rPr><w:b/></w:rPr>") == 2
    assert "**" in told and "# " not in told


def test_pdf_has_the_same_words_without_the_marks() -> None:
    shown = letters(made(TEXT, "pdf"))
    assert "Ouroffer" in shown and "DearAnn," in shown and "•" in shown and "2*3**4" in shown and "#" not in shown


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_letter_of_a_text_becomes_markup_of_the_page(text: str) -> None:
    shown = as_html(f"# {text}\n- **{text}**\n{text}")
    for tag in ("<script", "<img", "<a ", "<b", 'onerror="', 'javascript:"'):
        assert tag not in shown.replace("<br>", "")


@given(st.text(max_size=200))
def test_every_text_can_be_drawn_and_no_word_is_lost(text: str) -> None:
    told = "".join(block.words for block in blocks(text))
    kept = [letter for letter in text if not letter.isspace() and letter not in "#-*"]
    assert [letter for letter in told if not letter.isspace() and letter not in "#-*"] == kept
    as_html(text)


def test_a_space_stands_on_both_sides_of_bold_words() -> None:
    shown = words(made("A line with **bold** words, and **more** of them.", "pdf"))
    assert "A line with bold words, and more of them." in shown
