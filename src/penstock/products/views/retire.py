"""Stop selling a product, and sell it again."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from penstock.products.actions import retire_product, return_product
from penstock.products.views.product import product_or_404
from penstock.ui.answers import toast
from penstock.ui.asking import go_on


@require_POST
def retire(request: HttpRequest, pk: int) -> HttpResponse:
    """The product cannot be chosen any more; deals keep it."""
    product = product_or_404(request, pk)
    if retire_product(product, by=request.actor):
        sentence = _("“%(record)s” is retired; deals that hold it keep it.") % {"record": product}
        toast(request, sentence, undo=reverse("products:return", args=[pk]))
    return go_on(request, reverse("products:product", args=[pk]))


@require_POST
def return_(request: HttpRequest, pk: int) -> HttpResponse:
    """The product can be chosen again."""
    product = product_or_404(request, pk)
    if return_product(product, by=request.actor):
        toast(request, _("“%(record)s” can be chosen again.") % {"record": product})
    return go_on(request, reverse("products:product", args=[pk]))
