"""A document to send holds its text, all of it, as PDF and as DOCX, and nothing that does anything."""

import io
import zipfile
from xml.etree import ElementTree

import pytest

from penstock.paper.documents import KINDS, Document
from tests.paper.reading import letters, read
from tests.paper.test_pages import HOSTILE, LANGUAGES

WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def made(text: str, kind: str, language: str = "en") -> bytes:
    return KINDS[kind][1](Document(text or "Proposal", (text, ""), text, language))


def paragraphs(content: bytes) -> list[str]:
    """The paragraphs of a DOCX file; every part of it must be well formed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        parts = {name: ElementTree.fromstring(archive.read(name)) for name in archive.namelist()}
    body = parts["word/document.xml"][0]
    return ["".join(one.itertext()) for one in body.iter(f"{WORDS}p")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_kinds_hold_the_text_in_every_language(language: str) -> None:
    text = f"{LANGUAGES[language]}\n\n  1. {LANGUAGES[language]}"
    assert paragraphs(made(text, "docx", language))[-3:] == [*text.splitlines()]
    assert "".join(text.split()) in letters(made(text, "pdf", language))


def test_not_a_letter_of_a_long_text_is_lost() -> None:
    text = " ".join(f"word{number}" for number in range(6000)) + "\n" + "字" * 9000
    shown = letters(made(text, "pdf")).replace("字" * 20, "")
    assert letters(made(text, "pdf")).count("字") >= 9000
    assert all(f"word{number}" in shown for number in (0, 2999, 5999))
    assert "".join(paragraphs(made(text, "docx"))).count("word") >= 6000


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_are_words_and_nothing_else(text: str) -> None:
    found = read(made(text, "pdf"))
    assert not any(page.get("/Annots") for page in found.pages)
    content = made(text, "docx")
    told = paragraphs(content)
    assert all(letter not in "".join(told) for letter in "\x00\x07\u202e")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert sorted(archive.namelist()) == [
            "[Content_Types].xml",
            "_rels/.rels",
            "word/_rels/document.xml.rels",
            "word/document.xml",
            "word/footer1.xml",
            "word/styles.xml",
        ]
        assert b"TargetMode" not in archive.read("word/_rels/document.xml.rels")
        assert b"instr" not in archive.read("word/document.xml")


def test_fields_of_a_text_stay_text() -> None:
    told = made('{ INCLUDEPICTURE "http://evil.test/x" }\n<w:fldSimple w:instr="DDE"/>', "docx")
    assert '<w:fldSimple w:instr="DDE"/>' in paragraphs(told)
