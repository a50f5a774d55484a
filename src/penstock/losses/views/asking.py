"""Asking a customer by a link: whom and in which language, the letter with the link, and revoking it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from penstock.common.errors import Refused
from penstock.deals.views.answers import deal_or_404, done
from penstock.losses.actions import ask_why, revoke_link
from penstock.losses.forms import AskForm
from penstock.losses.letter import letter_for, mail_to
from penstock.losses.queries import plan_of
from penstock.ui.asking import sent
from penstock.ui.forms import add_problem, status_of


@never_cache
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Asked for, the link is shown this once, in a letter to send oneself."""
    deal = deal_or_404(request, pk)
    form = AskForm(sent(request), deal=deal, by=request.actor)
    if form.is_bound and form.is_valid():
        contact, language = form.cleaned_data["contact"], form.cleaned_data["language"]
        try:
            secret = ask_why(deal, language, by=request.actor, contact=contact)
        except Refused as problem:
            add_problem(form, problem)
        else:
            link = request.build_absolute_uri(reverse("losses:answer", args=[language, secret]))
            subject, text = letter_for(deal, contact, language, link)
            told = {"deal": deal, "link": link, "subject": subject, "text": text}
            told |= {"mail_url": mail_to(contact, subject, text), "days": plan_of(request.actor).days_open}
            return render(request, "losses/letter.html", told)
    return render(request, "losses/ask.html", {"form": form, "deal": deal}, status=status_of(form))


@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """The link opens nothing any more."""
    deal = deal_or_404(request, pk)
    event = revoke_link(deal, by=request.actor)
    return done(request, deal, event, _("The link for “%(deal)s” opens nothing any more.") % {"deal": deal})
