"""Setting a target where it stands in the table, and taking it back."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from penstock.attainment.asked import Asked, read
from penstock.attainment.shown import amount
from penstock.attainment.views.targets import label_of
from penstock.common import clock
from penstock.common.money import LARGEST
from penstock.targets.actions import remove_target, set_target
from penstock.targets.models import Target
from penstock.targets.plans import Whose
from penstock.targets.reach import Reach
from penstock.ui.answers import answer, toast
from penstock.ui.asking import Question, edit, sent
from penstock.ui.forms import carried_out
from penstock.workspaces.requests import MemberRequest

CHANGED: dict[str, Any] = {"targets-changed": {}}


@require_http_methods(["GET", "POST"])
def set_one(request: MemberRequest, kind: str, pk: int) -> HttpResponse:
    """GET is the box of a target, POST sets it; an empty box takes it back."""
    whose, asked = _whose(kind, pk), _asked(request)
    Reach(request.actor).require(whose)
    known = _known(request, whose, asked)
    form = forms.Form(sent(request), initial={"amount": known.amount.normalize() if known else None})
    form.fields["amount"] = _box(asked)
    url = reverse("attainment:set", args=[kind, pk]) + asked.query

    def act(amount: Any) -> None:
        if amount is None:
            if known is not None:
                remove_target(known, by=request.actor)
        else:
            set_target(asked.aim, asked.when, amount, by=request.actor, whose=whose, pipeline=asked.pipeline)

    if carried_out(request, form, act):
        told = {"edit_url": url, "shown": _shown(request, form.cleaned_data["amount"], asked)}
        return answer(request, [("ui/parts/fact_value.html", told)], instead=_page(asked), happened=CHANGED)
    return edit(request, form, Question(_heading(asked), _("Save"), url), _page(asked))


@require_POST
def remove(request: MemberRequest, pk: int) -> HttpResponse:
    """Take a target back."""
    target, asked = get_object_or_404(Target.objects.of(request.actor), pk=pk), _asked(request)
    remove_target(target, by=request.actor)
    toast(request, _("The target is taken back."))
    return answer(request, [], instead=_page(asked), happened=CHANGED)


def _asked(request: MemberRequest) -> Asked:
    return read(request.GET, clock.day_of(clock.now(), request.actor.workspace.zone))


def _whose(kind: str, pk: int) -> Whose:
    if kind not in ("workspace", "team", "person"):
        raise Http404
    return Whose() if kind == "workspace" else Whose(kind, pk)


def _known(request: MemberRequest, whose: Whose, asked: Asked) -> Target | None:
    period = {"metric": asked.aim, "period": asked.when.kind, "starts_on": asked.when.starts_on}
    place = {f"{kind}_id": whose.id if whose.kind == kind else None for kind in ("person", "team")}
    found = Target.objects.of(request.actor).filter(**period, **place, pipeline_id=asked.pipeline)
    return found.first()


def _box(asked: Asked) -> forms.DecimalField:
    places = 2 if asked.aim.is_money else 0
    widget = forms.NumberInput(attrs={"step": str(asked.aim.step), "inputmode": "decimal"})
    return forms.DecimalField(
        label=asked.aim.label, min_value=0, max_value=LARGEST, decimal_places=places, required=False, widget=widget
    )


def _shown(request: MemberRequest, value: Any, asked: Asked) -> str:
    return amount(value, asked.aim, request.actor.workspace.currency) if value is not None else ""


def _heading(asked: Asked) -> str:
    return _("Target for %(period)s") % {"period": label_of(asked.when)}


def _page(asked: Asked) -> str:
    return reverse("attainment:targets") + asked.query
