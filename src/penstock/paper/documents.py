"""A text as a document to send: its heading and its paragraphs, as PDF or as DOCX, for the one who downloads it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify

from penstock.paper.colours import HAIRLINE, QUIET
from penstock.paper.docx_file import DOCX, DocxHead, docx
from penstock.paper.markup import Block, blocks
from penstock.paper.pages import PDF, Pages
from penstock.paper.picture import Picture

SIZE, SPACE, FURTHEST, MARGIN = 10.5, 2.6, 40, 57.0
"""Of letters; how wide a blank at the beginning of a line is, and how many count; the edge of a page."""


LOGO = (170.0, 48.0)
"""How wide and high a logo may be."""

HEADINGS = {1: 14.0, 2: 12.0, 3: SIZE}
"""How large a heading of each level is."""


@dataclass(frozen=True)
class Head:
    """Who sends it: the name, lines beneath it, and a logo as PNG with its size in pixels."""

    name: str
    lines: tuple[str, ...] = ()
    logo: bytes = b""
    pixels: tuple[int, int] = (0, 0)

    def within(self, room: tuple[float, float]) -> tuple[float, float]:
        """How wide and high the logo is drawn."""
        wide, high = self.pixels
        if not self.logo or not wide or not high:
            return 0.0, 0.0
        scale = min(room[0] / wide, room[1] / high)
        return wide * scale, high * scale


@dataclass(frozen=True)
class Document:
    """What stands in it: ``about`` are the lines beneath its title, ``text`` may have the markup of ``markup``."""

    title: str
    about: tuple[str, ...]
    text: str
    language: str
    head: Head | None = None


def pdf(document: Document) -> bytes:
    """The document on pages that are held upright."""
    pages = Pages(document.title, language=document.language, is_wide=False, margin=MARGIN)
    if document.head:
        pages.add(_head(document.head, pages.wide), gap=18)
    pages.head(*document.about)
    for block in blocks(document.text):
        _add(pages, block)
    return pages.finished()


def _head(head: Head, room: float) -> Picture:
    """The logo, the name and the lines beside it, and a line under both."""
    picture = Picture(room)
    wide, high = head.within(LOGO)
    if wide:
        picture.image(0, 0, wide, high, head.logo)
    left = wide + 18 if wide else 0.0
    y = picture.paragraph(left, 0, head.name, room - left, 12, bold=True, most=2)
    for line in head.lines:
        y = picture.paragraph(left, y + 1, line, room - left, 8.5, colour=QUIET, most=2)
    end = max(y, high) + 8
    picture.line([(0, end), (room, end)], HAIRLINE)
    return picture


def _add(pages: Pages, block: Block) -> None:
    if block.level:
        pages.y += 5 if pages.y > pages.top else 0
        pages.words(block.words, HEADINGS[block.level], bold=True, gap=4)
    elif not block.runs:
        if pages.y > pages.top:
            pages.add(Picture(pages.wide, high=SIZE * 0.7))
    else:
        begins = SPACE * min(block.indent, FURTHEST) + (SIZE * 1.4 if block.is_item else 0)
        runs = [(run.words, run.bold) for run in block.runs]
        pages.runs(runs, SIZE, indent=begins, gap=3, mark="•" if block.is_item else "")


def _docx(document: Document) -> bytes:
    return docx(document.title, document.about, blocks(document.text), document.language, _docx_head(document.head))


def _docx_head(head: Head | None) -> DocxHead | None:
    return DocxHead(head.name, head.lines, head.logo, head.within(LOGO)) if head else None


KINDS: dict[str, tuple[str, Callable[[Document], bytes]]] = {"pdf": (PDF, pdf), "docx": (DOCX, _docx)}
"""The kinds of file: what each is, and what writes it."""


def sent(document: Document, kind: str) -> HttpResponse:
    """The document as a download."""
    content_type, write = KINDS[kind]
    return download(write(document), document.title, kind, content_type)


def download(content: bytes, name: str, extension: str, content_type: str) -> HttpResponse:
    """A file whose name says what it holds and of which day; no browser takes it for something else, or keeps it."""
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, called(name, extension)) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response


def called(name: str, extension: str) -> str:
    """What a file is called: what it holds, in letters of any language, and of which day."""
    return f"{slugify(name, allow_unicode=True)[:100] or 'penstock'}-{timezone.localdate()}.{extension}"
