"""The list of products with their prices in each price list."""

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from penstock.products.models import Product
from penstock.products.queries import Prices, prices_of
from penstock.ui.answers import is_partial
from penstock.ui.lists import containing, slice_of
from penstock.ui.panels import panels

SORTS = {"name": F("name"), "code": F("code"), "category": F("category")}


@require_GET
def products(request: HttpRequest) -> HttpResponse:
    """What we sell, by any part of the name or code; ``retired=1`` shows what we no longer sell as well."""
    text = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    with_retired = request.GET.get("retired") == "1"
    rows = Product.objects.of(request.actor)
    rows = rows if with_retired else rows.filter(retired_at__isnull=True)
    if text:
        rows = rows.filter(containing("name", text) | containing("code", text))
    found = slice_of(request, rows, SORTS)
    prices = prices_of(found.rows, request.actor)
    context = {"lines": _lines(found.rows, prices), "price_lists": list(prices), "sort": found.sort, "q": text}
    context |= {"more_url": found.more_url, "with_retired": with_retired, "can_add": request.actor.is_admin}
    context |= {"with_costs": request.actor.may_see_costs, "menus": panels("products", "menu", request, text)}
    template = "products/parts/rows.html" if is_partial(request) else "products/list.html"
    return render(request, template, {**context, "label": _("Products")})


def _lines(products: list[Product], prices: Prices) -> list[tuple[Product, list[tuple[object, str]]]]:
    """Each product with its price in each list, and that list's currency."""
    return [(one, [(found.get(one.pk), row.currency) for row, found in prices.items()]) for one in products]
