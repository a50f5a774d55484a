"""Take a deal out of sight, and bring it back."""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from penstock.deals.actions import remove_deal, restore_deal
from penstock.deals.models import Deal
from penstock.deals.queries import removed_deals
from penstock.deals.views.answers import changed, deal_or_404, done
from penstock.ui.answers import answer, toast


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """The deal leaves boards, lists and numbers."""
    deal = deal_or_404(request, pk)
    remove_deal(deal, by=request.actor)
    toast(request, _("“%(deal)s” is removed.") % {"deal": deal}, undo=reverse("deals:restore", args=[pk]))
    response = answer(request, [], instead=_from_where(request, pk), happened=changed(pk))
    response["HX-Reswap"] = "none"
    return response


def _from_where(request: HttpRequest, pk: int) -> str:
    """The page that the deal was removed on, without its sheet; the start where that was the deal's own."""
    came = urlsplit(request.headers.get("Referer", ""))
    if came.netloc != request.get_host() or came.path == reverse("deals:deal", args=[pk]):
        return "/"
    kept = [(name, value) for name, value in parse_qsl(came.query) if name != "sheet"]
    address = urlunsplit(("", "", came.path, urlencode(kept), ""))
    return address if url_has_allowed_host_and_scheme(address, allowed_hosts=None) else "/"


@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """The removed deal is back."""
    known = removed_deals(request.actor) | Deal.objects.of(request.actor)
    deal = get_object_or_404(known, pk=pk)
    event = restore_deal(deal, by=request.actor)
    return done(request, deal, event, _("“%(deal)s” is back.") % {"deal": deal})
