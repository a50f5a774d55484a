"""The frame of every report: what its address asks for, and the controls that ask for something else."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from penstock.metrics.asked import Asked, read
from penstock.metrics.asking import newest_closing
from penstock.metrics.catalogue.metric import Words
from penstock.metrics.periods import KINDS, MONTHS, Period, period_of
from penstock.metrics.relative import RELATIVE
from penstock.metrics.views.numbers import chips, choices, more_filters, tabs
from penstock.reports.report import Drawn, Report
from penstock.ui import formats
from penstock.workspaces.actor import Actor


def asked_for(report: Report, params: QueryDict, by: Actor) -> Asked:
    """The question of an address; who asks for no period gets the report's own."""
    newest = newest_closing(by)
    asked = read(params, newest)
    if report.looks_ahead:
        asked = replace(asked, period=_ahead(asked, params))
    elif "period" not in params and not report.is_of_all_time:
        asked = replace(asked, period=period_of(report.period, formats.today() if report.is_of_today else newest))
    if report.narrows:
        return asked
    return replace(asked, where=tuple((name, value) for name, value in asked.where if name in report.filters))


def drawn_for(report: Report, params: QueryDict, by: Actor) -> Drawn:
    """The report for an address and a reader; raises WrongQuestion where a filter names nobody."""
    return report.draw(asked_for(report, params, by), by)


def tools(report: Report, asked: Asked, by: Actor) -> dict[str, Any]:
    """What the controls show: the period, the chips, and the choices of the filters."""
    steps = asked.period.steps
    return {
        "asked": asked,
        "tabs": _tabs_ahead(asked) if report.looks_ahead else tabs(asked, newest_closing(by)),
        "before_url": asked.in_period(asked.period.before) if steps else "",
        "after_url": asked.in_period(asked.period.after) if steps else "",
        "chips": chips(asked, by),
        "choices": [choice for key in report.filters if (choice := choices(key, asked, by))["options"]],
        "kept": [(name, value) for name, value in asked.where if name not in report.filters],
        "more_filters": more_filters(asked) if report.narrows else "",
    }


AHEAD: dict[str, Words] = {
    "month": RELATIVE["this_month"],
    "quarter": RELATIVE["this_quarter"],
    "next": _("Next quarter"),
    "year": RELATIVE["this_year"],
}


def _ahead(asked: Asked, params: QueryDict) -> Period:
    """The period of a report that looks ahead: what is asked for where it has two ends, else that of the next day."""
    period = asked.period
    if period.kind in MONTHS and "from" in params:
        return period
    if period.from_on and period.until_on and period.kind == "custom":
        return period
    return period_of(period.kind if period.kind in MONTHS else "quarter", _next_day(asked))


def _next_day(asked: Asked) -> date:
    """The day of which one does not know yet: the one after the day asked about, else today."""
    days = [day + timedelta(days=1) for day in (asked.as_of, asked.known_as_of) if day and day < formats.today()]
    return min(days, default=formats.today())


def _tabs_ahead(asked: Asked) -> list[dict[str, Any]]:
    """The periods that go on or come next, as one stands on the day asked about."""
    day = _next_day(asked)
    periods = {kind: period_of(kind, day) for kind in ("month", "quarter", "year")}
    periods["next"] = periods["quarter"].after
    ahead = [(words, periods[key], periods[key] == asked.period) for key, words in AHEAD.items()]
    own = replace(asked.period, kind="custom")
    return [
        {"label": words, "url": asked.in_period(period), "current": current, "count": None}
        for words, period, current in (*ahead, (KINDS["custom"], own, asked.period.kind == "custom"))
    ]
