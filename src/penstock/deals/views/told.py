"""How a page says where a deal went."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from penstock.deals.models import Deal
from penstock.deals.views.answers import done
from penstock.journal.models import Event
from penstock.pipelines.models import Stage
from penstock.ui.panels import panels

TOASTS = {"deal.won": "won", "deal.lost": "lost"}


def told(request: HttpRequest, deal: Deal) -> Callable[[Event | None], HttpResponse]:
    """Says where the deal went."""

    def tell(event: Event | None) -> HttpResponse:
        if event is None:
            return done(request, deal, None, "")
        stage = Stage.objects.of(request.actor).get(pk=event.data["stage_id"])
        text, plan = with_what_lacks(request, deal, moved_words(deal, stage, event.kind))
        return done(request, deal, event, text, kind=TOASTS.get(event.kind, "done"), plan=plan)

    return tell


def with_what_lacks(request: HttpRequest, deal: Deal, text: str, now: Deal | None = None) -> tuple[str, str]:
    """The sentence of a toast with what apps above say the deal lacks where it is now, and where that is planned.

    ``now`` is the deal read anew, where the page has it.
    """
    now = now or Deal.objects.of(request.actor).filter(pk=deal.pk).first()
    shown = panels("moved", "main", request, now) if now is not None else []
    lacking = [one for one in shown if one.context]
    words = [render_to_string(one.template, {"panel": one.context}, request).strip() for one in lacking]
    return " ".join([text, *words]), next((one.context["url"] for one in lacking), "")


def moved_words(deal: Deal, stage: Stage, kind: str) -> str:
    """One sentence on a move, for a toast."""
    words = {"deal": deal, "stage": stage}
    if kind == "deal.won":
        return _("Won: “%(deal)s”.") % words
    if kind == "deal.lost":
        return _("Lost: “%(deal)s”.") % words
    if deal.is_aside:
        return _("“%(deal)s” is in %(stage)s now, set aside no more.") % words
    return _("“%(deal)s” is in %(stage)s now.") % words
