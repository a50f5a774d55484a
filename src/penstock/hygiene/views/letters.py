"""The last letter on a deal: drafted, said to be sent, answered."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from penstock.common.errors import Refused
from penstock.deals.views.answers import deal_or_404, done
from penstock.hygiene.actions import note_answer, send_break_up
from penstock.hygiene.forms import LetterForm
from penstock.hygiene.letter import letter_for, mail_to
from penstock.ui.answers import toast
from penstock.ui.asking import go_on, sent
from penstock.ui.forms import add_problem, status_of


@require_http_methods(["GET", "POST"])
def break_up(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft with a link that opens it in one's mail program; sent, it says that the letter went out."""
    deal = deal_or_404(request, pk)
    text = letter_for(deal)
    form = LetterForm(sent(request), initial={"text": text})
    if form.is_bound and form.is_valid():
        try:
            event = send_break_up(deal, by=request.actor, **form.cleaned_data)
        except Refused as problem:
            add_problem(form, problem)
        else:
            if event is not None:
                toast(request, _("Without an answer “%(deal)s” will be closed as lost.") % {"deal": deal})
            return go_on(request, reverse("deals:deal", args=[pk]))
    told = {"form": form, "deal": deal, "mail_url": mail_to(deal, text)}
    return render(request, "hygiene/letter.html", told, status=status_of(form))


@require_POST
def answered(request: HttpRequest, pk: int) -> HttpResponse:
    """They answered: the deal stays."""
    deal = deal_or_404(request, pk)
    event = note_answer(deal, by=request.actor)
    return done(request, deal, event, _("“%(deal)s” stays: they answered.") % {"deal": deal})
