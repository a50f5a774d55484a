"""Add a product or a price list."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from penstock.products.actions import add_price_list, add_product
from penstock.products.checks import require_settings
from penstock.products.forms import AddForm, PriceListForm
from penstock.products.models import PriceList, Product
from penstock.ui.answers import toast
from penstock.ui.asking import Question, go_on, put, sent


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """The form of a new product."""
    require_settings(request.actor)
    form = AddForm(sent(request), by=request.actor)
    question = Question(_("New product"), _("Add the product"), reverse("products:add"))

    def done(product: Product) -> HttpResponse:
        toast(request, _("Added “%(record)s”.") % {"record": product})
        return go_on(request, reverse("products:product", args=[product.pk]))

    return put(request, form, question, lambda: add_product(by=request.actor, **form.facts()), done)


@require_http_methods(["GET", "POST"])
def add_list(request: HttpRequest) -> HttpResponse:
    """The form of a new price list."""
    require_settings(request.actor)
    form = PriceListForm(sent(request), initial={"currency_code": request.actor.workspace.currency})
    question = Question(_("New price list"), _("Add the price list"), reverse("products:add_list"))

    def done(price_list: PriceList) -> HttpResponse:
        toast(request, _("Added “%(record)s”; write its prices on the products' pages.") % {"record": price_list})
        return go_on(request, reverse("products:list"))

    return put(request, form, question, lambda: add_price_list(by=request.actor, **form.cleaned_data), done)
