"""What the gates on the way to a stage still want: shown, filled in on the spot, passed, or overridden."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from penstock.common.errors import Missing, Refused, Unready
from penstock.companies.actions import change_company
from penstock.deals.actions import assign_deal, change_deal, move_deal
from penstock.deals.forms.gate import OF_THE_STEP, GateForm
from penstock.deals.gates.judge import HELD
from penstock.deals.gates.names import COMPANY
from penstock.deals.gates.passing import missing_for
from penstock.deals.models import Deal
from penstock.deals.views.answers import deal_or_404
from penstock.deals.views.told import told
from penstock.fields.forms import PREFIX
from penstock.journal.models import Event
from penstock.pipelines.models import Stage
from penstock.pipelines.queries import known_stage
from penstock.ui.forms import add_problem
from penstock.ui.panels import Shown, panels
from penstock.workspaces.actor import Actor


@dataclass(frozen=True)
class Wanting:
    """Something missing as the dialog shows it; what apps above offer for it stands in ``offers``."""

    deal: Deal
    missing: Missing
    back: str
    box: forms.BoundField | None = None
    offers: tuple[Shown, ...] = ()

    @property
    def page(self) -> str:
        """Where it is done, if on a page of its own, and from there back to the dialog."""
        if self.box is not None or not self.missing.url or self.missing.url == self.back:
            return ""
        return f"{self.missing.url}?{urlencode({'then': self.back})}"


@require_http_methods(["GET", "POST"])
def gate(request: HttpRequest, pk: int) -> HttpResponse:
    """GET says what is missing on the way to ``stage``; POST fills in what was written and takes the deal there."""
    deal, stage = deal_or_404(request, pk), asked_stage(request)
    return go_through(request, deal, stage, told(request, deal))


def go_through(
    request: HttpRequest,
    deal: Deal,
    stage: Stage,
    tell: Callable[[Event | None], HttpResponse],
    *,
    url: str = "",
    also: Callable[[], object] = lambda: None,
) -> HttpResponse:
    """The gate's dialog at ``url``; once nothing is missing the deal goes through, and ``also`` is done with it."""
    missing = missing_for([deal], stage, request.actor)[deal.pk]
    if request.method == "GET":
        return draw(request, deal, stage, missing, url=url)
    form = GateForm(request.POST, deal=deal, stage=stage, by=request.actor, missing=missing)
    if not form.is_valid():
        return _drawn(request, deal, stage, form, missing, 422, url)
    try:
        event = _fill_and_move(deal, stage, form, request.actor, also)
    except Unready as problem:
        missing = list(problem.missing)
        form = GateForm(request.POST, deal=deal, stage=stage, by=request.actor, missing=missing)
        return _drawn(request, deal, stage, form, missing, 422, url)
    except Refused as problem:
        add_problem(form, _at_boxes(problem))
        return _drawn(request, deal, stage, form, missing, 422, url)
    return tell(event)


def ask_at_gate(request: HttpRequest, deal: Deal, stage: Stage, problem: Unready, *, url: str = "") -> HttpResponse:
    """The answer to a step that lacks something: 422 with the dialog in which it can be filled in."""
    return draw(request, deal, stage, list(problem.missing), status=422, url=url)


def draw(
    request: HttpRequest, deal: Deal, stage: Stage, missing: list[Missing], *, status: int = 200, url: str = ""
) -> HttpResponse:
    """The dialog with everything that is missing; it carries on what the form before it said of the step."""
    form = GateForm(None, deal=deal, stage=stage, by=request.actor, missing=missing)
    said = request.POST
    form.initial.update({name: said[name] for name in OF_THE_STEP if said.get(name)})
    form.initial["seen_stage"] = said.get("seen_stage") or said.get("from_stage") or deal.stage_id
    return _drawn(request, deal, stage, form, missing, status, url)


def gate_url(deal: Deal, stage: Stage) -> str:
    """The dialog's own address."""
    return f"{reverse('deals:gate', args=[deal.pk])}?{urlencode({'stage': stage.pk})}"


def _drawn(
    request: HttpRequest, deal: Deal, stage: Stage, form: GateForm, missing: list[Missing], status: int, url: str
) -> HttpResponse:
    back = url or gate_url(deal, stage)
    lines = [_wanting(request, deal, one, back, form) for one in missing]
    boxes = {line.box.name for line in lines if line.box}
    extras = [form[name] for name in form.fields if name not in {"seen_stage", "override", *boxes}]
    context = {
        "deal": deal,
        "stage": stage,
        "form": form,
        "lines": lines,
        "extras": extras,
        "url": back,
        "nav": "board",
    }
    return render(request, "deals/gate.html", context, status=status)


def _wanting(request: HttpRequest, deal: Deal, missing: Missing, back: str, form: GateForm) -> Wanting:
    line = Wanting(deal, missing, back, form.box_of(missing.box))
    if missing.about.startswith(HELD):
        return line
    return Wanting(deal, missing, back, line.box, tuple(panels("missing", "main", request, line)))


@transaction.atomic
def _fill_and_move(deal: Deal, stage: Stage, form: GateForm, by: Actor, also: Callable[[], object]) -> Event | None:
    """All or nothing: a step that is still refused leaves no fact behind."""
    _fill(deal, form.filled(), by)
    event = move_deal(deal, stage, by=by, **form.said())
    also()
    return event


def _fill(deal: Deal, facts: dict[str, Any], by: Actor) -> None:
    """Call the actions that the facts belong to."""
    own = {name: value for name, value in facts.items() if not name.startswith((PREFIX, COMPANY)) and name != "owner"}
    custom = {name.removeprefix(PREFIX): value for name, value in facts.items() if name.startswith(PREFIX)}
    if own or custom:
        change_deal(deal, by=by, **(own | ({"custom": custom} if custom else {})))
    if "owner" in facts:
        assign_deal(deal, facts["owner"], by=by)
    of_company = {name.removeprefix(COMPANY): value for name, value in facts.items() if name.startswith(COMPANY)}
    if of_company and deal.company is not None:
        _fill_company(deal.company, of_company, by)


def _fill_company(company: Any, facts: dict[str, Any], by: Actor) -> None:
    own = {name: value for name, value in facts.items() if not name.startswith(PREFIX)}
    custom = {name.removeprefix(PREFIX): value for name, value in facts.items() if name.startswith(PREFIX)}
    change_company(company, by=by, **own, **({"custom": custom} if custom else {}))


def _at_boxes(problem: Refused) -> Refused:
    """A refusal of an action with its sentences at the boxes of this dialog."""
    return Refused(problem.message, fields={f"fill.{name}": text for name, text in problem.fields.items()})


def asked_stage(request: HttpRequest) -> Stage:
    """The stage in the address."""
    return stage_or_404(request, request.GET.get("stage", ""))


def stage_or_404(request: HttpRequest, text: str) -> Stage:
    """The stage with its pipeline whose id a form or an address names."""
    stage = known_stage(request.actor, int(text)) if text.isdecimal() and len(text) < 19 else None
    if stage is None:
        raise Http404
    return stage
