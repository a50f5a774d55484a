"""Tag a deal where its tags stand."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from penstock.common.errors import Refused
from penstock.deals.actions import tag_deal
from penstock.deals.facts import tags_fact
from penstock.deals.forms.people import TagForm
from penstock.deals.models import Deal
from penstock.deals.queries import tags_of
from penstock.deals.views.answers import as_before, deal_or_404, done, given
from penstock.ui.asking import Question, edit
from penstock.ui.forms import add_problem


@require_http_methods(["GET", "POST"])
def tag(request: HttpRequest, pk: int) -> HttpResponse:
    """GET is the box with the tags, POST saves them."""
    deal = deal_or_404(request, pk)
    form = TagForm(given(request), initial={"tags": _written(deal)})
    if form.is_bound and form.is_valid():
        try:
            return _saved(request, deal, form)
        except Refused as problem:
            add_problem(form, problem)
    heading = _("Tags of “%(deal)s”") % {"deal": deal}
    question = Question(heading, _("Save"), reverse("deals:tag", args=[pk]))
    return edit(request, form, question, reverse("deals:deal", args=[pk]))


def _saved(request: HttpRequest, deal: Deal, form: TagForm) -> HttpResponse:
    undo = as_before(reverse("deals:tag", args=[deal.pk]), tags=_written(deal))
    event = tag_deal(deal, form.names(), by=request.actor)
    parts = [("ui/parts/fact_value.html", tags_fact(deal, request.actor).context)]
    return done(request, deal, event, _("The tags of “%(deal)s” are saved.") % {"deal": deal}, parts=parts, undo=undo)


def _written(deal: Deal) -> str:
    return ", ".join(map(str, tags_of(deal)))
