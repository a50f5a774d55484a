"""The workspace itself: its settings, its currencies, and the way into another one."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from penstock.people.actions import change_workspace, set_rate
from penstock.people.forms import RateForm, WorkspaceForm
from penstock.people.queries import rate_lines
from penstock.ui import settings
from penstock.ui.answers import toast
from penstock.ui.forms import carried_out, status_of
from penstock.workspaces.middleware import CHOSEN, memberships
from penstock.workspaces.requests import MemberRequest


@require_safe
def index(request: MemberRequest) -> HttpResponse:
    """The first page of the settings."""
    _page, url, _here = settings.pages(request)[0]
    return redirect(url)


@require_http_methods(["GET", "POST"])
def workspace(request: MemberRequest) -> HttpResponse:
    """Name, base currency, time zone, language and region."""
    request.actor.require_admin(_("Only an administrator may change the workspace."))
    form = WorkspaceForm(request.POST or None, by=request.actor)
    if carried_out(request, form, lambda **facts: change_workspace(by=request.actor, **facts)):
        toast(request, _("Saved."))
        return redirect("people:workspace")
    told = {"title": _("Workspace"), "form": form, "act": _("Save")}
    return render(request, "people/form.html", told, status=status_of(form))


@require_http_methods(["GET", "POST"])
def currencies(request: MemberRequest) -> HttpResponse:
    """The rates in force and before, and the form that sets one."""
    form = RateForm(request.POST or None, by=request.actor)
    if carried_out(request, form, lambda **rate: set_rate(by=request.actor, **rate)):
        toast(request, _("The rate is set."))
        return redirect("people:currencies")
    told = {"title": _("Currencies"), "form": form, "rates": rate_lines(request.actor)}
    return render(request, "people/currencies.html", told, status=status_of(form))


@require_POST
def switch(request: MemberRequest) -> HttpResponse:
    """Go on in another workspace of the same user."""
    wanted = request.POST.get("workspace", "")
    if wanted in {str(person.workspace_id) for person in memberships(request.user)}:
        request.session[CHOSEN] = int(wanted)
    return redirect("/")
