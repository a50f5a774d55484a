"""Reads a page as a reader does: which figures lead somewhere, which do not, and what stands where one gets to."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import NamedTuple

EMPTY = {"input", "br", "img", "meta", "link", "hr", "col", "wbr", "source"}
SECTIONS = ("section", "article", "figure", "details")
RECORD = re.compile(r"/(deals|companies|contacts)/\d+/")
NUMBER = re.compile(r"[−-]?[\d,]*\.?\d+")
SCALE = {"K": 1_000, "M": 1_000_000, "B": 1_000_000_000, "%": 0.01}


class Place(NamedTuple):
    """Where something stands: the section and the head of its column."""

    section: str
    column: str


@dataclass(frozen=True)
class Link:
    """A figure or a word that leads somewhere, and the figures that it tells of on hover."""

    place: Place
    text: str
    told: list[str]
    href: str


@dataclass
class _Node:
    tag: str
    attributes: dict[str, str]
    text: str = ""
    links: int = 0
    title: str = ""


class Page(HTMLParser):
    """The links of a page's own part, and figures of its tables that are none.

    The figures of a row that is a record, a deal or a company with a link to it, are the record's own.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[Link] = []
        self.bare: list[tuple[Place, str]] = []
        self._stack: list[_Node] = []
        self._heads: list[str] = []
        self._column = 0
        self._is_record = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in EMPTY:
            return
        self._stack.append(_Node(tag, {name: value or "" for name, value in attrs}))
        if tag == "thead":
            self._heads = []
        if tag == "tr":
            self._column, self._is_record = 0, False

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A part of a drawing."""

    def handle_data(self, data: str) -> None:
        for node in self._stack:
            node.text += data
        if self._stack and self._stack[-1].tag == "title":
            for node in reversed(self._stack):
                if node.tag == "a":
                    node.title = data

    def handle_endtag(self, tag: str) -> None:
        if not any(node.tag == tag for node in self._stack):
            return
        while (node := self._stack.pop()).tag != tag:
            pass
        if tag in ("td", "th"):
            self._cell(node)
        if tag == "a" and node.attributes.get("href") and self._is_within("main") and not self._is_within("nav"):
            self._link(node)

    def _cell(self, node: _Node) -> None:
        if self._is_within("thead"):
            self._heads.append(_tidy(node.text))
        is_figure = "num" in node.attributes.get("class", "").split() and re.search(r"[1-9]", node.text)
        if is_figure and not node.links and not self._is_record and self._is_within("main", "tbody"):
            self.bare.append((self._place(), _tidy(node.text)))
        self._column += 1

    def _link(self, node: _Node) -> None:
        for above in self._stack:
            above.links += 1
        href = node.attributes["href"]
        if RECORD.match(href) and self._is_within("th"):
            self._is_record = True
        title = node.attributes.get("title") or node.title
        text = _tidy(node.text.replace(node.title, "", 1))
        self.links.append(Link(self._place(), text, re.findall(r": ([^:]*?\d[^\s:]*)", title), href))

    def _place(self) -> Place:
        named = (one.attributes.get("id") or one.attributes.get("aria-label") for one in reversed(self._stack))
        sections = (one.attributes for one in reversed(self._stack) if one.tag in SECTIONS)
        section = next((one.get("id") or one.get("aria-label") or "" for one in sections), "") or next(named, "") or ""
        is_listed = self._is_within("tr") and self._column < len(self._heads)
        return Place(section, self._heads[self._column] if is_listed else "")

    def _is_within(self, *tags: str) -> bool:
        return all(any(node.tag == tag for node in self._stack) for tag in tags)


def number(text: str) -> tuple[float, float] | None:
    """A figure as it is shown, and by how much it may have been rounded; None for words and dashes."""
    found = NUMBER.search(text)
    if found is None:
        return None
    digits = found.group().replace(",", "").replace("−", "-")
    scale = SCALE.get(text[found.end() :].strip()[:1], 1)
    decimals = len(digits.partition(".")[2])
    return float(digits) * scale, 0.5 * 10**-decimals * scale


def same(shown: str, opened: str) -> bool:
    """Whether two figures are one, as far as they are told."""
    one, other = number(shown), number(opened)
    if one is None or other is None:
        return one is other
    # What adds and what takes away is told by its sign in one place and by its name in the other.
    return abs(abs(one[0]) - abs(other[0])) <= (one[1] + other[1]) * 1.000001


def _tidy(text: str) -> str:
    return " ".join(text.split())
