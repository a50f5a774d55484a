"""How new sellers come up: the time to the first deal won and to the first month at plan, beside the others' median."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from penstock.metrics.asked import Asked
from penstock.metrics.catalogue import METRICS
from penstock.metrics.dimensions import TARGET_METRIC
from penstock.metrics.periods import Period, period_of
from penstock.metrics.question import MISSING
from penstock.reports.chance import FEW
from penstock.reports.figures import Column, Figures
from penstock.reports.report import ALWAYS, Drawn, Nothing, Report
from penstock.reports.starts import BEFORE_US, TEAM_SHARE, Start, Starts
from penstock.reports.tables import Cell, Head, Line, Table
from penstock.reports.waits import Wait, median_wait
from penstock.ui import formats
from penstock.workspaces.actor import Actor

LEAST = 3
"""With fewer others nobody is compared with them."""

Length = Callable[[int], str]


class RampUp:
    """The report for one question and one reader."""

    def __init__(self, asked: Asked, by: Actor) -> None:
        self.asked, self.by = asked, by
        self.starts = Starts(asked, by)
        self.all = self.starts.known
        self.shown = [start for start in reversed(self.all) if _is_in(asked.period, start.began_on)]

    def draw(self) -> Drawn:
        """Those who began in the time asked for, the newest first; then those of whom it is not known."""
        tables = [self._won(), self._planned(), self._unknown()]
        nothing = None if self.all or self.starts.unknown else _nothing(self.by)
        told = tuple(table for table in tables if table.lines)
        notes = (*_notes(), _of_some()) if self.starts.is_of_some_deals else _notes()
        return Drawn(self._title(), told, notes, left_out=self.starts.figures.left_out, nothing=nothing)

    def _won(self) -> Table:
        lines = []
        for start in self.shown:
            mine, others = start.to_win, [one.to_win for one in self.all if one is not start]
            lines.append(Line(start.label, [_began(start), self._first_deal(start), *_beside(mine, others, _days)]))
        heads = [_began_head(), Head("days", _("Days to the first deal won")), *_beside_heads()]
        return Table("won", _("The first deal won"), _("Seller"), heads, lines)

    def _planned(self) -> Table:
        lines = []
        for start in self.shown:
            others = [one.to_plan for one in self.all if one is not start and one.wanted_by]
            cells = _beside(start.to_plan, others, _months) if start.wanted_by else [Cell(MISSING), Cell(MISSING, "")]
            lines.append(Line(start.label, [_began(start), self._first_month(start), *cells]))
        heads = [_began_head(), Head("month", _("Month of work in which they first came up to it")), *_beside_heads()]
        share = {"share": formats.percent(float(TEAM_SHARE))}
        note = _(
            "A month with a plan counts when the plan was attained; one without, when it brought %(share)s of the "
            "median month of the others of the team. The month in which they began is the first."
        )
        return Table("plan", _("The first month at plan"), _("Seller"), heads, lines, note % share)

    def _unknown(self) -> Table:
        lines = [
            Line(label, [Cell(formats.full_day(first), first.isoformat())], url=self._settings(person.pk))
            for person, label, first in self.starts.unknown
        ]
        heads = [Head("seen", _("First seen here"), is_words=True)]
        title = _("It is not known when they began")
        note = _(
            "They did something in the first %(days)s days of which there are records, so they may have been here "
            "before. An administrator can enter the first day at work of anybody under Settings, People."
        )
        return Table("unknown", title, _("Seller"), heads, lines, note % {"days": BEFORE_US.days})

    def _settings(self, pk: int) -> str:
        return reverse("people:person", args=[pk]) if self.by.is_admin else ""

    def _first_deal(self, start: Start) -> Cell:
        if start.won_on is None:
            return _not_yet(start, _days(start.to_win.length))
        that_day = Period("custom", start.won_on, start.won_on + timedelta(days=1))
        url = self._url("deals_won", that_day, start)
        length = start.to_win.length
        return Cell(formats.number(length), length, url=url, note=formats.day(start.won_on))

    def _first_month(self, start: Start) -> Cell:
        if not start.wanted_by:
            return Cell(MISSING, note=_("nothing to measure by"))
        by = _("by the plan") if start.wanted_by == "plan" else _("by the team")
        if not start.month:
            return _not_yet(start, _months(start.to_plan.length), by)
        month = period_of("month", date.fromisoformat(f"{start.month}-01"))
        aims = [value.lower() for name, value in self.asked.where if name == TARGET_METRIC]
        url = self._url(aims[0] if aims and start.wanted_by == "plan" else "revenue_won", month, start)
        length = start.to_plan.length
        return Cell(formats.number(length), length, url=url, note=f"{month.label} · {by}")

    def _url(self, key: str, period: Period, start: Start) -> str:
        """The rows behind somebody's figure of a period, of the deals that the page is about."""
        column = Column(METRICS[key], ("owner",), (), None)
        return Figures(replace(self.asked, period=period), self.by).url(column, start.label)

    def _title(self) -> str:
        """How soon half of them won, or that it is too early to say; and how many are on their way."""
        if not self.shown:
            return _("Nobody is known to have begun in this time")
        waits = [start.to_win for start in self.shown]
        middle, waiting = median_wait(waits), sum(not wait.is_over for wait in waits)
        if middle is None:
            words = ngettext(
                "%(count)s seller began, and most deals are still to come",
                "%(count)s sellers began, and most of them have not won a deal yet",
                len(waits),
            )
            return words % {"count": formats.number(len(waits))}
        told = {"days": _days(middle), "count": formats.number(waiting)}
        if not waiting:
            return _("Half of the sellers won their first deal within %(days)s") % told
        words = ngettext(
            "Half of the sellers won their first deal within %(days)s; %(count)s has not won one yet",
            "Half of the sellers won their first deal within %(days)s; %(count)s have not won one yet",
            waiting,
        )
        return words % told


