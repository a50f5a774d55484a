"""The rows behind a figure: they add up to it, and lead to the deals."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from penstock.activities.models import ActivityKind
from penstock.deals.models import Deal
from penstock.metrics import figures
from penstock.metrics.answer import Answer, Behind
from penstock.metrics.asked import Asked, read
from penstock.metrics.asking import ask, behind, newest_closing, sums_behind
from penstock.metrics.catalogue import METRICS
from penstock.metrics.catalogue.metric import Metric, Unit, Words
from penstock.metrics.decided import beside_win_rate
from penstock.metrics.question import WrongQuestion
from penstock.metrics.views.numbers import chips
from penstock.metrics.views.waiting import once_ready
from penstock.metrics.words import CHANGE_WORDS
from penstock.ui import formats
from penstock.workspaces.actor import Actor

PAGE = 50
ADDED = ("count(*)", "coalesce(sum(amount), 0)")
DIVIDED = ("avg(amount)", "sum(amount) / count(amount)")
"""Figures that are the sum of their rows, and that are the sum divided by their number."""
OUTCOMES = {
    "open": gettext_lazy("Open"),
    "won": gettext_lazy("Won"),
    "lost": gettext_lazy("Lost"),
    "aside": gettext_lazy("Set aside"),
    "forward": gettext_lazy("Moved on"),
    "back": gettext_lazy("Went back"),
    "entered": gettext_lazy("Entered"),
    "worked": gettext_lazy("Worked on"),
    **CHANGE_WORDS,
    **dict(ActivityKind.choices),
}


@dataclass(frozen=True)
class Shown:
    """A row as it stands in the table."""

    deal: Deal
    outcome: str
    state: str
    days: float | None
    amount: str


@require_GET
@once_ready
def rows(request: HttpRequest) -> HttpResponse:
    """A figure, what it means, and a page of the rows behind it."""
    metric = METRICS.get(request.GET.get("metric", ""))
    if metric is None:
        raise Http404
    asked = read(request.GET, newest_closing(request.actor))
    number = _number(request.GET.get("page"))
    try:
        answer = ask(metric.key, by=request.actor, **asked.words())
        found = behind(
            metric.key, (), by=request.actor, page=slice((number - 1) * PAGE, number * PAGE), **asked.words()
        )
    except WrongQuestion as wrong:
        return render(
            request, "metrics/rows.html", {"problem": wrong.message, "asked": asked, "metric": metric}, status=422
        )
    return render(
        request,
        "metrics/rows.html",
        _context(asked, answer, _shown(found, answer, request.actor), number, request.actor),
    )


def _context(asked: Asked, answer: Answer, shown: list[Shown], number: int, by: Actor) -> dict[str, Any]:
    metric, n = answer.question.metric, answer.rows[0].n
    return {
        "metric": metric,
        "asked": asked,
        "rows": shown,
        "meaning": _meaning(metric),
        "beside": beside_win_rate(asked, by) if metric.key == "win_rate" else [],
        "by_month": _by_month(asked) if metric.key == "win_rate" else "",
        "together": _together(asked, answer, by),
        "n": n,
        "figure": figures.headline(answer.value, metric.unit, answer.currency),
        "unit": figures.counted_in(metric.unit),
        "exact": figures.exact(answer.value, metric.unit, answer.currency),
        "chips": [*_period_chip(asked), *chips(asked, by)],
        "has_days": metric.unit in figures.A_DAY,
        "back": asked.query(metric=None),
        "previous": asked.query(metric=metric.key, page=str(number - 1)) if number > 1 else "",
        "next": asked.query(metric=metric.key, page=str(number + 1)) if number * PAGE < n else "",
        "range": (number * PAGE - PAGE + 1, number * PAGE - PAGE + len(shown)),
    }


def _by_month(asked: Asked) -> str:
    """The address of the same deals told month by month, of all time: a rate is read beside others."""
    everything = {"period": "all", "from": None, "to": None, "by": "month"}
    return f"{reverse('metrics:numbers')}{asked.query(**everything)}#split"


def _meaning(metric: Metric) -> list[tuple[str, Words]]:
    """The definition, as the catalogue has it."""
    told = [(_("Formula"), metric.formula), (_("One row is"), metric.grain), (_("Clock"), metric.clock)]
    return [*told, (_("Leaves out"), metric.leaves_out), (_("For example"), metric.example)]


def _together(asked: Asked, answer: Answer, by: Actor) -> str:
    """How all rows, not only those of this page, make the figure."""
    metric, n = answer.question.metric, answer.rows[0].n
    told = {"figure": figures.headline(answer.value, metric.unit, answer.currency), "rows": formats.number(n)}
    if metric.figure == "median(amount)":
        return _("the middle one of %(rows)s rows: %(figure)s") % told
    if not (metric.figure in (*ADDED, *DIVIDED) or metric.of) or not n:
        return told["figure"]
    summed, base = sums_behind(metric.key, by=by, **asked.words())
    unit = Unit.MONEY if metric.needs_money else Unit.DEALS
    told |= {"sum": figures.exact(summed, unit, answer.currency), "base": figures.exact(base, unit, answer.currency)}
    if metric.of:
        return _("%(sum)s ÷ %(base)s = %(figure)s") % told
    return told["sum"] if metric.figure in ADDED else _("%(sum)s ÷ %(rows)s = %(figure)s") % told


def _period_chip(asked: Asked) -> list[dict[str, str]]:
    if asked.period.kind == "all":
        return []
    without = asked.query(period=None, **{"from": None, "to": None})
    return [{"name": _("Period"), "value": asked.period.label, "url": without}]


def _shown(found: list[Behind], answer: Answer, by: Actor) -> list[Shown]:
    """The rows with their deals, read with the asker's own rights."""
    deals = (
        Deal.objects.of(by).filter(pk__in={row.deal_id for row in found}).select_related("owner", "company", "stage")
    )
    known = {deal.pk: deal for deal in deals}
    return [
        Shown(known[row.deal_id], str(OUTCOMES[row.outcome]), _state(row.outcome), row.days, _amount(row, answer))
        for row in found
        if row.deal_id in known
    ]


def _amount(row: Behind, answer: Answer) -> str:
    """What a row contributes: money and days as they are, a share or a count as one or nothing."""
    if row.amount is None:
        return _("no rate")
    if row.base is not None:
        told = {"part": row.amount, "whole": row.base}
        return _("%(part)s of %(whole)s") % {
            name: figures.exact(value, Unit.MONEY, answer.currency) for name, value in told.items()
        }
    if answer.question.metric.needs_money:
        return figures.exact(row.amount, Unit.MONEY, answer.currency)
    return formats.number(row.amount, 2)


def _state(outcome: str) -> str:
    return {"won": "won", "forward": "won", "lost": "lost"}.get(outcome, "open")


def _number(text: str | None) -> int:
    return min(int(text), 100_000) if text and text.isascii() and text.isdigit() and int(text) > 0 else 1
