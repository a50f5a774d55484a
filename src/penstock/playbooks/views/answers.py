"""How the endpoints of playbooks answer where no event of the deal itself is at hand."""

from django.http import HttpRequest, HttpResponse

from penstock.deals.models import Deal
from penstock.deals.views.answers import done
from penstock.ui.answers import toast


def said(request: HttpRequest, deal: Deal, text: str, *, undo: str = "") -> HttpResponse:
    """Say what happened on a deal, with the address that takes it back."""
    toast(request, text, undo=undo)
    return done(request, deal, None, "")
