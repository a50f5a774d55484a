"""The frame of every report: what its address asks for, and the controls that ask for something else."""

from dataclasses import replace
from typing import Any

from django.http import QueryDict

from penstock.metrics.asked import Asked, read
from penstock.metrics.asking import newest_closing
from penstock.metrics.periods import period_of
from penstock.metrics.views.numbers import chips, choices, more_filters, tabs
from penstock.reports.report import Drawn, Report
from penstock.ui import formats
from penstock.workspaces.actor import Actor


def asked_for(report: Report, params: QueryDict, by: Actor) -> Asked:
    """The question of an address; who asks for no period gets the report's own."""
    newest = newest_closing(by)
    asked = read(params, newest)
    if "period" not in params and not report.is_of_all_time:
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
        "tabs": tabs(asked, newest_closing(by)),
        "before_url": asked.in_period(asked.period.before) if steps else "",
        "after_url": asked.in_period(asked.period.after) if steps else "",
        "chips": chips(asked, by),
        "choices": [choice for key in report.filters if (choice := choices(key, asked, by))["options"]],
        "kept": [(name, value) for name, value in asked.where if name not in report.filters],
        "more_filters": more_filters(asked) if report.narrows else "",
    }
