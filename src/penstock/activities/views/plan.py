"""Plan an activity, or log one that is done already."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from penstock.activities.about import About, about_of
from penstock.activities.actions import log_activity, plan_activity
from penstock.activities.forms import ActivityForm
from penstock.activities.models import Activity
from penstock.activities.views.answers import ask, done
from penstock.common.errors import Refused
from penstock.ui.forms import add_problem, status_of
from penstock.workspaces.actor import Actor

PLANNED = ("body", "duration", "owner", "people", "contacts")


@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """The form of a plan about the record in the address; ``kind`` and ``day`` fill it in."""
    about = about_of(request)
    form = plan_form(request, about)
    if request.method == "POST" and form.is_valid():
        try:
            activity = planned(form, about, request.actor)
        except Refused as problem:
            add_problem(form, problem)
        else:
            return done(request, activity, _("Planned: “%(activity)s”.") % {"activity": activity})
    words = {"heading": _heading(about), "act": _("Plan"), "url": about.url("plan")}
    return ask(request, "activities/form.html", form, status=status_of(form), **words)


@require_http_methods(["GET", "POST"])
def log(request: HttpRequest) -> HttpResponse:
    """The form of something just done."""
    about, now = about_of(request), timezone.localtime()
    initial = {"day": now.date(), "time": now.time(), "kind": request.GET.get("kind", "call")}
    given = request.POST if request.method == "POST" else None
    form = ActivityForm(given, by=request.actor, about=about, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            activity = logged(form, about, request.actor)
        except Refused as problem:
            add_problem(form, problem)
        else:
            return done(request, activity, _("Noted: “%(activity)s”.") % {"activity": activity})
    words = {"heading": _("What was done?"), "act": _("Save"), "url": about.url("log")}
    return ask(request, "activities/form.html", form, status=status_of(form), **words)


def plan_form(request: HttpRequest, about: About) -> ActivityForm:
    """The boxes of a plan; the outcome is not known yet."""
    given = request.POST if request.method == "POST" else None
    initial = {name: request.GET[name] for name in ("kind", "day", "subject") if request.GET.get(name)}
    initial.setdefault("day", timezone.localdate())
    return ActivityForm(given, by=request.actor, about=about, without=("outcome",), initial=initial)


def planned(form: ActivityForm, about: About, by: Actor) -> Activity:
    """Plan what the form says."""
    data = form.cleaned_data
    return plan_activity(data["kind"], data["subject"], by=by, **form.due, **form.told(*PLANNED), **about.named)


def logged(form: ActivityForm, about: About, by: Actor) -> Activity:
    """Log what the form says; with a day but no time it was then, at latest now."""
    data = form.cleaned_data
    at = form.due["due_at"]
    if at is not None:
        at = min(at, timezone.now()) if not form.cleaned_data["time"] else at
    told: dict[str, Any] = {**form.told("outcome", *PLANNED), **about.named}
    return log_activity(data["kind"], data["subject"], by=by, at=at, **told)


def _heading(about: About) -> str:
    if about.record is None:
        return _("Plan an activity")
    return _("What is next with “%(record)s”?") % {"record": about.record}
