"""My notifications: what I hear by e-mail, when I am left in peace, and how long before I am reminded."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from penstock.common.errors import Refused
from penstock.notifications.actions import set_preferences, set_usual_reminder
from penstock.notifications.forms import PreferencesForm, UsualForm
from penstock.notifications.wishes import Wishes, usual_minutes, wishes_of
from penstock.people.mail import mail_is_configured
from penstock.ui.answers import toast
from penstock.ui.forms import add_problem, carried_out, status_of
from penstock.ui.panels import panels
from penstock.workspaces.requests import MemberRequest


@require_http_methods(["GET", "POST"])
def preferences(request: MemberRequest) -> HttpResponse:
    """One's own choice."""
    wishes, usual_is = _wishes(request), usual_minutes(request.actor.workspace)
    form = PreferencesForm(request.POST or None, wishes=wishes, usual=usual_is)
    if form.is_bound and form.is_valid():
        try:
            set_preferences(by=request.actor, **form.chosen)
        except Refused as problem:
            add_problem(form, problem)
        else:
            toast(request, _("Saved."))
            return redirect("notifications:preferences")
    return render(request, "notifications/preferences.html", _told(request, form, usual_is), status=status_of(form))


def _wishes(request: MemberRequest) -> Wishes:
    me = request.actor.person
    if me is None:
        raise Http404
    return wishes_of([me])[me.pk]


def _told(request: MemberRequest, form: PreferencesForm, usual_is: int) -> dict[str, Any]:
    regular = panels("preferences", "mail", request, request.actor)
    return {
        "title": _("My notifications"),
        "lead": _("The bell tells you of everything; here you choose what comes by e-mail too, and when."),
        "form": form,
        "usual": UsualForm(initial={"minutes": usual_is}),
        "is_mailed": mail_is_configured(),
        "address": request.user.email,
        "regular": regular,
        "has_regular": any(part.context["lines"] for part in regular),
    }


@require_POST
def usual(request: MemberRequest) -> HttpResponse:
    """What is usual for everybody here."""
    request.actor.require_admin(_("Only an administrator may say what is usual."))
    form = UsualForm(request.POST)
    if carried_out(request, form, lambda minutes: set_usual_reminder(minutes, by=request.actor)):
        toast(request, _("Saved."))
    return redirect("notifications:preferences")
