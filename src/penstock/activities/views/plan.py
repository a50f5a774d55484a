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
from penstock.activities.views.answers import done
from penstock.ui.answers import with_then
from penstock.ui.asking import Question, put, sent
from penstock.workspaces.actor import Actor

FORM = "activities/form.html"
TOLD = ("body", "duration", "remind_before", "owner", "people", "contacts", "purpose")


@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """The form of a plan about the record in the address; ``kind``, ``day`` and ``subject`` fill it in."""
    about = about_of(request)
    form = plan_form(request, about)
    question = Question(_heading(about), _("Plan"), with_then(request, about.url("plan")), template=FORM)

    def told(activity: Activity) -> HttpResponse:
        return done(request, activity, _("Planned: “%(activity)s”.") % {"activity": activity})

    return put(request, form, question, lambda: planned(form, about, request.actor), told)


@require_http_methods(["GET", "POST"])
def log(request: HttpRequest) -> HttpResponse:
    """The form of something just done."""
    about, now = about_of(request), timezone.localtime()
    initial = {"day": now.date(), "time": now.time(), "kind": request.GET.get("kind", "call"), **_asked(request)}
    form = ActivityForm(sent(request), by=request.actor, about=about, without=("remind_before",), initial=initial)
    question = Question(_("What was done?"), _("Save"), with_then(request, about.url("log")), template=FORM)

    def told(activity: Activity) -> HttpResponse:
        return done(request, activity, _("Noted: “%(activity)s”.") % {"activity": activity})

    return put(request, form, question, lambda: logged(form, about, request.actor), told)


def plan_form(request: HttpRequest, about: About) -> ActivityForm:
    """The boxes of a plan; the outcome is not known yet."""
    initial = _asked(request)
    initial.setdefault("day", timezone.localdate())
    without = ("outcome", "direction")
    return ActivityForm(sent(request), by=request.actor, about=about, without=without, initial=initial)


def _asked(request: HttpRequest) -> dict[str, Any]:
    """What the address fills in."""
    return {name: request.GET[name] for name in ("kind", "day", "subject", "purpose") if request.GET.get(name)}


def planned(form: ActivityForm, about: About, by: Actor) -> Activity:
    """Plan what the form says."""
    data = form.cleaned_data
    return plan_activity(data["kind"], data["subject"], by=by, **form.due, **form.told(*TOLD), **about.named)


def logged(form: ActivityForm, about: About, by: Actor) -> Activity:
    """Log what the form says; with a day but no time it was that day, at latest now."""
    data, at = form.cleaned_data, form.due["due_at"]
    if at is not None and not data["time"]:
        at = min(at, timezone.now())
    told = form.told("outcome", "direction", *TOLD)
    return log_activity(data["kind"], data["subject"], by=by, at=at, **told, **about.named)


def _heading(about: About) -> str:
    if about.record is None:
        return _("Plan an activity")
    return _("What is next with “%(record)s”?") % {"record": about.record}
