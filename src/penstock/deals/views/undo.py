"""Take a change back as a mistake."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from penstock.deals.actions import undo_change
from penstock.deals.views.answers import deal_or_404, done


@require_POST
def undo(request: HttpRequest, pk: int, position: int) -> HttpResponse:
    """The deal is as it was before the event at this position of the journal."""
    deal = deal_or_404(request, pk)
    event = undo_change(deal, position, by=request.actor)
    return done(request, deal, event, _("Taken back: “%(deal)s” is as it was.") % {"deal": deal})
