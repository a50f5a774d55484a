"""Set a deal aside until a day, and bring it back."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST

from penstock.deals import actions
from penstock.deals.forms.aside import AsideForm
from penstock.deals.models import Deal
from penstock.deals.views.answers import deal_or_404, done
from penstock.deals.views.told import with_what_lacks
from penstock.journal.models import Event
from penstock.ui import formats
from penstock.ui.asking import Question, put, sent


@require_http_methods(["GET", "POST"])
def set_aside(request: HttpRequest, pk: int) -> HttpResponse:
    """Until which day, and why; what the deal was set aside until before is proposed."""
    deal = deal_or_404(request, pk)
    form = AsideForm(sent(request), by=request.actor, initial=_initial(request, deal))
    heading = _("Set “%(deal)s” aside") % {"deal": deal}
    question = Question(
        heading, pgettext("verb", "Set aside"), reverse("deals:set_aside", args=[pk]), template="deals/aside.html"
    )

    def act() -> Event | None:
        data = form.cleaned_data
        return actions.set_aside(deal, until=data["until"], reason=data["reason"], by=request.actor)

    return put(request, form, question, act, lambda event: _told(request, deal, event))


@require_POST
def bring_back(request: HttpRequest, pk: int) -> HttpResponse:
    """The deal is worked again, in the stage in which it was."""
    deal = deal_or_404(request, pk)
    event = actions.bring_back(deal, by=request.actor)
    words = _("“%(deal)s” is back in %(stage)s.") % {"deal": deal, "stage": deal.stage}
    text, plan = with_what_lacks(request, deal, words)
    return done(request, deal, event, text, plan=plan)


def _told(request: HttpRequest, deal: Deal, event: Event | None) -> HttpResponse:
    until = formats.day(date.fromisoformat(event.data["until"])) if event else ""
    sentence = _("“%(deal)s” is set aside until %(day)s; it comes back by itself.")
    return done(request, deal, event, sentence % {"deal": deal, "day": until})


def _initial(request: HttpRequest, deal: Deal) -> dict[str, object]:
    """What holds already, and the day of an offer that was clicked."""
    held = {"until": deal.aside_until, "reason": deal.aside_reason}
    return {name: value for name, value in {**held, **request.GET.dict()}.items() if name in held and value}
