"""Done with one click; then what is next is asked where nothing is planned."""

import json

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from penstock.activities.about import About, about_of, changed
from penstock.activities.actions import change_activity, complete_activity, plan_activity
from penstock.activities.models import Activity
from penstock.activities.next_step import NextForm, proposals, quick_days, wants_step
from penstock.activities.views.answers import activity_or_404, done
from penstock.common.errors import Refused
from penstock.deals.models import Deal
from penstock.ui.answers import answer, is_partial, toast
from penstock.ui.asking import sent
from penstock.ui.forms import add_problem, status_of


@require_POST
def complete(request: HttpRequest, pk: int) -> HttpResponse:
    """The activity is done; a deal left without a next step asks for one."""
    found = activity_or_404(request, pk)
    event = complete_activity(found, by=request.actor, outcome=request.POST.get("outcome", ""))
    if event is not None:
        undo = reverse("activities:reopen", args=[pk])
        toast(request, _("Done: “%(activity)s”.") % {"activity": found}, undo=undo)
    deal = found.deal
    if deal is None or not wants_step(deal, request.actor):
        return done(request, found, "")
    if not is_partial(request):
        next_page = urlencode({"next": request.POST.get("next", "")})
        return answer(request, [], instead=f"{reverse('activities:next', args=[pk])}?{next_page}")
    response = _asked(request, deal, NextForm(), found)
    response["HX-Trigger"] = json.dumps(changed(found))
    return response


@require_http_methods(["GET", "POST"])
def next_(request: HttpRequest, pk: int) -> HttpResponse:
    """How it went, and what is to be done next with its deal."""
    found = activity_or_404(request, pk)
    if found.deal is None:
        raise Http404
    return _ask(request, found.deal, found)


@require_http_methods(["GET", "POST"])
def next_step(request: HttpRequest) -> HttpResponse:
    """What is to be done next with the deal in the address."""
    about: About = about_of(request)
    if about.what != "deal":
        raise Http404
    return _ask(request, about.record)


def _ask(request: HttpRequest, deal: Deal, found: Activity | None = None) -> HttpResponse:
    form = NextForm(sent(request))
    if form.is_bound and form.is_valid():
        try:
            return _planned(request, deal, form, found)
        except Refused as problem:
            add_problem(form, problem)
    return _asked(request, deal, form, found)


@transaction.atomic
def _planned(request: HttpRequest, deal: Deal, form: NextForm, found: Activity | None) -> HttpResponse:
    """Save how it went; plan the next unless there is nothing next."""
    by = request.actor
    outcome = request.POST.get("outcome", "").strip()
    if found is not None and outcome:
        change_activity(found, by=by, outcome=outcome)
    if found is not None and "nothing" in request.POST:
        return done(request, found, "")
    planned = plan_activity(by=by, deal=deal, **form.chosen(by))
    return done(request, planned, _("Planned: “%(activity)s”.") % {"activity": planned})


def _asked(request: HttpRequest, deal: Deal, form: NextForm, found: Activity | None) -> HttpResponse:
    told = {"form": form, "deal": deal, "activity": found}
    told["next"] = request.POST.get("next", "") or request.GET.get("next", "")
    told |= {"proposals": proposals(request, deal), "days": quick_days(request.actor)}
    told["url"] = reverse("activities:next", args=[found.pk]) if found else About("deal", deal).url("next_step")
    return render(request, "activities/next.html", told, status=status_of(form))
