"""What stands behind the forecast: open deals by stage, those that wait too long, and what stages say and what came."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from penstock.boards.filters.picked import picked_url
from penstock.forecasts.expected import Standing
from penstock.metrics.asking import ids_of
from penstock.metrics.dimensions import DIMENSIONS
from penstock.metrics.question import MISSING
from penstock.pipelines.models import Stage
from penstock.reports.figures import Column
from penstock.reports.outlook.asking import Outlook
from penstock.reports.outlook.ways import money, share, short, weighted
from penstock.reports.tables import Cell, Head, Line, Table
from penstock.ui import formats

OPEN = ("open_deals", "pipeline_value", "weighted_pipeline_value")
MOST = 400
"""So many late deals can be named in an address."""


def stages(outlook: Outlook) -> Table:
    """The open deals by stage: how many, their worth, what the odds say and what is to be expected of them."""
    figures, told = outlook.still_open, outlook.told
    columns = [figures.column(key, "stage") for key in OPEN]
    known = {one.label: one for one in told.stages}
    longest = max((one.brings for one in told.stages), default=0.0)
    lines = [
        Line(
            stage or MISSING,
            [*(figures.cell(one, stage) for one in columns), expected(known[stage], outlook, longest)],
            under,
        )
        for stage, under in figures.groups("stage", known).items()
    ]
    title = _("Open deals worth %(worth)s: by the odds %(odds)s, to be expected %(expected)s") % {
        "worth": short(sum(one.worth for one in told.stages), outlook),
        "odds": short(weighted(outlook), outlook),
        "expected": short(told.still_open, outlook),
    }
    note = _("Where too few deals ever stood in a stage to learn from, its odds are taken, which is marked.")
    is_taken = any(one.expected is None for one in told.stages)
    heads = [*heads_of_open(columns), expected_head()]
    return Table("stages", title, DIMENSIONS["stage"].name, heads, lines, note if is_taken else "", bar=4)


def heads_of_open(columns: Sequence[Column]) -> list[Head]:
    """The heads of open deals."""
    names = (_("Deals"), _("Worth"), _("By the odds"))
    return [Head(one.metric.key, name, one.metric.sentence) for one, name in zip(columns, names, strict=True)]


def expected_head() -> Head:
    """The head of what is to be expected of open deals."""
    return Head("expected", _("Expected"), _("What they will bring in the period by how such deals went on."))


def expected(one: Standing, outlook: Outlook, longest: float = 0.0) -> Cell:
    """What open deals will bring, which is marked where the odds stand in."""
    cell = money(one.brings, outlook, longest)
    note = "" if one.expected is not None else _("by its odds")
    return Cell(cell.shown, cell.value, cell.exact, note=note, percent=cell.percent)


def late(outlook: Outlook) -> list[Table]:
    """The deals that wait longer than nearly all won ones did: their worth, and what they are counted at."""
    several = [one for one in outlook.told.stages if one.late_count]
    if not several:
        return []
    found = outlook.ask("late", lambda forecast: forecast.deals(outlook.window, slice(0, 5 * MOST)))
    labels = {pk: label for label, pk in ids_of("stage", by=outlook.by).items()}
    lines = []
    for one in several:
        ids = [deal.deal_id for deal in found if deal.is_late and labels.get(deal.stage_id) == one.label]
        url = picked_url(ids) if len(ids) == one.late_count <= MOST else ""
        count = Cell(formats.number(one.late_count), one.late_count, url=url)
        counted = share(one.late_expected / one.late_worth if one.late_worth else None, 1)
        worth = replace(money(one.late_worth, outlook), url=url)
        cells = [count, worth, money(one.late_expected, outlook), counted]
        lines.append(Line(one.label or MISSING, cells))
    heads = [Head("deals", _("Deals")), Head("worth", _("Worth"))]
    heads += [Head("expected", _("Expected")), Head("counted", _("Counted at"))]
    return [Table("late", _late_title(several, outlook), DIMENSIONS["stage"].name, heads, lines)]


def _late_title(several: Sequence[Standing], outlook: Outlook) -> str:
    count = sum(one.late_count for one in several)
    words = ngettext(
        "%(count)s deal worth %(worth)s waits longer than nearly all won ones did, and counts for %(expected)s",
        "%(count)s deals worth %(worth)s wait longer than nearly all won ones did, and count for %(expected)s",
        count,
    )
    return words % {
        "count": formats.number(count),
        "worth": short(sum(one.late_worth for one in several), outlook),
        "expected": short(sum(one.late_expected for one in several), outlook),
    }


def calibration(outlook: Outlook) -> list[Table]:
    """The odds of each stage, and which share of the deals that came there was won; only for who may read them all."""
    if outlook.by.readable_people is not None:
        return []
    found = outlook.ask("calibration", lambda forecast: forecast.calibration(outlook.window.as_of))
    labels = {pk: label for label, pk in ids_of("stage", by=outlook.by).items()}
    odds = dict(Stage.objects.of(outlook.by).values_list("pk", "probability"))
    known = {labels[one.stage_id]: one for one in found if one.stage_id in labels and one.stage_id in odds}
    lines = []
    for stage, under in outlook.still_open.groups("stage", known).items():
        one = known[stage or ""]
        stated = float(odds[one.stage_id] or 0) / 100
        off = Cell(_points(one.won - stated), one.won - stated)
        lines.append(Line(stage or MISSING, [share(stated), share(one.won, 1), off, _number(one.n)], under))
    heads = [Head("stated", _("Odds stated")), Head("won", _("Won of those that came there"))]
    heads += [Head("off", _("Difference")), Head("n", _("Deals"))]
    note = _("All deals of the last three years count, whatever is filtered: what the forecast learns from.")
    table = Table("calibration", _("What stages say, and what came"), DIMENSIONS["stage"].name, heads, lines, note)
    return [table] if lines else []


def _points(value: float) -> str:
    sign = "+" if value > 0 else "−" if value < 0 else "±"
    return _("%(points)s points") % {"points": sign + formats.fixed(abs(value) * 100, 1)}


def _number(n: int) -> Cell:
    return Cell(formats.number(n), n)
