"""Who set which target when, and what it was before: the newest first, of the aim and the period asked for."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from penstock.attainment.asked import Asked, read
from penstock.attainment.names import names_of
from penstock.attainment.views.targets import label_of, tools
from penstock.common import clock
from penstock.targets.models import TargetChange
from penstock.targets.plans import Whose, whose_of
from penstock.timeline.story import DOORS
from penstock.ui import formats
from penstock.workspaces.requests import MemberRequest

PAGE = 50


@require_GET
def history(request: MemberRequest) -> HttpResponse:
    """The changes of the targets whose period has a day of the one asked for; who may read a target reads its story."""
    by = request.actor
    asked = read(request.GET, clock.day_of(clock.now(), by.workspace.zone))
    rows = TargetChange.objects.of(by).filter(metric=asked.aim).touching(asked.when.span)
    if asked.pipeline is not None:
        rows = rows.filter(pipeline_id=asked.pipeline)
    page = Paginator(rows.select_related("set_by", "pipeline"), PAGE).get_page(request.GET.get("page"))
    names = names_of(by)
    told: dict[str, Any] = {"asked": asked, "page": page, "lines": [_line(row, asked, names) for row in page]}
    told |= tools(asked, by, reverse("attainment:history"))
    told["back_url"] = reverse("attainment:targets") + asked.query
    return render(request, "attainment/history.html", told)


def _line(row: TargetChange, asked: Asked, names: dict[Whose, str]) -> dict[str, Any]:
    return {
        "change": row,
        "whose": names.get(whose_of(row), "—"),
        "by": row.set_by or DOORS.get(row.origin) or _("Penstock"),
        "period": label_of(row.when),
        "url": reverse("attainment:targets") + asked.other(when=row.when, as_of=None),
        "before": _amount(row.before, row),
        "amount": _amount(row.amount, row),
    }


def _amount(value: Any, row: TargetChange) -> str:
    if value is None:
        return ""
    return formats.money_exact(value, row.currency) if row.currency else formats.number(value)
