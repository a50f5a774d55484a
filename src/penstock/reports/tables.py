"""The tables of a report: what the screen, a file and paper show alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from penstock.metrics.answer import Figure
from penstock.metrics.catalogue.metric import Words

SHORT, LONG = 20, 44
"""So many letters stay on one line; from so many on, words want room. What is as wide as it is high counts twice."""


def wide(words: str) -> int:
    """How wide words are, in letters."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in words)


@dataclass(frozen=True)
class Cell:
    """A figure or a few words in their place.

    ``value`` is what a file holds, ``url`` leads to the rows behind it. ``note`` stands small beneath, ``state`` (won,
    lost, stuck, none) marks it; what a mark means stands in words beside it, for a colour alone says nothing.
    """

    shown: str
    value: Figure | str = None
    exact: str = ""
    url: str = ""
    note: str = ""
    state: str = ""
    percent: int = 0
    """How long its bar is, of the longest in its column; below nought to the left, where bars go from the middle."""
    is_dialog: bool = False
    """Whether its address opens over the page."""

    @property
    def is_words(self) -> bool:
        """Whether it is a sentence rather than a figure."""
        return isinstance(self.value, str)

    @property
    def is_long(self) -> bool:
        """Whether it is more than a few words, and wants a wide column."""
        return self.is_words and wide(self.shown) > LONG

    @property
    def is_short(self) -> bool:
        """Whether it is a word or two, which stay on one line."""
        return self.is_words and wide(self.shown) <= SHORT

    @property
    def off_middle(self) -> tuple[int, int]:
        """Where a bar from the middle begins and how long it is, in percent of its room."""
        half = round(abs(self.percent) / 2)
        return (50 - half if self.percent < 0 else 50), half


@dataclass(frozen=True)
class Head:
    """The head of a column; ``is_words`` says that it holds no figures."""

    key: str
    label: Words
    title: Words = ""
    is_words: bool = False


@dataclass(frozen=True)
class Line:
    """A row: its label, where that leads, what it stands under where there are several (a stage's pipeline), cells."""

    label: str
    cells: Sequence[Cell]
    under: str = ""
    url: str = ""


@dataclass(frozen=True)
class Table:
    """Figures by one thing, under a title that says what they come to; ``bar`` is the column that has bars, from 1.

    Where ``from_middle``, the bars go off to both sides: what is as usual has none.
    """

    key: str
    title: str
    name: Words
    heads: Sequence[Head]
    lines: Sequence[Line]
    note: str = ""
    bar: int = 0
    from_middle: bool = False
