"""The rhythm of each customer's orders, and who is past the day on which the next was to be expected."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from penstock.boards.filters.picked import picked_url
from penstock.metrics.question import MISSING
from penstock.playbooks.rhythm import ORDERS, Rhythm
from penstock.reports.after import After, count
from penstock.reports.customers import Buyers, Customer
from penstock.reports.tables import Cell, Head, Line, Table
from penstock.ui import formats

MOST = 50


def rhythms(after: After, people: Sequence[Customer], buyers: Buyers) -> Table:
    """The customers with a rhythm that tells a day, the longest past it first."""
    found = [(one, one.rhythm) for one in people if one.rhythm]
    sure = sorted(
        ((one, rhythm) for one, rhythm in found if rhythm.is_sure),
        key=lambda pair: (pair[1].expected_on, pair[0].name, pair[0].company_id),
    )
    listed = sure[:MOST]
    deals = buyers.deals([one.company_id for one, _rhythm in listed])
    lines = [_line(one, rhythm, deals.get(one.company_id, ()), after) for one, rhythm in listed]
    heads = [
        Head("orders", _("Orders"), _("Deals won with them; those of one day are one order.")),
        Head("days", _("Days between orders"), _("The median; beneath it the shortest and the longest.")),
        Head("sure", _("How sure"), is_words=True),
        Head("last", _("Last order"), is_words=True),
        Head("expected", _("Expected on"), is_words=True),
        Head("late", _("Days late")),
    ]
    note = _("Learnt from at least %(count)s orders. Of %(uneven)s more customers the gaps are too uneven for a day.")
    told = note % {"count": ORDERS, "uneven": formats.number(len(found) - len(sure))}
    return Table("rhythms", _title([rhythm for _one, rhythm in sure], after), _("Company"), heads, lines, told)


def _title(several: Sequence[Rhythm], after: After) -> str:
    late = sum(one.expected_on < after.today for one in several)
    words = ngettext(
        "%(late)s of %(whole)s customer who orders in a rhythm is past the day",
        "%(late)s of %(whole)s customers who order in a rhythm are past the day",
        len(several),
    )
    return words % {"late": formats.number(late), "whole": formats.number(len(several))}


def _line(customer: Customer, one: Rhythm, deals: Sequence[int], after: After) -> Line:
    url = reverse("companies:company", args=[customer.company_id])
    late = (after.today - one.expected_on).days
    between = {"low": formats.number(one.shortest), "high": formats.number(one.longest)}
    cells = [
        count(customer.deals, picked_url(deals)),
        Cell(formats.number(one.days), one.days, url=url, note=_("%(low)s to %(high)s") % between),
        Cell(one.sureness, one.sureness),
        Cell(formats.day(one.last_on), one.last_on.isoformat()),
        Cell(formats.day(one.expected_on), one.expected_on.isoformat()),
        Cell(formats.number(late), late, url=url, state="stuck") if late > 0 else Cell(MISSING, 0),
    ]
    return Line(customer.name, cells, url=url)
