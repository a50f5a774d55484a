"""The settings of the gates: what each stage asks, changed rule by rule, tried out before it counts."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from penstock.common import clock
from penstock.common.errors import Refused
from penstock.deals.actions import apply_rule_pack, set_stage_rules
from penstock.deals.forms.rules import RuleForm
from penstock.deals.gates.conditions import language
from penstock.deals.gates.kinds import KINDS
from penstock.deals.gates.names import Names
from penstock.deals.gates.packs import PACKS
from penstock.deals.gates.rules import Draft, Rule
from penstock.deals.gates.screen import RuleLine, history_of, lines_of, rows_of, sides_of
from penstock.deals.gates.trying import Tried, try_rule
from penstock.deals.models import Side, StageRule
from penstock.pipelines.models import Pipeline, Stage
from penstock.pipelines.queries import pipeline_lines, stages_in_use
from penstock.ui.answers import toast
from penstock.ui.forms import add_problem, status_of
from penstock.workspaces.requests import MemberRequest

SHOWN = 50

HERE = {"nav": "settings"}
"""Where these pages stand in the side bar, whatever their address."""


@require_safe
def rules(request: MemberRequest) -> HttpResponse:
    """Every stage in use with its rules in words."""
    names = Names(request.actor)
    found: dict[int, list[RuleLine]] = {}
    rows = StageRule.objects.of(request.actor).filter(retired_at__isnull=True).select_related("stage")
    for row in rows.order_by("side", "order", "pk"):
        found.setdefault(row.stage_id, []).extend(lines_of([row], names))
    pipelines = [
        (line.pipeline, [(stage, found.get(stage.pk, [])) for stage in line.stages])
        for line in pipeline_lines(request.actor)
    ]
    lead = _("What a stage asks of deals before they enter it or go on. Every way of moving a deal meets these rules.")
    return render(
        request, "deals/rules/rules.html", {**HERE, "title": _("Gates"), "lead": lead, "pipelines": pipelines}
    )


@require_safe
def stage_rules(request: MemberRequest, pk: int) -> HttpResponse:
    """One stage: its rules on both sides, and who changed them."""
    stage = _stage(request, pk)
    told = {**HERE, "title": stage.name, "lead": stage.pipeline.name, "stage": stage}
    told |= {"sides": sides_of(stage, request.actor), "history": history_of(stage, request.actor)}
    return render(request, "deals/rules/stage.html", told)


@require_http_methods(["GET", "POST"])
def add_rule(request: MemberRequest, pk: int, side: str, kind: str) -> HttpResponse:
    """A new rule on one side of a stage."""
    stage = _stage(request, pk)
    if side not in Side.values or kind not in KINDS or side not in KINDS[kind].sides:
        raise Http404
    form = RuleForm(request.POST or None, kind=KINDS[kind], stage=stage, by=request.actor, text=_of_view(request))
    present = rows_of(stage, side, request.actor)

    def save(draft: Draft) -> None:
        drafts = [*map(Draft.of_row, present), draft]
        set_stage_rules(stage, side, drafts, by=request.actor, seen=[row.pk for row in present])

    return _edit(request, stage, side, form, save)


@require_http_methods(["GET", "POST"])
def rule(request: MemberRequest, pk: int) -> HttpResponse:
    """Change one rule: the old one is retired, the new one is in force from now on."""
    row = _row(request, pk)
    draft, present = Draft.of_row(row), rows_of(row.stage, row.side, request.actor)
    told: dict[str, Any] = {"stage": row.stage, "by": request.actor, "draft": draft, "text": _of_view(request)}
    form = RuleForm(request.POST or None, kind=KINDS[row.kind], **told)

    def save(new: Draft) -> None:
        drafts = [new if one.pk == pk else Draft.of_row(one) for one in present]
        set_stage_rules(row.stage, row.side, drafts, by=request.actor, seen=[one.pk for one in present])

    return _edit(request, row.stage, row.side, form, save, row)


@require_POST
def remove_rule(request: MemberRequest, pk: int) -> HttpResponse:
    """The rule counts no more."""
    row = _row(request, pk)
    kept = [Draft.of_row(one) for one in rows_of(row.stage, row.side, request.actor) if one.pk != pk]
    set_stage_rules(row.stage, row.side, kept, by=request.actor)
    toast(request, _("The rule counts no more."))
    return redirect("deals:stage_rules", row.stage_id)


@require_http_methods(["GET", "POST"])
def packs(request: MemberRequest, pk: int) -> HttpResponse:
    """Ready sets of rules for a pipeline; one is applied to a stage at a time."""
    request.actor.require_admin(_("Only an administrator may change the rules of a stage."))
    pipeline = get_object_or_404(Pipeline.objects.of(request.actor), pk=pk)
    stages = list(stages_in_use(request.actor, pk))
    if request.method == "POST":
        chosen = request.POST.get("stage", "")
        stage = next((one for one in stages if str(one.pk) == chosen), None)
        if stage is None:
            raise Http404
        event = apply_rule_pack(request.POST.get("pack", ""), stage, by=request.actor)
        toast(request, _("The rules are in force.") if event else _("These rules are in force already."))
        return redirect("deals:stage_rules", stage.pk)
    offered = [(pack, pack.usual_stage(stages)) for pack in PACKS.values()]
    told = {**HERE, "title": _("Ready rules"), "lead": pipeline.name, "packs": offered, "stages": stages}
    return render(request, "deals/rules/packs.html", told)


def _edit(
    request: MemberRequest, stage: Stage, side: str, form: RuleForm, save: Any, row: StageRule | None = None
) -> HttpResponse:
    """Ask; try the rule out, or let it be in force."""
    tried = None
    if request.method == "GET" and row is not None and "try" in request.GET:
        tried = try_rule(Rule.of_row(row), request.actor)
    elif form.is_bound and form.is_valid():
        try:
            draft = form.draft()
            if "try" in request.POST:
                tried = try_rule(_untold(stage, side, draft), request.actor)
            else:
                save(draft)
                toast(request, _("The rule is in force."))
                return redirect("deals:stage_rules", stage.pk)
        except Refused as problem:
            add_problem(form, problem)
    told = {
        **HERE,
        "title": form.kind.label,
        "lead": f"{stage.name} · {Side(side).label}",
        "stage": stage,
        "form": form,
    }
    return render(request, "deals/rules/rule.html", {**told, "row": row, **_shown(tried)}, status=status_of(form))


def _untold(stage: Stage, side: str, draft: Draft) -> Rule:
    """A rule that is not in force, to be tried."""
    return Rule(0, stage, side, draft.kind, draft.params, draft.sentence, draft.passing, conditions=draft.conditions)


def _of_view(request: MemberRequest) -> str:
    """The conditions of the saved view that was asked for."""
    asked = request.GET.get("view", "")
    return language().of_view(int(asked), request.actor) if asked.isdecimal() and len(asked) < 19 else ""


def _shown(tried: Tried | None) -> dict[str, Any]:
    if tried is None:
        return {}
    return {"tried": tried, "held_up": tried.held_up[:SHOWN], "beyond": tried.beyond[:SHOWN], "today": clock.now()}


def _stage(request: MemberRequest, pk: int) -> Stage:
    stage: Stage = get_object_or_404(Stage.objects.of(request.actor).select_related("pipeline"), pk=pk)
    request.actor.require_admin(_("Only an administrator may change the rules of a stage."))
    return stage


def _row(request: MemberRequest, pk: int) -> StageRule:
    rows = StageRule.objects.of(request.actor).filter(retired_at__isnull=True).select_related("stage__pipeline")
    row: StageRule = get_object_or_404(rows, pk=pk)
    request.actor.require_admin(_("Only an administrator may change the rules of a stage."))
    return row
