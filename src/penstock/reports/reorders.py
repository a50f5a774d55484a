"""Orders that are expected again after won deals: by when, and those that are overdue one by one."""

from dataclasses import replace
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from penstock.boards.filters import read_filters
from penstock.boards.totals import sums_of
from penstock.metrics.catalogue.metric import Words
from penstock.metrics.question import MISSING
from penstock.playbooks.models import Reorder
from penstock.reports.after import After, barred, count, money
from penstock.reports.customers import DayRates
from penstock.reports.tables import Cell, Head, Line, Table
from penstock.ui import formats

MOST = 50
REORDERS: tuple[tuple[str, Words], ...] = (
    ("reorder_overdue", gettext_lazy("Overdue")),
    ("reorder_soon", gettext_lazy("Within 30 days")),
    ("reorder_later", gettext_lazy("Later")),
)
"""The filters of the list that find them, and what they are called."""


def reorders(after: After) -> tuple[Table, Table]:
    """The orders that are expected again, by when, and those that are overdue one by one."""
    rates = DayRates(after.by)
    lines = [_line(flag, str(words), rates, after) for flag, words in REORDERS]
    some = any(line.cells[0].value for line in lines)
    heads = [Head("deals", _("Reorders")), Head("worth", _("Worth of the last order"))]
    title = _("Orders that are expected again")
    return Table("reorders", title, _("Expected"), heads, barred(lines, 1) if some else [], bar=1), _overdue(after)


def _line(flag: str, name: str, rates: DayRates, after: After) -> Line:
    found = after.flagged(status="won", **{flag: "yes"})
    sums = sums_of(read_filters(found.params, after.by))
    worth = sum((value * (rates.rate(code, after.today) or 0) for code, value in sums.amounts.items()), Decimal(0))
    url = found.url() if sums.count else ""
    return Line(name, [count(sums.count, found.url()), replace(money(worth, after), url=url)])


def _overdue(after: After) -> Table:
    found = after.flagged(status="won", reorder_overdue="yes")
    rows = Reorder.objects.on(after.by.workspace).filter(deal__in=found.deals)
    lines = [_late(row, after) for row in rows.select_related("deal__owner").order_by("expected_on", "pk")[:MOST]]
    heads = [Head("owner", _("Owner"), is_words=True), Head("on", _("Expected on"), is_words=True)]
    heads.append(Head("days", _("Days late")))
    return Table("overdue", _("Overdue reorders, the oldest first"), _("Deal"), heads, lines)


def _late(row: Reorder, after: After) -> Line:
    owner, day = str(row.deal.owner or MISSING), row.expected_on
    late = replace(count((after.today - row.expected_on).days), state="stuck")
    cells = [Cell(owner, owner), Cell(formats.day(day), day.isoformat()), late]
    return Line(row.deal.name, cells, url=reverse("deals:deal", args=[row.deal_id]))
