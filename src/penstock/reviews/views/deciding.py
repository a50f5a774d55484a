"""Decide on a deal at a review."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from penstock.deals.models import Deal
from penstock.reviews.actions import decide_on_deal
from penstock.reviews.forms import DecisionForm
from penstock.reviews.models import Review
from penstock.ui.asking import Question, go_on, put, sent


@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, pk: int, deal_pk: int) -> HttpResponse:
    """Who does what until when, or that the deal rests."""
    review = get_object_or_404(Review.objects.of(request.actor), pk=pk)
    deal = get_object_or_404(Deal.objects.of(request.actor), pk=deal_pk)
    url = reverse("reviews:decide", args=[pk, deal_pk])
    question = Question(_("What is decided on “%(deal)s”?") % {"deal": deal}, _("Write it down"), url)
    form = DecisionForm(sent(request), deal=deal, by=request.actor)

    def act() -> object:
        return decide_on_deal(review, deal, by=request.actor, **form.cleaned_data)

    return put(request, form, question, act, lambda _decision: go_on(request, reverse("reviews:review", args=[pk])))
