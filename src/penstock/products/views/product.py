"""The product's page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from penstock.products.facts import fact_of, facts_of, price_facts
from penstock.products.models import Product
from penstock.products.queries import prices_of
from penstock.ui.panels import panels


@require_GET
def product(request: HttpRequest, pk: int) -> HttpResponse:
    """What a product is and costs, which may also be a side sheet."""
    found, by = product_or_404(request, pk), request.actor
    context = {
        "product": found,
        "may_write": by.is_admin,
        "name": fact_of(found, "name", by),
        "facts": facts_of(found, by),
        "prices": price_facts(found, prices_of([found], by), by),
        "main": panels("product", "main", request, found),
        "side": panels("product", "side", request, found),
    }
    return render(request, "products/product.html", context)


def product_or_404(request: HttpRequest, pk: int) -> Product:
    """The product, if it is one of the person's workspace."""
    return get_object_or_404(Product.objects.of(request.actor), pk=pk)
