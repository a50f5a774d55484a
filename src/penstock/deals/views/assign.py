"""Give a deal to another owner."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from penstock.deals.actions import assign_deal
from penstock.deals.forms.facts import owner_box
from penstock.deals.views.answers import deal_or_404, done
from penstock.journal.models import Event
from penstock.ui.asking import Question, put, sent


@require_http_methods(["GET", "POST"])
def assign(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand the deal to the person in ``owner``."""
    deal = deal_or_404(request, pk)
    form = forms.Form(sent(request), initial={"owner": deal.owner_id})
    form.fields["owner"] = owner_box(request.actor)
    heading = _("Who goes on with “%(deal)s”?") % {"deal": deal}
    question = Question(heading, _("Hand over"), reverse("deals:assign", args=[pk]))

    def act() -> Event | None:
        data = dict(form.cleaned_data)
        return assign_deal(deal, data["owner"], by=request.actor)

    def told(event: Event | None) -> HttpResponse:
        owner = form.cleaned_data["owner"] or _("nobody")
        return done(request, deal, event, _("“%(deal)s” goes to %(owner)s.") % {"deal": deal, "owner": owner})

    return put(request, form, question, act, told)
