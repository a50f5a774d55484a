"""The list's page, its further rows, one row that is drawn anew, and the choice of its columns."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from penstock.boards.cells import foot
from penstock.boards.listing import Listing, reader_of
from penstock.boards.models import ViewKind
from penstock.boards.totals import COUNTED_UP_TO
from penstock.boards.verbs import VERBS
from penstock.boards.views.filters import kept, tools
from penstock.boards.views.saved import lasting_query
from penstock.deals.models import Deal
from penstock.ui import formats
from penstock.ui.answers import is_partial
from penstock.ui.panels import panels
from penstock.ui.templatetags.ui_tags import money


@require_GET
def list_(request: HttpRequest) -> HttpResponse:
    """Deals in rows."""
    listing = Listing(request.GET, request.actor)
    if listing.as_of:
        return _past(request, listing)
    if is_partial(request) and "after" in request.GET:
        return render(request, "boards/parts/rows.html", {"listing": listing})
    last_row = foot_of(listing)
    if is_partial(request) and "foot" in request.GET:
        return render(request, "boards/parts/foot.html", last_row)
    context = {
        **last_row,
        "heads": heads(listing),
        "chips": listing.filtering.chips(leave_out=["q"]),
        "sort": listing.order.key,
        "columns_url": f"{reverse('boards:columns')}?{lasting_query(request)}",
        "bulk_acts": bulk_acts(listing),
        "menus": panels("list", "menu", request, listing),
        "past_kept": kept(request, ["as_of", "sort", "after"]),
        **tools(request, ViewKind.LIST),
    }
    return render(request, "boards/list.html", context)


def _past(request: HttpRequest, listing: Listing) -> HttpResponse:
    """The list as it stood at the end of a day, for reading only; who keeps the history draws it."""
    context = {
        "listing": listing,
        "chips": listing.filtering.chips(leave_out=["q"]),
        "parts": panels("list", "past", request, listing),
        "menus": panels("list", "menu", request, listing),
        "columns_url": f"{reverse('boards:columns')}?{lasting_query(request)}",
        "past_kept": kept(request, ["as_of", "page"]),
        "sort": request.GET.get("sort", ""),
        **tools(request, ViewKind.LIST),
    }
    return render(request, "boards/past_list.html", context)


@require_GET
def row(request: HttpRequest, pk: int) -> HttpResponse:
    """One row as it is now; a deal that may not be seen any more leaves nothing, nor does an ``unseen`` misfit."""
    listing = Listing(request.GET, request.actor)
    deals = listing.deals() if "unseen" in request.GET else Deal.objects.of(request.actor)
    deal = deals.select_related(*listing.related).filter(pk=pk).first()
    if deal is None and is_partial(request):
        return HttpResponse()
    if deal is None:
        raise Http404
    listing.reader = reader_of(request.actor, [deal], listing.columns)
    return HttpResponse([listing.row(deal), *listing.asking([deal])])


def foot_of(listing: Listing) -> dict[str, Any]:
    """The last row: how many deals fit and what they are worth."""
    return {
        "listing": listing,
        "count_words": count_words(listing),
        "foot": foot(listing.columns[1:], {"value": total(listing)}),
        "may_write": listing.by.may_write,
    }


def heads(listing: Listing) -> list[dict[str, Any]]:
    """The heads of the columns; those that sort are links."""
    return [
        {"key": column.key, "label": column.label, "numeric": column.is_number, "sorts": listing.sorts(column)}
        for column in listing.columns
    ]


def total(listing: Listing) -> Any:
    """The sum of all values in the workspace's currency, if it is known."""
    return money(listing.total.amount, listing.total.currency) if listing.total else ""


def count_words(listing: Listing) -> str:
    """How many deals fit."""
    if listing.is_capped:
        return _("%(count)s+ deals") % {"count": formats.number(COUNTED_UP_TO)}
    words = ngettext("%(count)s deal", "%(count)s deals", listing.count)
    return words % {"count": formats.number(listing.count)}


def bulk_acts(listing: Listing) -> list[dict[str, Any]]:
    """The buttons of the bulk bar."""
    asked = listing.filtering.condition("status")
    statuses = ("", *(asked.values if asked else ()))
    return [
        {"url": reverse("boards:bulk", args=[verb.key]), "label": verb.label, "icon": verb.icon}
        for verb in VERBS.values()
        if verb.only_of in statuses
    ]
