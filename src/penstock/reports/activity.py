"""What sellers do and what comes of it: calls, meetings and time by person, and how much of one makes another."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from penstock.metrics.asked import Asked
from penstock.metrics.question import MISSING
from penstock.reports.against import change_cell, ended_before
from penstock.reports.figures import Column, Figures, Group
from penstock.reports.report import Drawn, Report
from penstock.reports.tables import Cell, Head, Line, Table
from penstock.ui import formats
from penstock.workspaces.actor import Actor

CALLS = ("calls_made", "calls_a_day", "calls_answered_share", "calls_with_script_share")
RANG_US = ("calls_received", "calls_taken_share")
MEETINGS = ("meetings_booked", "meetings_held")
DONE = ("prospects_engaged", "touches_per_deal", "activities_done")
TIME = ("time_selling_share", "time_desk_share")
TOGETHER = (*CALLS, *RANG_US, *MEETINGS, *DONE, *TIME)
RATIOS = (
    ("calls_made", "meetings_booked"),
    ("meetings_booked", "meetings_held"),
    ("meetings_held", "deals_won"),
    ("activities_done", "deals_won"),
)
"""How much of the first there was for one of the second."""


def draw(asked: Asked, by: Actor) -> Drawn:
    """All of it beside the period before, then by seller, then what it takes to come to the next step."""
    figures, earlier = Figures(asked, by), ended_before(asked)
    past = Figures(earlier, by) if earlier else None
    if past:
        past.foresee(TOGETHER)
    figures.foresee(TOGETHER)
    figures.foresee({*TOGETHER, "deals_won"}, "owner")
    done = figures.column("activities_done").value() or figures.column("meetings_booked").value()
    tables: tuple[Table, ...] = ()
    if done:
        sellers = figures.table("sellers", _("What each seller did"), TOGETHER, "owner", bar=1)
        tables = (_together(figures, past), sellers, _ratios(figures))
    return Drawn(_title(figures), tables, _notes())


def _title(figures: Figures) -> str:
    calls, met = (int(figures.column(key).value() or 0) for key in ("calls_made", "meetings_held"))
    answered = figures.column("calls_answered_share").value()
    told = {"calls": formats.number(calls), "met": formats.number(met), "answered": formats.percent(answered or 0)}
    if answered is None:
        return (
            ngettext("%(calls)s call, and meetings held: %(met)s", "%(calls)s calls, and meetings held: %(met)s", calls)
            % told
        )
    words = ngettext(
        "%(calls)s call, %(answered)s answered; meetings held: %(met)s",
        "%(calls)s calls, %(answered)s answered; meetings held: %(met)s",
        calls,
    )
    return words % told


def _together(figures: Figures, past: Figures | None) -> Table:
    """Every figure, beside as long a time before, and the time of which nothing is written."""
    lines = [_line(figures, past, key) for key in TOGETHER]
    lines = [line for line in lines if any(cell.value is not None for cell in line.cells)]
    lines += _rest(figures, past)
    columns = [Head("now", _("In this time"))]
    if past:
        columns += [Head("before", _("Earlier")), Head("change", _("Difference"))]
    return Table("figures", _("The figures together"), _("Figure"), columns, lines)


def _line(figures: Figures, past: Figures | None, key: str) -> Line:
    now = figures.column(key)
    cells = [figures.cell(now)]
    if past:
        was = past.column(key)
        cells += [past.cell(was), change_cell(now.metric, now.value(), was.value())]
    return Line(str(now.metric.name), cells)


def _rest(figures: Figures, past: Figures | None) -> list[Line]:
    """The share of working time that neither calls and meetings nor tasks and e-mails account for."""
    shares = [_unwritten(one) for one in (figures, past) if one]
    if shares[0] is None:
        return []
    cells = [Cell(MISSING) if one is None else Cell(formats.fixed_percent(one, 1), one) for one in shares]
    return [Line(_("Working time of which nothing is written"), [*cells, *([Cell(MISSING)] if past else [])])]


def _unwritten(figures: Figures) -> float | None:
    known = [figures.column(key).value() for key in TIME]
    if any(one is None for one in known):
        return None
    return max(1 - sum(float(one or 0) for one in known), 0.0)


def _ratios(figures: Figures) -> Table:
    """For everybody, and for all together: how much of one step there was for one of the next."""
    split = {key: figures.column(key, "owner") for key in {one for pair in RATIOS for one in pair}}
    whole = {key: figures.column(key) for key in split}
    owners = figures.groups("owner", {group for column in split.values() for (group,) in column.rows})
    lines = [Line(owner or MISSING, _ratios_of(split, owner)) for owner in owners]
    lines += [Line(_("All together"), _ratios_of(whole))] if lines else []
    heads = [Head(f"{one}_{other}", _ratio_words()[one, other]) for one, other in RATIOS]
    note = _("Beneath each how many there were of both. The next step may follow in a later time.")
    return Table("ratios", _("How much it takes to come to the next step"), _("Owner"), heads, lines, note)


def _ratios_of(columns: dict[str, Column], *group: Group) -> Sequence[Cell]:
    return [_ratio(columns[one].value(*group), columns[other].value(*group)) for one, other in RATIOS]


def _ratio(one: object, other: object) -> Cell:
    much, little = int(str(one or 0)), int(str(other or 0))
    if not little:
        return Cell(MISSING)
    note = _("%(one)s to %(other)s") % {"one": formats.number(much), "other": formats.number(little)}
    return Cell(formats.fixed(much / little, 1), much / little, note=note)


def _ratio_words() -> dict[tuple[str, str], str]:
    words = (
        _("Calls for a meeting booked"),
        _("Meetings booked for one held"),
        _("Meetings held for a deal won"),
        _("Activities for a deal won"),
    )
    return dict(zip(RATIOS, words, strict=True))


def _notes() -> tuple[str, ...]:
    return (
        _("Work on deals alone is told, each piece for its own owner; deals won are those of their owners."),
        _("Time is of what has a duration. Shares of time and calls a day want a time with two ends."),
    )


REPORT = Report(
    "activity",
    gettext_lazy("Activity and what comes of it"),
    gettext_lazy("Calls, meetings, prospects and time by seller, and how much of each it takes for the next step."),
    "phone-call",
    draw,
    narrows=True,
)
