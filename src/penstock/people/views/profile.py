"""Oneself: name, language, clock, light or dark, and the way to password and second factor."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from penstock.people.actions import change_person
from penstock.people.forms import ProfileForm
from penstock.ui.answers import toast
from penstock.ui.context import Frame
from penstock.ui.forms import carried_out, status_of
from penstock.workspaces.middleware import memberships
from penstock.workspaces.requests import MemberRequest

YEAR = 365 * 24 * 3600


@require_http_methods(["GET", "POST"])
def profile(request: MemberRequest) -> HttpResponse:
    """What people choose for themselves."""
    me = request.actor.person
    if me is None:
        raise Http404
    form = ProfileForm(request.POST or None, person=me, theme=Frame(request).theme)
    if carried_out(request, form, lambda **facts: change_person(me, by=request.actor, **_without_theme(facts))):
        return _saved(request, form.cleaned_data)
    told = {"title": _("My settings"), "form": form, "me": me, "memberships": memberships(request.user)}
    return render(request, "people/profile.html", told, status=status_of(form))


def _without_theme(chosen: dict[str, Any]) -> dict[str, Any]:
    """The theme belongs to the device and stays in its cookie."""
    return {name: value for name, value in chosen.items() if name != "theme"}


def _saved(request: MemberRequest, chosen: dict[str, Any]) -> HttpResponse:
    with translation.override(chosen["language"] or request.actor.workspace.language):
        toast(request, _("Saved."))
    response = redirect("people:profile")
    response.set_cookie("theme", chosen["theme"], max_age=YEAR, samesite="Lax", secure=request.is_secure())
    return response
