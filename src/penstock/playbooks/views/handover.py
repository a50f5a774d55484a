"""Offer a deal to its next owner, and answer such an offer."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from penstock.deals.views.answers import deal_or_404
from penstock.playbooks.actions import accept_handover, decline_handover, offer_handover, withdraw_handover
from penstock.playbooks.forms.after import HandoverForm
from penstock.playbooks.models import Handover
from penstock.playbooks.queries import offers_to
from penstock.playbooks.views.answers import said
from penstock.ui.answers import toast
from penstock.ui.asking import Question, go_on, put, sent
from penstock.workspaces.requests import MemberRequest


@require_http_methods(["GET", "POST"])
def offer(request: MemberRequest, pk: int) -> HttpResponse:
    """Offer the deal with a note."""
    deal = deal_or_404(request, pk)
    form = HandoverForm(sent(request), deal=deal, by=request.actor)
    url = reverse("playbooks:offer", args=[pk])
    question = Question(_("Hand “%(deal)s” over") % {"deal": deal}, _("Offer it"), url)

    def told(made: Handover) -> HttpResponse:
        undo = reverse("playbooks:withdraw", args=[made.pk])
        return said(request, deal, _("Offered to %(person)s, who has to accept.") % {"person": made.taker}, undo=undo)

    return put(request, form, question, lambda: offer_handover(deal, by=request.actor, **form.cleaned_data), told)


@require_POST
def accept(request: MemberRequest, pk: int) -> HttpResponse:
    """Take the deal."""
    one = get_object_or_404(offers_to(request.actor), pk=pk)
    accept_handover(one, by=request.actor)
    toast(request, _("“%(deal)s” is yours now.") % {"deal": one.deal})
    return go_on(request, reverse("deals:deal", args=[one.deal_id]))


@require_POST
def decline(request: MemberRequest, pk: int) -> HttpResponse:
    """Do not take it."""
    one = get_object_or_404(offers_to(request.actor), pk=pk)
    decline_handover(one, by=request.actor)
    toast(request, _("“%(deal)s” stays with its owner.") % {"deal": one.deal})
    return redirect("activities:today")


@require_POST
def withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    """Take the offer back."""
    one = get_object_or_404(Handover.objects.of(request.actor).select_related("deal"), pk=pk)
    withdraw_handover(one, by=request.actor)
    return said(request, one.deal, _("The offer is withdrawn."))
