"""The table: a name, headers and rows that can be read again and again without being kept in memory."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from penstock.common.errors import Refused

Row = tuple[int, list[str]]
"""A row's number as a spreadsheet shows it (the header of a plain file is row 1), and its cells as text."""

HEADER_WITHIN = 20
"""Titles above the header are skipped, within this many rows."""


class Unreadable(Refused):
    """A file cannot be read; the sentence names the file, the place and what to do."""


@dataclass(frozen=True)
class Table:
    """One sheet or one delimited file; ``reopen`` starts its rows anew, headers first."""

    name: str
    source: str
    headers: tuple[str, ...]
    header_row: int
    reopen: Callable[[], Iterator[list[str]]]
    dialect: str = ""

    def rows(self) -> Iterator[Row]:
        """Every row that is not blank, padded to the headers; surplus cells stay so that they can be refused."""
        width = len(self.headers)
        for number, cells in enumerate(self.reopen(), start=1):
            if number <= self.header_row or not any(cells):
                continue
            missing = width - len(cells)
            yield number, cells + [""] * missing if missing > 0 else cells

    def sample(self, size: int = 1000) -> list[list[str]]:
        """The cells of the first rows, to recognise columns by."""
        return [cells for _number, cells in islice(self.rows(), size)]


def table_of(name: str, source: str, reopen: Callable[[], Iterator[list[str]]], dialect: str = "") -> Table | None:
    """A table from rows that include its header; None where there is nothing in it."""
    opening = list(islice(reopen(), HEADER_WITHIN + 100))
    header_row = find_header(opening)
    if header_row is None:
        return None
    return Table(name, source, unique_headers(opening[header_row - 1]), header_row, reopen, dialect)


def find_header(rows: list[list[str]]) -> int | None:
    """The number of the first row filled more than half as wide as the widest: titles above a table are narrower."""
    filled = [sum(1 for cell in row if cell.strip()) for row in rows]
    widest = max(filled, default=0)
    if not widest:
        return None
    return next(number for number, count in enumerate(filled, start=1) if count > widest * 0.5)


def unique_headers(cells: Iterable[str]) -> tuple[str, ...]:
    """Headers without surrounding space; one that stands twice gets a number, one that is blank its letter."""
    seen: dict[str, int] = {}
    named: list[str] = []
    for index, cell in enumerate(trimmed(list(cells))):
        header = " ".join(cell.replace("\ufeff", "").split()) or f"column {letters(index)}"
        seen[header] = seen.get(header, 0) + 1
        named.append(header if seen[header] == 1 else f"{header} ({seen[header]})")
    return tuple(named)


def trimmed(cells: list[str]) -> list[str]:
    """Without the blank cells at the end, which some programs write."""
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return cells[:end]


def letters(index: int) -> str:
    """A column's letters as a spreadsheet shows them: 0 is A, 26 is AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name
