"""The little markup that texts of documents may have: `#` headings, `-` lists, `**bold**`; all else is letters.

The preview, PDF and DOCX are made of the same blocks, so that they never differ.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

HEADING, ITEM = re.compile(r"(#{1,3})\s+(\S.*)"), re.compile(r"(\s*)-\s+(\S.*)")
BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")


@dataclass(frozen=True)
class Run:
    """Words that are written alike."""

    words: str
    bold: bool = False


@dataclass(frozen=True)
class Block:
    """A line of a text: ``level`` is that of a heading, ``indent`` how many blanks stand before; it may be empty."""

    runs: tuple[Run, ...]
    level: int = 0
    is_item: bool = False
    indent: int = 0

    @property
    def words(self) -> str:
        """What it says."""
        return "".join(run.words for run in self.runs)


def blocks(text: str) -> Iterator[Block]:
    """The lines of a text, each with how it is written."""
    for line in text.splitlines():
        heading, item = HEADING.fullmatch(line.rstrip()), ITEM.fullmatch(line.rstrip())
        if heading:
            yield Block(tuple(_runs(heading[2])), level=len(heading[1]))
        elif item:
            yield Block(tuple(_runs(item[2])), is_item=True, indent=len(item[1]))
        else:
            words = line.strip()
            yield Block(tuple(_runs(words)) if words else (), indent=len(line) - len(line.lstrip()) if words else 0)


def as_html(text: str) -> SafeString:
    """The text as a preview shows it; every letter of it is escaped."""
    return format_html_join("", "{}", ((part,) for part in _parts(text)))


def _parts(text: str) -> Iterator[SafeString]:
    for kind, several in groupby(blocks(text), key=_kind):
        told = list(several)
        if kind == "heading":
            for one in told:
                level = one.level + 2
                yield format_html("<h{}>{}</h{}>", level, _written(one), level)
        elif kind == "item":
            yield format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((_written(one),) for one in told)))
        elif kind == "line":
            lines = ((SafeString("\u00a0" * one.indent) + _written(one),) for one in told)
            yield format_html("<p>{}</p>", format_html_join(mark_safe("<br>"), "{}", lines))


def _kind(block: Block) -> str:
    if block.level:
        return "heading"
    return "item" if block.is_item else "line" if block.runs else "nothing"


def _written(block: Block) -> SafeString:
    return format_html_join(
        "", "{}", ((format_html("<strong>{}</strong>", run.words) if run.bold else run.words,) for run in block.runs)
    )


def _runs(words: str) -> Iterator[Run]:
    end = 0
    for found in BOLD.finditer(words):
        if found.start() > end:
            yield Run(words[end : found.start()])
        yield Run(found[1], bold=True)
        end = found.end()
    if end < len(words):
        yield Run(words[end:])
