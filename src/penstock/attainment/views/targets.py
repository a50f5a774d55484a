"""The page of targets: everybody in a period, with what is wanted, what was reached and what is missing."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from penstock.attainment.asked import Asked, read
from penstock.attainment.completeness import gaps
from penstock.attainment.long_ago import long_ago
from penstock.attainment.shown import Row, row_of
from penstock.attainment.standing import Sheet
from penstock.common import clock
from penstock.metrics.periods import period_of
from penstock.metrics.views.waiting import once_ready
from penstock.pipelines.models import Pipeline
from penstock.targets.models import Aim
from penstock.targets.periods import Period, PeriodKind
from penstock.targets.reach import leads
from penstock.ui import formats
from penstock.ui.panels import panels
from penstock.workspaces.actor import Actor
from penstock.workspaces.requests import MemberRequest


@require_GET
@once_ready
def targets(request: MemberRequest) -> HttpResponse:
    """The table, and the ways to another period, aim, pipeline or day."""
    by = request.actor
    asked = read(request.GET, clock.day_of(clock.now(), by.workspace.zone))
    sheet = Sheet(by, asked.aim, asked.when, asked.pipeline, asked.as_of)
    lines = sheet.lines()
    rows = [row_of(line, sheet, asked) for line in lines]
    told = {"asked": asked, "rows": rows, "title": _title(sheet, rows), **tools(asked, by), **_time(sheet)}
    told |= {"may_import": leads(by), "menus": panels("targets", "menu", request, asked)}
    told["long_ago"] = long_ago(asked, sheet.today, by)
    told["gaps"] = gaps(lines, asked.when, sheet.tree, by)
    return render(request, "attainment/targets.html", told)


def tools(asked: Asked, by: Actor, page: str = "") -> dict[str, Any]:
    """Periods as tabs and steps, aims and pipelines as choices."""
    when, day = asked.when, asked.when.starts_on
    page = page or reverse("attainment:targets")
    periods = [(kind, Period.around(kind, day)) for kind in reversed(PeriodKind)]
    pipelines = Pipeline.objects.of(by).filter(retired_at=None).order_by("order", "pk") if asked.aim.is_of_deals else []
    return {
        "tabs": [
            {"label": kind.label, "url": page + asked.other(when=one), "current": kind == when.kind, "count": None}
            for kind, one in periods
        ],
        "period": label_of(when),
        "before_url": page + asked.other(when=beside(when, -1)),
        "after_url": page + asked.other(when=beside(when, 1)),
        "aims": [(aim.value, aim.label, aim == asked.aim) for aim in Aim],
        "pipelines": [(one.pk, one.name, one.pk == asked.pipeline) for one in pipelines],
    }


def label_of(when: Period) -> str:
    """What a period is called: March 2026."""
    return period_of(when.kind.value, when.starts_on).label


def beside(when: Period, step: int) -> Period:
    """The period before or after."""
    known = period_of(when.kind.value, when.starts_on)
    other = known.after if step > 0 else known.before
    return Period(when.kind, other.from_on or when.starts_on)


def _title(sheet: Sheet, rows: list[Row]) -> str:
    """What the table comes to, in a sentence."""
    standing = sheet.everybody()
    if standing.wanted is None or standing.attainment is None:
        return _("Nothing is wanted in this period yet") if rows else _("There is nobody whose targets you may see")
    told = {"share": formats.percent(standing.attainment), "expected": formats.percent(sheet.expected)}
    if sheet.days[1] == 0:
        return _("%(share)s of the target was reached") % told
    return _("%(share)s of the target, and %(expected)s of the working days are over") % told


def _time(sheet: Sheet) -> dict[str, Any]:
    whole, left = sheet.days
    amounts = formats.listed(formats.money_exact(amount, code) for code, amount in sheet.plans.left_out.items())
    words = _("Without an exchange rate, and so in no figure: %(amounts)s.") % {"amounts": amounts} if amounts else ""
    return {"days": whole, "days_left": left, "left_out": words, "expected_percent": round(100 * sheet.expected)}
