"""The composer on a record's page: a note, or a call, meeting or task, planned or done already."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from penstock.activities.about import About, about_of, changed
from penstock.activities.actions import write_note
from penstock.activities.composer import composer
from penstock.activities.forms import ActivityForm
from penstock.activities.models import Activity, ActivityKind
from penstock.activities.views.answers import back
from penstock.activities.views.plan import logged, planned
from penstock.common.errors import Refused
from penstock.ui.answers import answer, is_partial, toast
from penstock.ui.forms import add_problem
from penstock.workspaces.actor import Actor


@require_GET
def compose(request: HttpRequest) -> HttpResponse:
    """The composer with the tab in ``tab``; without JavaScript a page of its own."""
    about = _about(request)
    context = {"panel": composer(request, about, request.GET.get("tab", ""))}
    template = "activities/panels/composer.html" if is_partial(request) else "activities/compose.html"
    return render(request, template, context)


@require_POST
def write(request: HttpRequest) -> HttpResponse:
    """Save what was written in the tab; the composer comes back empty."""
    about = _about(request)
    shown = composer(request, about, request.GET.get("tab", ""), request.POST)
    form = shown["form"]
    if form.is_valid():
        try:
            activity = _written(form, about, request.actor, request.POST.get("do", ""))
        except Refused as problem:
            add_problem(form, problem)
        else:
            return _fresh(request, about, activity)
    template = "activities/panels/composer.html" if is_partial(request) else "activities/compose.html"
    return render(request, template, {"panel": shown}, status=422)


def _about(request: HttpRequest) -> About:
    about = about_of(request)
    if about.record is None:
        raise Http404
    return about


def _written(form: forms.Form, about: About, by: Actor, verb: str) -> Activity:
    if not isinstance(form, ActivityForm):
        told = form.cleaned_data["tell"]
        return write_note(form.cleaned_data["body"], by=by, tell=[told] if told else (), **about.named)
    return planned(form, about, by) if verb == "plan" else logged(form, about, by)


def _fresh(request: HttpRequest, about: About, activity: Activity) -> HttpResponse:
    toast(request, _words(activity) % {"activity": activity})
    parts: list[Any] = [
        ("activities/panels/composer.html", {"panel": composer(request, about, request.GET.get("tab", ""))})
    ]
    return answer(request, parts, instead=back(request, activity), happened=changed(activity))


def _words(activity: Activity) -> str:
    if activity.kind == ActivityKind.NOTE:
        return _("The note is saved.")
    return _("Planned: “%(activity)s”.") if activity.done_at is None else _("Noted: “%(activity)s”.")
