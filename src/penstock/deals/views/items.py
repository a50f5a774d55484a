"""Edit the products of a deal: lines with quantity, price, discount and billing."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from penstock.common.errors import Refused
from penstock.deals.actions import Line, set_items
from penstock.deals.forms.items import MOST_LINES, ItemFormSet, item_rows
from penstock.deals.models import Deal, DealItem
from penstock.deals.views.answers import deal_or_404, done
from penstock.products.models import PriceList
from penstock.ui.answers import with_then
from penstock.ui.asking import Question, sent

PREFIX = "items"


@require_http_methods(["GET", "POST"])
def items(request: HttpRequest, pk: int) -> HttpResponse:
    """The editor of all lines; saved at once, so that the value follows once."""
    deal = deal_or_404(request, pk)
    present = list(DealItem.objects.on(deal))
    rows = ItemFormSet(sent(request), prefix=PREFIX, initial=item_rows(present), form_kwargs={"by": request.actor})
    problem = ""
    if request.method == "POST" and rows.is_valid():
        try:
            return _save(request, deal, [line for row in rows if (line := row.line())])
        except Refused as refused:
            problem = refused.message
    status = 422 if request.method == "POST" else 200
    more = {"deal": deal, "problem": problem, "price_lists": _lists(request)}
    question = _question(deal, request)
    return render(request, question.template, {"form": rows, "question": question, **more}, status=status)


@require_GET
def line(request: HttpRequest, pk: int) -> HttpResponse:
    """One more empty line for the editor, ``n`` says how many it has."""
    deal_or_404(request, pk)
    text = request.GET.get(f"{PREFIX}-TOTAL_FORMS", "0")
    count = min(int(text) if text.isdecimal() else 0, MOST_LINES - 1)
    row = ItemFormSet.form(prefix=f"{PREFIX}-{count}", by=request.actor)
    return render(request, "deals/parts/item_added.html", {"row": row, "count": count + 1, "prefix": PREFIX})


def _save(request: HttpRequest, deal: Deal, lines: list[Line]) -> HttpResponse:
    chosen = request.POST.get("price_list", "")
    price_list = _lists(request).filter(pk=int(chosen)).first() if chosen.isdecimal() else None
    event = set_items(deal, lines, by=request.actor, price_list=price_list)
    return done(request, deal, event, _("The products of “%(deal)s” are saved.") % {"deal": deal})


def _question(deal: Deal, request: HttpRequest) -> Question:
    heading = _("Products of “%(deal)s”") % {"deal": deal}
    url = with_then(request, reverse("deals:items", args=[deal.pk]))
    return Question(heading, _("Save the products"), url, template="deals/items.html")


def _lists(request: HttpRequest) -> Any:
    return PriceList.objects.of(request.actor).filter(retired_at__isnull=True)
