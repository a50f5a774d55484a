"""Have a report mailed, do so otherwise, stop it for everybody or for oneself."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from penstock.boards.views.saved import gone_to
from penstock.mailings.actions import change_mailing, leave_mailing, resume_mailing, schedule_report, stop_mailing
from penstock.mailings.forms import MailingForm
from penstock.mailings.letters import named
from penstock.mailings.models import Mailing
from penstock.mailings.permissions import require_change
from penstock.metrics.filtering import by_id, told_in_words
from penstock.metrics.views.waiting import once_ready
from penstock.metrics.words import dimensions_for
from penstock.notifications.regular import note_for
from penstock.reports.frame import asked_for
from penstock.reports.registry import REPORTS
from penstock.ui.answers import toast
from penstock.ui.forms import carried_out, status_of

EITHER = ["GET", "POST"]


@require_http_methods(EITHER)
@once_ready
def add(request: HttpRequest, key: str) -> HttpResponse:
    """The report of this address from now on, with the filters that it has."""
    if key not in REPORTS or request.actor.person is None:
        raise Http404
    asked, known = asked_for(REPORTS[key], request.GET, request.actor), dimensions_for(request.actor)
    form = MailingForm(request.POST or None, by=request.actor, period=_period(request))

    def act(**chosen: Any) -> None:
        schedule_report(key, by=request.actor, where=by_id(asked.where, known, by=request.actor), **chosen)

    if carried_out(request, form, act):
        toast(request, _("Saved. What you get is listed under My notifications."))
        return gone_to(request, reverse("reports:report", args=[key]) + asked.query())
    url = f"{reverse('mailings:add', args=[key])}?{request.GET.urlencode()}"
    return _dialog(request, form, key, url, told_in_words(asked.where, request.actor, known))


@require_http_methods(EITHER)
@once_ready
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Another period, rhythm, hour or other readers."""
    held = _found(request, pk)
    require_change(held, request.actor)
    form = MailingForm(request.POST or None, by=request.actor, mailing=held)
    if carried_out(request, form, lambda **chosen: change_mailing(held, by=request.actor, **chosen)):
        toast(request, _("Saved."))
        return gone_to(request, reverse("notifications:preferences"))
    filters = told_in_words(named(held, request.actor), request.actor, dimensions_for(request.actor))
    return _dialog(request, form, held.report, reverse("mailings:change", args=[pk]), filters)


@require_POST
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """To nobody any more, with a way back."""
    held = _found(request, pk)
    stop_mailing(held, by=request.actor)
    toast(request, _("The report is mailed no more."), undo=reverse("mailings:resume", args=[pk]))
    return redirect("notifications:preferences")


@require_POST
def resume(request: HttpRequest, pk: int) -> HttpResponse:
    """Again."""
    resume_mailing(_found(request, pk), by=request.actor)
    return gone_to(request, reverse("notifications:preferences"))


@require_POST
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Not to oneself any more."""
    leave_mailing(_found(request, pk), by=request.actor)
    toast(request, _("You get this report by e-mail no more."))
    return redirect("notifications:preferences")


def _period(request: HttpRequest) -> str:
    """The relative period nearest to the one looked at: the month, quarter or year that goes on."""
    kind = request.GET.get("period", "")
    return {"all": "all", "month": "last_month", "quarter": "this_quarter", "year": "this_year"}.get(kind, "last_week")


def _found(request: HttpRequest, pk: int) -> Mailing:
    return get_object_or_404(Mailing.objects.of(request.actor), pk=pk)


def _dialog(request: HttpRequest, form: MailingForm, key: str, url: str, filters: str) -> HttpResponse:
    told = {"form": form, "url": url, "report": REPORTS.get(key), "filters": filters, "note": note_for(request.actor)}
    return render(request, "mailings/dialog.html", told, status=status_of(form))
