"""The reviews that were held, and the page of one: last time's promises, the agenda, and what was decided."""

from datetime import timedelta
from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from penstock.metrics.views.waiting import once_ready
from penstock.reviews.agenda import points_of, scope_of
from penstock.reviews.minutes import promises_of, review_before, told
from penstock.reviews.models import Attendance, Decision, Review
from penstock.reviews.permissions import may_write_up
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person

MOST = 50
AN_HOUR = 60
"""Minutes: a review that takes longer is none that people come to again."""


@require_safe
@once_ready
def reviews(request: HttpRequest) -> HttpResponse:
    """The newest first, each with how much was decided on deals that one may read."""
    by = request.actor
    rows = list(Review.objects.of(by).select_related("leader").order_by("-began_at", "-pk")[:MOST])
    counted = Decision.objects.of(by).filter(review__in=rows).order_by().values("review_id").annotate(n=Count("pk"))
    counts = {row["review_id"]: row["n"] for row in counted}
    scopes = {asked: scope_of(row, by) for row in rows for asked in [row.asked]}
    lines = [{"review": row, "scope": scopes[row.asked], "decided": counts.get(row.pk, 0)} for row in rows]
    return render(request, "reviews/reviews.html", {"lines": lines, "nav": "reports"})


@require_safe
@once_ready
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """One review; once it is over, its minutes alone."""
    found = get_object_or_404(Review.objects.of(request.actor).select_related("leader"), pk=pk)
    return render(request, "reviews/review.html", {"nav": "reports", **_told(found, request.actor)})


def _told(found: Review, by: Actor) -> dict[str, Any]:
    decided, before = promises_of(found, by), review_before(found, by)
    promised = promises_of(before, by) if before else []
    is_going = found.ended_at is None
    present = Attendance.objects.on(found).values("person_id")
    points = points_of(found, by, {one.decision.deal_id for one in decided}) if is_going else []
    return {
        "review": found,
        "scope": scope_of(found, by),
        "before": before,
        "promised": promised,
        "kept": told(promised),
        "points": points,
        "minutes_each": max(AN_HOUR // len(points), 1) if points else 0,
        "took": (found.ended_at - found.began_at) // timedelta(minutes=1) if found.ended_at else 0,
        "decided": decided,
        "present": Person.objects.of(by).filter(pk__in=present).exclude(pk=found.leader_id).order_by("name", "pk"),
        "may_write": is_going and may_write_up(found, by),
    }
