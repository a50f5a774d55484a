"""One activity: what it says, changed where it is shown; done, put off, removed."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
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
from penstock.activities.actions.change_activity import PLAIN
from penstock.activities.forms import BOXES, ActivityForm, Naming, as_written
from penstock.activities.models import Activity, ActivityKind
from penstock.activities.permissions import may_change
from penstock.activities.queries import removed_activities
from penstock.activities.views.answers import about_activity, activity_or_404, done
from penstock.common.errors import Refused
from penstock.journal.models import Event
from penstock.ui.asking import Question, put, sent
from penstock.ui.forms import add_problem, status_of
from penstock.workspaces.actor import Actor


@require_http_methods(["GET", "POST"])
def activity(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything about the activity, to be read and changed."""
    found = activity_or_404(request, pk)
    form = _form(request, found)
    if form.is_bound and form.is_valid():
        try:
            save(found, form, request.actor)
            return done(request, found, _("“%(activity)s” is saved.") % {"activity": found})
        except Refused as problem:
            add_problem(form, problem)
    more = {"activity": found, "about": about_activity(found), "may_write": may_change(found, request.actor)}
    return render(request, "activities/activity.html", {"form": form, **more}, status=status_of(form))


@transaction.atomic
def save(found: Activity, form: ActivityForm, by: Actor) -> None:
    """All that the form says, through the action of each part."""
    change_activity(
        found,
        by=by,
        **form.told("subject", *PLAIN, "people", "contacts"),
    )
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


@require_http_methods(["GET", "POST"])
def reschedule(request: HttpRequest, pk: int) -> HttpResponse:
    """Another day; ``day`` and ``time`` say which."""
    found = activity_or_404(request, pk)
    form = _boxes(request, found, without=tuple(name for name in BOXES if name not in ("day", "time")))
    heading = _("When is “%(activity)s”?") % {"activity": found}
    question = Question(heading, _("Save"), reverse("activities:reschedule", args=[pk]))

    def told(_event: Event | None) -> HttpResponse:
        return done(request, found, _("“%(activity)s” has another day.") % {"activity": found})

    return put(request, form, question, lambda: reschedule_activity(found, by=request.actor, **form.due), told)


def _form(request: HttpRequest, found: Activity) -> ActivityForm:
    """The boxes that fit: a note has only its text, what is done has an outcome and no day."""
    if found.kind == ActivityKind.NOTE:
        form = _boxes(request, found, without=tuple(name for name in BOXES if name != "body"))
        form.fields["body"].widget = Naming(attrs={"rows": 3})
        return form
    without = ("day", "time", "remind_before") if found.done_at else ("outcome", "direction")
    is_call = found.kind == ActivityKind.CALL
    return _boxes(request, found, without=("kind", *without, *(() if is_call else ("direction",))))


def _boxes(request: HttpRequest, found: Activity, *, without: tuple[str, ...]) -> ActivityForm:
    initial = as_written(found, request.actor)
    about = about_activity(found)
    return ActivityForm(sent(request), by=request.actor, about=about, without=without, initial=initial)
