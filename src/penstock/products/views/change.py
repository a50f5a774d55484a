"""Edit one fact or price of a product where it stands."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from penstock.fields.forms import PREFIX
from penstock.journal.models import Event
from penstock.products.actions import change_product, set_price
from penstock.products.checks import require_settings
from penstock.products.facts import fact_of
from penstock.products.forms import PRICE, fact_form
from penstock.products.models import Product
from penstock.products.queries import Prices, prices_of
from penstock.products.views.product import product_or_404
from penstock.ui.answers import toast
from penstock.ui.asking import Question, sent
from penstock.ui.facts import Fact, change_fact
from penstock.workspaces.actor import Actor


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """GET is the box of the fact, POST saves it and answers the fact as it is now."""
    product = product_or_404(request, pk)
    require_settings(request.actor)
    prices = prices_of([product], request.actor)
    form = fact_form(sent(request), product, prices, name, request.actor)
    if form is None:
        raise Http404
    heading = _("Change “%(record)s”") % {"record": product}
    question = Question(heading, _("Save"), reverse("products:change", args=[pk, name]))

    def save() -> Fact:
        event = save_fact(product, prices, name, form.cleaned_data[name], by=request.actor)
        return _saved(request, product, name, event)

    return change_fact(request, form, question, reverse("products:product", args=[pk]), save)


def save_fact(product: Product, prices: Prices, name: str, value: Any, *, by: Actor) -> Event | None:
    """Call the action that this fact belongs to."""
    if name.startswith(PRICE):
        price_list = next(one for one in prices if name == f"{PRICE}{one.pk}")
        return set_price(price_list, product, value, by=by)
    if name.startswith(PREFIX):
        return change_product(product, by=by, custom={name.removeprefix(PREFIX): value})
    return change_product(product, by=by, **{name: value})


def _saved(request: HttpRequest, product: Product, name: str, event: Event | None) -> Fact:
    product = product_or_404(request, product.pk)
    fact = fact_of(product, name, request.actor)
    if event:
        toast(request, _("%(fact)s of “%(record)s” is changed.") % {"fact": fact.label, "record": product})
    return fact
