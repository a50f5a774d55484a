"""The table behind a forecast: what it comes to line by line, and above that each group's part of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from penstock.dashboards.drawing.drawn import Drawn
from penstock.dashboards.reading import Reading
from penstock.metrics import figures
from penstock.metrics.catalogue.metric import Unit
from penstock.metrics.numbers import Cell, Line, Table
from penstock.metrics.question import MISSING
from penstock.metrics.words import said
from penstock.reports.outlook.asking import Outlook


@dataclass(frozen=True)
class Share:
    """What one group has won, and what its open deals are worth and will bring; a stage has won nothing."""

    label: str | None
    won: float | None
    worth: float
    brings: float

    @property
    def together(self) -> float:
        """What was won and what is to be expected."""
        return (self.won or 0.0) + self.brings


def named(by: str, label: str | None) -> str:
    """What people call a group."""
    return MISSING if label is None else said(by, label)


def table_of(drawn: Drawn, shares: Sequence[Share], outlook: Outlook, reading: Reading) -> Table:
    """Without groups one column; with them what each has won, has open and will bring, and the whole beneath."""
    by = drawn.draft.by
    if not by:
        head = _("Amount")
        return Table(_("Figure"), [head], list(_plain(drawn, outlook, head)))
    heads = [_("Won so far"), _("Open deals"), _("Expected of them"), _("Together")]
    lines = [_of_group(one, by, heads, drawn, outlook) for one in shares[: reading.most]]
    drawn.told["left"] = len(shares) - len(lines)
    return Table(reading.called(by), heads, [*lines, *_beneath(heads, drawn, outlook)])


def _of_group(one: Share, by: str, heads: Sequence[str], drawn: Drawn, outlook: Outlook) -> Line:
    won, open_deals = outlook.closed.column("revenue_won", by), outlook.still_open.column("pipeline_value", by)
    urls = (outlook.closed.url(won, one.label), outlook.still_open.url(open_deals, one.label), drawn.url, drawn.url)
    amounts = (one.won, one.worth, one.brings, one.together)
    cells = [_cell(*told, outlook) for told in zip(heads, amounts, urls, strict=True)]
    return Line(named(by, one.label), "", cells)


def _beneath(heads: Sequence[str], drawn: Drawn, outlook: Outlook) -> Iterable[Line]:
    """What belongs to nobody yet, the whole, its ends and what is wanted: under the last head."""
    empty = [Cell(head, MISSING, MISSING, "") for head in heads[:-1]]
    for key, name, amount in _wholes(outlook):
        if key not in ("won", "open"):
            before = _whole(heads, drawn, outlook) if key == "expected" else empty
            yield Line(name, "", [*before, _cell(heads[-1], amount, drawn.url, outlook)])


def _whole(heads: Sequence[str], drawn: Drawn, outlook: Outlook) -> list[Cell]:
    """What all groups have won, have open and will bring."""
    won = outlook.closed.url(outlook.closed.column("revenue_won"))
    worth = outlook.still_open.url(outlook.still_open.column("pipeline_value"))
    amounts = (outlook.told.won, sum(one.worth for one in outlook.told.stages), outlook.told.still_open)
    return [_cell(*told, outlook) for told in zip(heads[:-1], amounts, (won, worth, drawn.url), strict=True)]


def _plain(drawn: Drawn, outlook: Outlook, head: str) -> Iterable[Line]:
    won = outlook.closed.url(outlook.closed.column("revenue_won"))
    for key, name, amount in _wholes(outlook):
        yield Line(name, "", [_cell(head, amount, won if key == "won" else drawn.url, outlook)])


def _wholes(outlook: Outlook) -> Iterable[tuple[str, str, float]]:
    """What the period brings and what that is made of, and what it is held against."""
    told = outlook.told
    yield "won", _("Won so far"), told.won
    yield "open", _("Open deals"), told.still_open
    if told.new is not None:
        yield "new", _("Deals still to come"), told.new
    yield "expected", _("Expected"), told.together
    if told.between:
        yield "low", _("At least"), told.between[0]
        yield "high", _("At most"), told.between[1]
    if outlook.target is not None:
        yield "target", _("Target"), outlook.target
    if outlook.came is not None:
        yield "came", _("What came"), outlook.came


def _cell(head: str, amount: float | None, url: str, outlook: Outlook) -> Cell:
    if amount is None:
        return Cell(head, MISSING, MISSING, "")
    currency = outlook.by.workspace.currency
    shown = figures.in_column(amount, Unit.MONEY, currency)
    return Cell(head, shown, figures.exact(amount, Unit.MONEY, currency), url, amount)
