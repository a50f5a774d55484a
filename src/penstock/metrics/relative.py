"""Periods as people say them: this quarter, last month, the last 30 days; what they mean on a day."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from penstock.metrics.catalogue.metric import Words
from penstock.metrics.periods import KINDS, MONTHS, Period, period_of

RELATIVE: dict[str, Words] = {
    "this_week": _("This week"),
    "this_month": _("This month"),
    "this_quarter": _("This quarter"),
    "this_year": _("This year"),
    "last_week": _("Last week"),
    "last_month": _("Last month"),
    "last_quarter": _("Last quarter"),
    "last_year": _("Last year"),
    "last_30_days": _("Last 30 days"),
    "last_90_days": _("Last 90 days"),
    "last_12_months": _("Last 12 months"),
    "all": KINDS["all"],
}
WEEK = timedelta(days=7)


def relative(key: str, day: date) -> Period:
    """The period that the words mean on a day; weeks begin on Monday."""
    which, _sep, kind = key.partition("_")
    if kind in MONTHS:
        here = period_of(kind, day)
        return here if which == "this" else here.before
    if kind == "week":
        monday = day - timedelta(days=day.weekday()) - (WEEK if which == "last" else timedelta(0))
        return Period("custom", monday, monday + WEEK)
    if key == "last_12_months":
        end = period_of("month", day)
        months = end.from_on.year * 12 + end.from_on.month - 12 if end.from_on else 0
        return Period("custom", date(months // 12, months % 12 + 1, 1), end.until_on)
    if key.startswith("last_"):
        return Period("custom", day - timedelta(days=int(key.split("_")[1]) - 1), day + timedelta(days=1))
    return Period("all")
