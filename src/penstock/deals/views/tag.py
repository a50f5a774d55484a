"""Tag a deal where its tags stand."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from penstock.common.errors import Refused
from penstock.deals.actions import tag_deal
from penstock.deals.facts import tags_fact
from penstock.deals.forms.people import TagForm
from penstock.deals.models import Deal
from penstock.deals.queries import tags_of
from penstock.deals.views.answers import Question, add_problem, ask, deal_or_404, done, sent
from penstock.ui.answers import is_partial


@require_http_methods(["GET", "POST"])
def tag(request: HttpRequest, pk: int) -> HttpResponse:
    """GET is the box with the tags, POST saves them."""
    deal = deal_or_404(request, pk)
    form = TagForm(sent(request), initial={"tags": ", ".join(map(str, tags_of(deal)))})
    if request.method == "POST" and form.is_valid():
        try:
            event = tag_deal(deal, form.names(), by=request.actor)
        except Refused as problem:
            add_problem(form, problem)
        else:
            parts = [("ui/parts/fact_value.html", tags_fact(deal, request.actor).context)]
            return done(request, deal, event, _("The tags of “%(deal)s” are saved.") % {"deal": deal}, parts=parts)
    return _box(request, deal, form)


def _box(request: HttpRequest, deal: Deal, form: TagForm) -> HttpResponse:
    url = reverse("deals:tag", args=[deal.pk])
    status = 422 if form.errors else 200
    if is_partial(request):
        context = {"form": form, "action": url, "back_url": reverse("deals:deal", args=[deal.pk])}
        response = render(request, "ui/parts/inline_form.html", context, status=status)
        response["HX-Reswap"] = "innerHTML"
        return response
    return ask(request, form, Question(_("Tags of “%(deal)s”") % {"deal": deal}, _("Save"), url), status=status)
