"""How a page says where a deal went."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from penstock.deals.models import Deal
from penstock.deals.views.answers import done
from penstock.journal.models import Event
from penstock.pipelines.models import Stage

TOASTS = {"deal.won": "won", "deal.lost": "lost"}


def told(request: HttpRequest, deal: Deal) -> Callable[[Event | None], HttpResponse]:
    """Says where the deal went."""

    def tell(event: Event | None) -> HttpResponse:
        if event is None:
            return done(request, deal, None, "")
        stage = Stage.objects.of(request.actor).get(pk=event.data["stage_id"])
        return done(request, deal, event, moved_words(deal, stage, event.kind), kind=TOASTS.get(event.kind, "done"))

    return tell


def moved_words(deal: Deal, stage: Stage, kind: str) -> str:
    """One sentence on a move, for a toast."""
    words = {"deal": deal, "stage": stage}
    if kind == "deal.won":
        return _("Won: “%(deal)s”.") % words
    if kind == "deal.lost":
        return _("Lost: “%(deal)s”.") % words
    return _("“%(deal)s” is in %(stage)s now.") % words
