"""Take a change back as a mistake."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from penstock.deals.actions import undo_change
from penstock.deals.views.answers import deal_or_404, done


@require_POST
def undo(request: HttpRequest, pk: int, position: int) -> HttpResponse:
    """The deal is as it was before the event at this position of the journal, and before those in ``also``."""
    deal = deal_or_404(request, pk)
    also = [int(text) for text in request.GET.getlist("also") if text.isascii() and text.isdecimal() and len(text) < 19]
    with transaction.atomic():
        events = [undo_change(deal, one, by=request.actor) for one in (position, *also[:1])]
    return done(request, deal, events[0], _("Taken back: “%(deal)s” is as it was.") % {"deal": deal})
