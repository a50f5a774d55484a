"""Lays rows out under each other, also where letters are two cells wide, as Chinese ones are."""

from collections.abc import Sequence
from unicodedata import east_asian_width


def table(rows: Sequence[Sequence[str]], labels: int = 1) -> list[str]:
    """A line for each row: the first ``labels`` columns to the left, the figures after them to the right."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(_cell(*one, labels) for one in zip(range(len(row)), row, widths, strict=True)) for row in rows]


def padded(text: str, cells: int) -> str:
    """The text, filled up to that many cells of a terminal."""
    return text + " " * (cells - width(text))


def width(text: str) -> int:
    """How many cells of a terminal the text takes."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def _cell(place: int, text: str, cells: int, labels: int) -> str:
    return padded(text, cells) if place < labels else " " * (cells - width(text)) + text
