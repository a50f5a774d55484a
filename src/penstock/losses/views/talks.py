"""What a customer said in a talk: noted, and taken back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from penstock.common.errors import Refused
from penstock.deals.views.answers import as_before, deal_or_404, done, given
from penstock.losses.actions import take_back_verification, verify_loss
from penstock.losses.forms import TalkForm
from penstock.losses.models import LossCheck
from penstock.losses.queries import OTHER, SILENT, standing
from penstock.ui.forms import add_problem, status_of


@require_http_methods(["GET", "POST"])
def verify(request: HttpRequest, pk: int) -> HttpResponse:
    """A small form, filled with what stands; sent, it stands beside what was stated."""
    deal = deal_or_404(request, pk)
    before = standing(deal)
    initial = _form_of(before) if before else {}
    form = TalkForm(given(request), deal=deal, by=request.actor, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            event = verify_loss(deal, form.said(), by=request.actor, contact=form.cleaned_data["contact"])
        except Refused as problem:
            add_problem(form, problem)
        else:
            said = _("What they said about “%(deal)s” is noted.") % {"deal": deal}
            return done(request, deal, event, said, undo=reverse("losses:take_back", args=[pk]))
    return render(request, "losses/talk.html", {"form": form, "deal": deal}, status=status_of(form))


@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """It does not stand any more."""
    deal = deal_or_404(request, pk)
    before = standing(deal)
    event = take_back_verification(deal, by=request.actor)
    undo = as_before(reverse("losses:verify", args=[pk]), **_form_of(before)) if before else ""
    return done(request, deal, event, _("What they said about “%(deal)s” is taken back.") % {"deal": deal}, undo=undo)


def _form_of(check: LossCheck) -> dict[str, object]:
    """What stands, as the form would send it."""
    reason = check.reason_id or (SILENT if check.would_not_say else OTHER)
    words = {name: getattr(check, name) for name in ("competitor", "change", "comment")}
    return {"contact": check.contact_id, "reason": str(reason), **words}