def _is_in(period: Period, day: date) -> bool:
    return (period.from_on is None or day >= period.from_on) and (period.until_on is None or day < period.until_on)


def _began_head() -> Head:
    return Head("began", _("Began on"), _("The first day at work as entered, else that of the first work here."), True)


def _began(start: Start) -> Cell:
    note = "" if start.is_told else _("first work here")
    return Cell(formats.full_day(start.began_on), start.began_on.isoformat(), note=note)


def _not_yet(start: Start, so_far: str, by: str = "") -> Cell:
    """Who is still on the way, or who left before."""
    words = _("left after %(so_far)s") if start.person.deactivated_at else _("not yet, after %(so_far)s")
    return Cell(words % {"so_far": so_far}, None, note=by)


def _beside_heads() -> list[Head]:
    title = _("After so long half of the others had it; who still waits counts for as long as they have.")
    return [Head("others", _("Median of the others"), title), Head("says", _("It says"), is_words=True)]


def _beside(mine: Wait, others: list[Wait], length: Length) -> list[Cell]:
    """The others' median with how many they are, and what it says of one."""
    if len(others) < LEAST:
        words = _("too few others to say")
        return [Cell(MISSING), Cell(words, words)]
    middle = median_wait(others)
    few = _("of %(count)s others, a small sample") if len(others) < FEW else _("of %(count)s others")
    note = few % {"count": formats.number(len(others))}
    words = _says(mine, middle)
    shown = Cell(length(middle), middle, note=note) if middle is not None else Cell(MISSING, note=note)
    return [shown, Cell(words, words)]


def _says(mine: Wait, middle: int | None) -> str:
    if not mine.is_over:
        is_long = middle is not None and mine.length > middle
        return _("still on the way, longer than half of the others") if is_long else _("still on the way")
    if middle is None or mine.length < middle:
        return _("sooner than half of the others")
    return _("as the others") if mine.length == middle else _("later than half of the others")


def _days(count: int) -> str:
    return ngettext("%(count)s day", "%(count)s days", count) % {"count": formats.number(count)}


def _months(count: int) -> str:
    return ngettext("%(count)s month", "%(count)s months", count) % {"count": formats.number(count)}


def _nothing(by: Actor) -> Nothing:
    return Nothing(
        _("Nobody has sold here yet"),
        _("Once sellers have deals, this page tells how soon each won the first one and came up to plan."),
        _("Open the board"),
        reverse("boards:board"),
    )


def _notes() -> tuple[str, ...]:
    return (
        _(
            "A seller begins on the day entered under Settings, People; without one, on the first day on which they "
            "took a deal over or did something on one. Who began before there were deals here is left out. "
            "Deals won count for whoever owned them at the end."
        ),
        _(
            "Who has not won yet is not left out: they count as waiting for as long as they have waited, until they "
            "left (Kaplan and Meier). With fewer than %(least)s others nothing is said, and beside fewer than %(few)s "
            "it is a small sample: look at it, do not judge by it."
        )
        % {"least": LEAST, "few": FEW},
    )


def _of_some() -> str:
    return _(
        "With filters about deals only sellers stand here who worked on such deals, each since their first work on any "
        "deal. Deals won and revenue are of such deals alone; a plan is for a pipeline at most, and with any other "
        "filter the team is what one is measured by."
    )


def draw(asked: Asked, by: Actor) -> Drawn:
    """The report for one question and one reader."""
    return RampUp(asked, by).draw()


REPORT = Report(
    "ramp-up",
    gettext_lazy("Ramp-up of new sellers"),
    gettext_lazy("How soon new sellers win their first deal and come up to plan, beside the others."),
    "rocket",
    draw,
    filters=("pipeline", "team", "owner", "source"),
    period=ALWAYS,
    narrows=True,
)
