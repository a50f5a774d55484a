"""A text as a document to send: its heading and its paragraphs, as PDF or as DOCX, for the one who downloads it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify

from penstock.paper.docx_file import DOCX, docx
from penstock.paper.pages import PDF, Pages
from penstock.paper.picture import Picture

SIZE, SPACE, FURTHEST, MARGIN = 10.5, 2.6, 40, 57.0
"""Of letters; how wide a blank at the beginning of a line is, and how many count; the edge of a page."""


@dataclass(frozen=True)
class Document:
    """What stands in it: ``about`` are the lines beneath its title."""

    title: str
    about: tuple[str, ...]
    text: str
    language: str


def pdf(document: Document) -> bytes:
    """The document on pages that are held upright."""
    pages = Pages(document.title, language=document.language, is_wide=False, margin=MARGIN)
    pages.head(*document.about)
    for line in document.text.splitlines():
        begins = SPACE * min(len(line) - len(line.lstrip()), FURTHEST)
        if line.strip():
            pages.words(line, SIZE, indent=begins, gap=3)
        elif pages.y > pages.top:
            pages.add(Picture(pages.wide, high=SIZE * 0.7))
    return pages.finished()


def _docx(document: Document) -> bytes:
    return docx(document.title, document.about, document.text.splitlines(), document.language)


KINDS: dict[str, tuple[str, Callable[[Document], bytes]]] = {"pdf": (PDF, pdf), "docx": (DOCX, _docx)}
"""The kinds of file: what each is, and what writes it."""


def sent(document: Document, kind: str) -> HttpResponse:
    """The document as a download."""
    content_type, write = KINDS[kind]
    return download(write(document), document.title, kind, content_type)


def download(content: bytes, name: str, extension: str, content_type: str) -> HttpResponse:
    """A file whose name says what it holds and of which day; no browser takes it for something else, or keeps it."""
    response = HttpResponse(content, content_type=content_type)
    called = f"{slugify(name, allow_unicode=True)[:100] or 'penstock'}-{timezone.localdate()}.{extension}"
    response.headers["Content-Disposition"] = content_disposition_header(True, called) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response
