"""Customers after the sale: what was bought again and how soon, and whom nobody was in touch with."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from math import floor

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from penstock.boards.filters.picked import MOST as MOST_PICKED
from penstock.boards.filters.picked import picked_url
from penstock.metrics.catalogue.metric import Words
from penstock.metrics.question import MISSING
from penstock.reports.after import After, barred, count, money, share
from penstock.reports.customers import Buyers, Customer, Purchases
from penstock.reports.tables import Cell, Head, Line, Table
from penstock.ui import formats

AGAIN: tuple[tuple[int, Words], ...] = (
    (3, gettext_lazy("Again within 3 months")),
    (6, gettext_lazy("Within 6 months")),
    (12, gettext_lazy("Within 12 months")),
    (10**6, gettext_lazy("After more than a year")),
)
"""How many months may lie between a win and the one before it."""
MONTH = 30.4375
"""Days of a mean month."""
SILENT = (30, 90, 180, 365)
FORGOTTEN = 90
"""From so many days without a contact on, a customer is listed."""
MOST = 50


def again(after: After, buyers: Buyers) -> Table:
    """What was won in this time from new customers, and from former ones by how soon they bought again."""
    days = [floor(months * MONTH) for months, _words in AGAIN[:-1]]
    found = buyers.again(after.asked.period, days, MOST_PICKED)
    names = [_("First purchase"), *(str(words) for _months, words in AGAIN)]
    whole = sum((one.revenue for one in found), Decimal(0))
    lines = [Line(names[one.how_soon], _bought(one, whole, after)) for one in found]
    heads = [
        Head("deals", _("Deals won")),
        Head("customers", _("Customers")),
        Head("revenue", _("Revenue won"), _("At the rates of the days of closing.")),
        Head("share", _("Share")),
    ]
    note = _("Counted from the customer’s win before. Deals without a company are left out.")
    return Table("again", _again_title(found, whole), _("Purchase"), heads, barred(lines, 3), note, bar=3)


def _bought(one: Purchases, whole: Decimal, after: After) -> list[Cell]:
    url = picked_url(one.deals)
    return [
        count(one.won, url),
        count(one.customers, url),
        replace(money(one.revenue, after), url=url),
        share(one.revenue, whole),
    ]


def _again_title(found: Sequence[Purchases], whole: Decimal) -> str:
    again = sum((one.revenue for one in found if one.how_soon), Decimal(0))
    if not whole:
        return _("Nothing was won from a company in this time")
    told = {"share": formats.percent(again / whole)}
    return _("%(share)s of what was won came from customers who had bought before") % told


def silent(after: After, people: Sequence[Customer]) -> Table:
    """How many customers nobody was in touch with for how long."""
    lines = []
    for least, most in zip(SILENT, (*SILENT[1:], None), strict=True):
        several = [one for one in people if least <= days_silent(one, after.today) < (most or 10**9)]
        name = (
            _("%(least)s to %(most)s days") % {"least": least, "most": most - 1}
            if most
            else _("%(least)s days and more") % {"least": least}
        )
        lines.append(Line(name, [count(len(several)), money(sum((one.revenue for one in several), Decimal(0)), after)]))
    heads = [Head("customers", _("Customers")), Head("revenue", _("Won from them in all"))]
    note = _("Calls, meetings and mails with the company or on its deals, and the win itself, count as contacts.")
    title = _("How long nobody was in touch with customers")
    return Table("silent", title, _("Without contact for"), heads, barred(lines, 1) if people else [], note, bar=1)


def forgotten(after: After, people: Sequence[Customer]) -> Table:
    """The customers without a contact for long, the most valuable first."""
    found = [one for one in people if days_silent(one, after.today) >= FORGOTTEN]
    found.sort(key=lambda one: (-one.revenue, one.company_id))
    lines = [
        Line(
            one.name,
            [
                money(one.revenue, after),
                Cell(formats.day(one.won_on), one.won_on.isoformat()),
                Cell(formats.day(one.touched_on) if one.touched_on else MISSING, str(one.touched_on or "")),
                count(days_silent(one, after.today)),
            ],
            url=reverse("companies:company", args=[one.company_id]),
        )
        for one in found[:MOST]
    ]
    title = ngettext(
        "%(count)s customer heard nothing for %(days)s days or more",
        "%(count)s customers heard nothing for %(days)s days or more",
        len(found),
    ) % {"count": formats.number(len(found)), "days": FORGOTTEN}
    heads = [
        Head("revenue", _("Won from them in all")),
        Head("won", _("Last won"), is_words=True),
        Head("touched", _("Last contact"), is_words=True),
        Head("days", _("Days of silence")),
    ]
    left = len(found) - len(lines)
    note = ngettext("And %(count)s more.", "And %(count)s more.", left) % {"count": left} if left else ""
    return Table("forgotten", title, _("Company"), heads, lines, note)


def days_silent(one: Customer, today: date) -> int:
    return (today - max(one.won_on, one.touched_on or one.won_on)).days
