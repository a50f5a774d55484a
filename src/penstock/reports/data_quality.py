"""The quality of the data: how complete, fresh, valid and single the records are, and who keeps them."""

from dataclasses import replace
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from penstock.metrics.asked import Asked
from penstock.metrics.catalogue.metric import Words
from penstock.metrics.dimensions import DIMENSIONS
from penstock.metrics.periods import Period
from penstock.metrics.question import MISSING
from penstock.reports.contact_data import duplicates, validity
from penstock.reports.figures import Column, Figures, Group, heads
from penstock.reports.report import Drawn, Report
from penstock.reports.tables import Cell, Head, Line, Table
from penstock.ui import formats
from penstock.workspaces.actor import Actor

YES, NO = "yes", "no"
FACTS = ("has_value", "has_close_day", "has_next_step", "is_fresh")
NAMES: dict[str, Words] = {
    "has_value": gettext_lazy("Value"),
    "has_close_day": gettext_lazy("Expected close"),
    "has_next_step": gettext_lazy("Next step"),
    "is_fresh": gettext_lazy("Touch in 30 days"),
    **{key: DIMENSIONS[key].name for key in ("owner", "company", "source")},
}
"""What may be known of a deal."""
USE = ("adoption", "activities_done", "stage_entered", "stage_moved_on")
"""What tells whether somebody works with it: days with updates (of a period only), activities, and moves of deals."""


def draw(asked: Asked, by: Actor) -> Drawn:
    """Open deals fact by fact and person by person, contacts and companies, and the habit of using it."""
    standing, moving = Figures(as_it_stands(asked), by), Figures(asked, by)
    opened = standing.column("open_deals")
    counts = {key: known(standing, key) for key in NAMES}
    use = _use(moving)
    # A contact or company is no deal and may be on several or none: filters leave these two tables alone.
    tables: tuple[Table, ...] = (_facts(standing, opened, counts), _people(standing), use, validity(by), duplicates(by))
    if not opened.value() and not any(cell.value for line in use.lines for cell in line.cells):
        tables = ()
    return Drawn(_title(counts, int(opened.value() or 0)), tables, _notes(standing.asked.as_of))


def as_it_stands(asked: Asked) -> Asked:
    """The deals as they stood when the time asked for ended, or as they stand now."""
    until = asked.period.until_on
    last = until - timedelta(days=1) if until else None
    day = asked.as_of or (last if last and last < formats.today() else None)
    return replace(asked, period=Period("all"), as_of=day)


def known(figures: Figures, key: str, *split: str) -> Column:
    """The open deals, by whether something is known of them."""
    return figures.column("open_deals", *split, key)


def missing_of(column: Column, key: str) -> tuple[Group, int]:
    """The group of those of which it is not known, and how many they are."""
    group = NO if key in FACTS else None
    row = column.row(group)
    return group, row.n if row else 0


def _facts(figures: Figures, opened: Column, counts: dict[str, Column]) -> Table:
    """What is known of how many open deals; what is missing leads to the deals."""
    whole = int(opened.value() or 0)
    lines = []
    for key, column in sorted(counts.items(), key=lambda pair: -missing_of(pair[1], pair[0])[1]):
        group, missing = missing_of(column, key)
        share = 1 - missing / whole if whole else None
        url = figures.url(column, group) if missing else ""
        filled = Cell(formats.fixed_percent(share, 1), share, percent=round(100 * share)) if share is not None else None
        cells = [filled or Cell(MISSING), Cell(formats.number(missing), missing, url=url), figures.cell(opened)]
        lines.append(Line(str(NAMES[key]), cells))
    columns = [Head("filled", _("Known")), Head("missing", _("Missing")), Head("open_deals", opened.metric.name)]
    return Table("facts", _("What is known of the open deals"), _("Fact"), columns, lines if whole else [], bar=1)


def _people(figures: Figures) -> Table:
    """The same by owner: how complete, and how many deals lack a next step, a closing day or a touch."""
    quality, opened = figures.column("data_quality", "owner"), figures.column("open_deals", "owner")
    facts = [known(figures, key, "owner") for key in FACTS]
    owners = sorted(opened.rows, key=lambda group: (float(quality.value(*group) or 0), group[0] or ""))
    lines = [
        Line(
            owner or MISSING,
            [
                figures.cell(quality, owner),
                figures.cell(opened, owner),
                *(figures.cell(column, owner, NO) for column in facts),
            ],
        )
        for (owner,) in owners
    ]
    without = {
        "has_value": _("Without value"),
        "has_close_day": _("Without expected close"),
        "has_next_step": _("Without next step"),
        "is_fresh": _("Not touched in 30 days"),
    }
    columns = [*heads([quality, opened]), *(Head(key, without[key]) for key in FACTS)]
    return Table("people", _("Whose deals are kept how well"), _("Owner"), columns, lines)


def _use(figures: Figures) -> Table:
    """Who works with it: how many working days with updates, activities done, deals moved."""
    period = figures.asked.period
    keys = USE if period.from_on and period.until_on else USE[1:]
    table = figures.table("use", _("Who keeps it up day by day"), keys, "owner")
    return replace(table, note=_("Within the time asked for. Days count when somebody changed something by hand."))


def _title(counts: dict[str, Column], whole: int) -> str:
    if not whole:
        return _("There are no open deals to look at")
    worst = max(counts, key=lambda key: missing_of(counts[key], key)[1])
    missing = missing_of(counts[worst], worst)[1]
    if not missing:
        return _("Everything is known of every open deal")
    told = {"fact": NAMES[worst], "share": formats.percent(missing / whole)}
    return _("“%(fact)s” is missing most often: for %(share)s of the open deals") % told


def _notes(day: date | None) -> tuple[str, ...]:
    stands = (
        _("Deals as they stood on %(day)s.") % {"day": formats.full_day(day)} if day else _("Deals as they are now.")
    )
    return (
        stands,
        _("Contacts and companies are all that you may see, as they are now: filters are about deals."),
        _("A phone is valid when it is a whole number with its country, a tax number when its check digits are right."),
    )


REPORT = Report(
    "data-quality",
    gettext_lazy("Data quality and use"),
    gettext_lazy("What is known, fresh, valid and single in the records, and who keeps them day by day."),
    "badge-check",
    draw,
    filters=("pipeline", "team", "owner", "source"),
    narrows=True,
)
