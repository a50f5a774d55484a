"""The accelerated plan of a deal: looked at, and carried out by tasks."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from penstock.activities.models import Activity
from penstock.attention.accelerating import accelerated
from penstock.attention.actions import accelerate_deal
from penstock.deals.views.answers import deal_or_404, done
from penstock.ui.asking import Question, put, sent


class PlanForm(forms.Form):
    """The day on which the deal is to be closed."""

    until = forms.DateField(label=gettext_lazy("To be closed by"), widget=forms.DateInput(attrs={"type": "date"}))


@require_http_methods(["GET", "POST"])
def accelerate(request: HttpRequest, pk: int) -> HttpResponse:
    """The stages still before the deal with their days; sent, each becomes a task."""
    deal: Any = deal_or_404(request, pk)
    if not deal.is_open:
        return redirect("deals:deal", pk)
    plan = accelerated(deal, request.actor)
    form: Any = PlanForm(sent(request), initial={"until": plan.until.isoformat()})
    form.plan = plan
    question = Question(
        _("Accelerated plan of “%(deal)s”") % {"deal": deal},
        _("Plan these tasks"),
        reverse("attention:accelerate", args=[pk]),
        template="attention/accelerate.html",
    )

    def told(planned: list[Activity]) -> HttpResponse:
        return done(request, deal, None, _("“%(deal)s” goes by the accelerated plan.") % {"deal": deal})

    return put(request, form, question, lambda: accelerate_deal(deal, by=request.actor, **form.cleaned_data), told)
