"""Breaking a target down: the choice of parts and ratio, with what each part would get."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from penstock.attainment.asked import Asked, read
from penstock.attainment.last_year import weights_for
from penstock.attainment.names import names_of
from penstock.attainment.shown import exact
from penstock.attainment.views.targets import label_of
from penstock.common import clock
from penstock.common.errors import Refused
from penstock.metrics.copies import one_reading
from penstock.targets.actions import Into, Part, Ways, break_down_target, parts_of, shares
from penstock.targets.models import Target
from penstock.targets.periods import PeriodKind
from penstock.targets.plans import whose_of
from penstock.targets.reach import Reach
from penstock.ui.answers import answer, toast
from penstock.workspaces.requests import MemberRequest


@require_http_methods(["GET", "POST"])
def break_down(request: MemberRequest, pk: int) -> HttpResponse:
    """GET shows what each part would get; POST sets it."""
    by = request.actor
    target = get_object_or_404(Target.objects.of(by), pk=pk)
    Reach(by).require(whose_of(target))
    form = BreakDownForm(request.POST or request.GET or None, target=target, request=request)
    into, way = form.chosen()
    with one_reading(by.workspace):
        weights = weights_for(target, into, way, by) if into else None
    if request.method == "POST" and into:
        rows = break_down_target(target, into, way, by=by, weights=weights)
        words = ngettext("%(count)s target is set.", "%(count)s targets are set.", len(rows))
        toast(request, words % {"count": len(rows)})
        return _done(request)
    told: dict[str, Any] = {"form": form, "shown": exact(target.amount, target), "period": label_of(target.when)}
    url = reverse("attainment:break_down", args=[pk]) + _asked(request).query
    told |= {**_preview(target, into, way, weights, by), "url": url}
    is_choosing = request.headers.get("HX-Target") == "break-down-preview"
    return render(request, "attainment/parts/preview.html" if is_choosing else "attainment/break_down.html", told)


class BreakDownForm(forms.Form):
    """Into what, and in which ratio."""

    def __init__(self, data: Any, *, target: Target, request: MemberRequest) -> None:
        self.possible = [one for one in Into if parts_of(target, one, by=request.actor)]
        super().__init__(data if data is not None and "into" in data else None)
        into = [(one.value, one.label) for one in self.possible]
        self.fields["into"] = forms.ChoiceField(label=_("Into"), choices=into, widget=forms.RadioSelect)
        ways = [(one.value, one.label) for one in Ways]
        self.fields["way"] = forms.ChoiceField(label=_("In which ratio"), choices=ways, widget=forms.RadioSelect)
        self.initial = dict(zip(("into", "way"), self.chosen(), strict=True))

    def chosen(self) -> tuple[str, str]:
        """What was chosen, else the first that is possible, evenly; people have no working days of their own."""
        if self.is_bound and self.is_valid():
            into, way = self.cleaned_data["into"], self.cleaned_data["way"]
            return into, Ways.EVENLY if into == Into.BELOW and way == Ways.WORKING_DAYS else way
        return (self.possible[0].value if self.possible else ""), Ways.EVENLY.value


def _preview(target: Target, into: str, way: str, weights: Any, by: Any) -> dict[str, Any]:
    """Each part by its name with its amount, and their sum."""
    if not into:
        return {"parts": [], "note": _("There is nothing to break this target down into.")}
    try:
        found = shares(target, into, way, by=by, weights=weights)
    except Refused as refused:
        return {"parts": [], "note": refused.message}
    names = names_of(by)
    parts = [(_name(part, into, names), exact(amount, target)) for part, amount in found.items()]
    nothing = way == Ways.LAST_YEAR and not any((weights or {}).values())
    note = _("Nothing was reached a year before, so all get the same.") if nothing else ""
    return {"parts": parts, "note": note}


def _name(part: Part, into: str, names: dict[Any, str]) -> str:
    return label_of(part.when) if into in PeriodKind.values else names.get(part.whose, "—")


def _done(request: MemberRequest) -> HttpResponse:
    page = reverse("attainment:targets") + _asked(request).query
    return answer(request, [], instead=page, happened={"targets-changed": {}})


def _asked(request: MemberRequest) -> Asked:
    return read(request.GET, clock.day_of(clock.now(), request.actor.workspace.zone))
