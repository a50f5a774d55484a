"""The report of overrides: who took which deal past which rules, and why."""

from collections import Counter
from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from penstock.deals.gates.judge import in_words
from penstock.deals.gates.names import Names
from penstock.deals.gates.rules import Rule
from penstock.deals.models import Override, StageRule
from penstock.workspaces.requests import MemberRequest

PAGE = 100


@require_safe
def overrides(request: MemberRequest) -> HttpResponse:
    """The newest of the deals that the person may read, and all of these counted by person and by rule."""
    rows = Override.objects.of(request.actor)
    shown = list(rows.select_related("deal", "stage", "person").order_by("-at", "-pk")[:PAGE])
    count = rows.count()
    told: dict[str, Any] = {
        "nav": "settings",
        "title": _("Overrides"),
        "lead": _("Deals that somebody took past the rules of a stage, and why."),
        "rows": shown,
        "count": count,
        "left": count - len(shown),
        "by_person": _by_person(rows),
        "by_rule": _by_rule(rows, request),
    }
    return render(request, "deals/rules/overrides.html", told)


def _by_person(rows: QuerySet[Override]) -> list[tuple[str, int]]:
    """How often each person did so, the most often first."""
    counted = rows.order_by().values_list("person__name").annotate(Count("pk"))
    return sorted(((name or _("Penstock"), count) for name, count in counted), key=lambda one: (-one[1], one[0]))


def _by_rule(rows: QuerySet[Override], request: MemberRequest) -> list[tuple[str, int]]:
    """How often each rule was gone past; rules never change, so their words are those of then."""
    told = rows.order_by().values_list("missing", flat=True)
    counted = Counter(pk for missing in told for pk in {one["rule"] for one in missing})
    names, found = Names(request.actor), StageRule.objects.of(request.actor).select_related("stage").in_bulk(counted)
    return [
        (f"{rule.stage}: {in_words(Rule.of_row(rule), names)}", count)
        for pk, count in counted.most_common()
        if (rule := found.get(pk)) is not None
    ]
