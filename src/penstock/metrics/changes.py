"""What changed in the pipeline between two days: a waterfall from what it was worth to what it is worth."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from penstock.metrics import figures
from penstock.metrics.answer import Answer, Figure, Row
from penstock.metrics.asked import Asked
from penstock.metrics.asking import ask
from penstock.metrics.catalogue.changing import CHANGES
from penstock.metrics.numbers import Cell, Line, Table, rows_url
from penstock.metrics.question import MISSING
from penstock.metrics.words import CHANGE_WORDS
from penstock.workspaces.actor import Actor

KEY = "pipeline_changes"
ENDS = ("opening", "closing")
MOVED = ("moved_in", "moved_out")
SHIFTED = ("slipped", "pulled_in")
"""Changes of the day of closing, which change no value."""

Cells = dict[tuple[str | None, str | None], Row]
"""What changed by owner and change."""


@dataclass(frozen=True)
class Step:
    """One step of the waterfall: its bar begins at ``x`` and is ``width`` wide, both in percent of the longest."""

    key: str
    label: str
    n: int
    shown: str
    exact: str
    url: str
    x: float
    width: float
    begins_at: float
    ends_at: float

    @property
    def state(self) -> str:
        """How the bar is drawn: both ends in full, won and lost in their colours, what adds and what takes away."""
        if self.key in ENDS:
            return "whole"
        return self.key if self.key in ("won", "lost") else "less" if self.shown.startswith("−") else "more"


class Changes:
    """What changed for one asker, in the period that the address asks for."""

    def __init__(self, asked: Asked, by: Actor) -> None:
        self.asked, self.by = asked, by

    @cached_property
    def answer(self) -> Answer:
        """The changes, each with its deals and what it adds."""
        return ask(KEY, by=self.by, split=["change"], **self.asked.words())

    @cached_property
    def told(self) -> dict[str, Row]:
        """The changes by their key."""
        return {row.group[0] or MISSING: row for row in self.answer.rows}

    @property
    def is_moved_within(self) -> bool:
        """Whether what moved from one owner, pipeline or stage to another did so within what is looked at."""
        return not sum(float(self.told[key].value or 0) for key in MOVED if key in self.told)

    def steps(self) -> list[Step]:
        """The waterfall, both ends always."""
        shown = [key for key in CHANGES if key in ENDS or (key in self.told and not self._is_left_out(key))]
        running, places = 0.0, list[tuple[str, float, float]]()
        for key in shown:
            start = 0.0 if key in ENDS else running
            running = start + self._value(key)
            places.append((key, start, running))
        longest = max((abs(place) for _key, *ends in places for place in ends), default=0) or 1
        return [self._step(*place, longest) for place in places]

    def title(self) -> str:
        """What it all comes to."""
        opening, closing = (self._value(key) for key in ENDS)
        told = {
            "before": self._short(opening),
            "now": self._short(closing),
            "difference": self._short(abs(closing - opening)),
        }
        if closing == opening:
            return _("The pipeline is worth %(now)s, as it was before") % told
        grew = _("The pipeline grew by %(difference)s, from %(before)s to %(now)s")
        shrank = _("The pipeline shrank by %(difference)s, from %(before)s to %(now)s")
        return (grew if closing > opening else shrank) % told

    def people(self) -> Table:
        """The same by owner, the largest closing value first."""
        answer = ask(KEY, by=self.by, split=["owner", "change"], **self.asked.words())
        cells = _without_moves_within({(row.group[0], row.group[1]): row for row in answer.rows})
        keys = [
            key
            for key in CHANGES
            if key not in SHIFTED and any(cell[1] == key and row.value for cell, row in cells.items())
        ]
        owners = sorted({owner for owner, _key in cells}, key=lambda one: -_closing(cells.get((one, "closing"))))
        lines = [Line(owner or MISSING, "", list(self._cells(owner, keys, cells))) for owner in owners]
        return Table(_("Whose deals changed it"), [str(CHANGE_WORDS[key]) for key in keys], lines)

    def _cells(self, owner: str | None, keys: list[str], cells: Cells) -> Iterable[Cell]:
        for key in keys:
            row = cells.get((owner, key))
            url = rows_url(self.asked.narrowed(metric=KEY, change=key, owner=owner)) if row else ""
            value = row.value if row else None
            yield Cell(
                str(CHANGE_WORDS[key]),
                self._signed(key, float(value or 0)) if row else "",
                self._exact(value),
                url,
                value,
            )

    def _is_left_out(self, key: str) -> bool:
        return key in MOVED and self.is_moved_within

    def _step(self, key: str, start: float, end: float, longest: float) -> Step:
        n = self.told[key].n if key in self.told else 0
        x, width = 100 * min(start, end) / longest, 100 * abs(end - start) / longest
        return Step(
            key,
            str(CHANGE_WORDS[key]),
            n,
            self._signed(key, self._value(key)),
            self._exact(self._value(key)),
            rows_url(self.asked.query(metric=KEY, change=key)),
            round(x, 2),
            round(max(width, 0.3 if width else 0), 2),
            round(100 * (end if key in ENDS else start) / longest, 2),
            round(100 * end / longest, 2),
        )

    def _value(self, key: str) -> float:
        return float(self.told[key].value or 0) if key in self.told else 0.0

    def _signed(self, key: str, value: float) -> str:
        sign = "" if key in ENDS or not value else "−" if value < 0 else "+"
        return sign + self._short(abs(value))

    def _short(self, value: float) -> str:
        return figures.in_column(value, self.answer.question.metric.unit, self.answer.currency)

    def _exact(self, value: Figure) -> str:
        return figures.exact(value, self.answer.question.metric.unit, self.answer.currency)


def _without_moves_within(cells: Cells) -> Cells:
    """The changes of each owner without what only went from one stage to another in the same hands."""
    moved: dict[str | None, float] = defaultdict(float)
    for (owner, key), row in cells.items():
        if key in MOVED:
            moved[owner] += float(row.value or 0)
    return {where: row for where, row in cells.items() if where[1] not in MOVED or moved[where[0]]}


def _closing(row: Row | None) -> float:
    return float(row.value or 0) if row else 0.0
