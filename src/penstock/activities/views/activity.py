"""One activity: what it says, changed where it is shown; done, put off, removed."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from penstock.activities.actions import (
    assign_activity,
    change_activity,
    remove_activity,
    reopen_activity,
    reschedule_activity,
    restore_activity,
)
from penstock.activities.forms import ActivityForm, as_written
from penstock.activities.models import Activity, ActivityKind
from penstock.activities.permissions import may_change
from penstock.activities.queries import removed_activities
from penstock.activities.views.answers import about_activity, activity_or_404, ask, done
from penstock.common.errors import Refused
from penstock.ui.forms import add_problem, status_of
from penstock.workspaces.actor import Actor


@require_http_methods(["GET", "POST"])
def activity(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything about the activity, to be read and changed."""
    found = activity_or_404(request, pk)
    form = _form(request, found)
    if request.method == "POST" and form.is_valid():
        try:
            save(found, form, request.actor)
        except Refused as problem:
            add_problem(form, problem)
        else:
            return done(request, found, _("“%(activity)s” is saved.") % {"activity": found})
    more = {"activity": found, "about": about_activity(found), "may_write": may_change(found, request.actor)}
    return ask(request, "activities/activity.html", form, status=status_of(form), **more)


@transaction.atomic
def save(found: Activity, form: ActivityForm, by: Actor) -> None:
    """All that the form says, through the action of each part."""
    change_activity(found, by=by, **form.told("subject", "body", "duration", "outcome", "people", "contacts"))
    if "owner" in form.fields:
        assign_activity(found, form.cleaned_data["owner"], by=by)
    if "day" in form.fields:
        reschedule_activity(found, by=by, **form.due)


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """The activity or note goes out of sight."""
    found = activity_or_404(request, pk)
    remove_activity(found, by=request.actor)
    undo = reverse("activities:restore", args=[pk])
    return done(request, found, _("“%(activity)s” is removed.") % {"activity": found}, undo=undo)


@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """It is back."""
    known = removed_activities(request.actor) | Activity.objects.of(request.actor)
    found = get_object_or_404(known, pk=pk)
    restore_activity(found, by=request.actor)
    return done(request, found, _("“%(activity)s” is back.") % {"activity": found})


@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """It was not done after all."""
    found = activity_or_404(request, pk)
    reopen_activity(found, by=request.actor)
    return done(request, found, _("“%(activity)s” is to be done again.") % {"activity": found})


def _form(request: HttpRequest, found: Activity) -> ActivityForm:
    given = request.POST if request.method == "POST" else None
    without = ["kind"]
    if found.kind == ActivityKind.NOTE:
        without += ["subject", "duration", "outcome", "owner", "people", "contacts"]
    if found.done_at is not None:
        without += ["day", "time"]
    else:
        without.append("outcome")
    kept: Any = tuple(dict.fromkeys(without))
    form = ActivityForm(
        given, by=request.actor, about=about_activity(found), without=kept, initial=as_written(found, request.actor)
    )
    return form


@require_http_methods(["GET", "POST"])
def reschedule(request: HttpRequest, pk: int) -> HttpResponse:
    """Another day; ``day`` and ``time`` say which."""
    found = activity_or_404(request, pk)
    given = request.POST if request.method == "POST" else None
    without = tuple(name for name in ActivityForm.base_fields if name not in ("day", "time"))
    form = ActivityForm(
        given,
        by=request.actor,
        about=about_activity(found),
        without=(*without, "owner", "people", "contacts"),
        initial=as_written(found, request.actor),
    )
    if request.method == "POST" and form.is_valid():
        try:
            reschedule_activity(found, by=request.actor, **form.due)
        except Refused as problem:
            add_problem(form, problem)
        else:
            return done(request, found, _("“%(activity)s” has another day.") % {"activity": found})
    words = {
        "heading": _("When is “%(activity)s”?") % {"activity": found},
        "act": _("Save"),
        "url": reverse("activities:reschedule", args=[pk]),
    }
    return ask(request, "activities/form.html", form, status=status_of(form), **words)
