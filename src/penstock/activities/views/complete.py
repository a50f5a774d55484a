"""Done with one click; then what is next is asked where nothing is planned."""

import json
from datetime import date, timedelta

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from penstock.activities.about import changed
from penstock.activities.actions import change_activity, complete_activity
from penstock.activities.forms import ActivityForm
from penstock.activities.models import Activity, NextStep
from penstock.activities.views.answers import about_activity, activity_or_404, back, done
from penstock.activities.views.plan import plan_form, planned
from penstock.common.errors import Refused
from penstock.ui.answers import answer, is_partial, toast
from penstock.ui.forms import add_problem, status_of
from penstock.workspaces.actor import Actor

SATURDAY = 5


@require_POST
def complete(request: HttpRequest, pk: int) -> HttpResponse:
    """The activity is done; a deal left without a next step asks for one."""
    found = activity_or_404(request, pk)
    event = complete_activity(found, by=request.actor, outcome=request.POST.get("outcome", ""))
    if event is not None:
        undo = reverse("activities:reopen", args=[pk])
        toast(request, _("Done: “%(activity)s”.") % {"activity": found}, undo=undo)
    if not wants_next(found, request.actor):
        return done(request, found, "")
    if is_partial(request):
        return _ask_next(request, found, happened=True)
    return answer(request, [], instead=reverse("activities:next", args=[pk]))


@require_http_methods(["GET", "POST"])
def next_(request: HttpRequest, pk: int) -> HttpResponse:
    """How it went, and what is to be done next."""
    found = activity_or_404(request, pk)
    if request.method == "GET":
        return _ask_next(request, found)
    form = plan_form(request, about_activity(found))
    if form.is_valid():
        try:
            return _planned(request, found, form)
        except Refused as problem:
            add_problem(form, problem)
    return _asked(request, found, form)


def wants_next(found: Activity, by: Actor) -> bool:
    """Whether the activity's deal is open, has nothing planned, and the actor could plan it."""
    deal = found.deal
    if deal is None or not deal.is_open or not by.may_write_for(deal.owner_id):
        return False
    return not NextStep.objects.on(deal).exists()


@transaction.atomic
def _planned(request: HttpRequest, found: Activity, form: ActivityForm) -> HttpResponse:
    """Save how it went; plan the next unless there is nothing next."""
    outcome = request.POST.get("outcome", "").strip()
    if outcome:
        change_activity(found, by=request.actor, outcome=outcome)
    if "nothing" not in request.POST:
        activity = planned(form, about_activity(found), request.actor)
        toast(request, _("Planned: “%(activity)s”.") % {"activity": activity})
    return answer(request, [], instead=back(request, found), happened=changed(found))


def next_working_day(day: date) -> date:
    """The day after, or the Monday after a week's end."""
    after = day + timedelta(days=1)
    return after + timedelta(days=7 - after.weekday()) if after.weekday() >= SATURDAY else after


def _ask_next(request: HttpRequest, found: Activity, *, happened: bool = False) -> HttpResponse:
    initial = {"kind": found.kind, "day": next_working_day(timezone.localdate())}
    form = ActivityForm(by=request.actor, about=about_activity(found), without=("outcome",), initial=initial)
    response = _asked(request, found, form)
    if happened:
        response["HX-Trigger"] = json.dumps(changed(found))
    return response


def _asked(request: HttpRequest, found: Activity, form: ActivityForm) -> HttpResponse:
    return render(request, "activities/next.html", {"form": form, "activity": found}, status=status_of(form))
