"""The settings of playbooks: every stage with what stands in its lists, changed entry by entry."""

from typing import Any

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from penstock.deals.actions import set_stage_rules
from penstock.deals.gates.kinds.checklist import CHECKLIST
from penstock.deals.gates.rules import Draft
from penstock.deals.gates.screen import rows_of
from penstock.deals.models import Side
from penstock.pipelines.actions import change_stage
from penstock.pipelines.models import Stage
from penstock.pipelines.queries import pipeline_lines
from penstock.playbooks.actions import (
    reorder_playbook_entries,
    restore_playbook_entry,
    retire_playbook_entry,
    set_role_members,
    set_stage_guide,
    write_script,
)
from penstock.playbooks.filling import LABELS
from penstock.playbooks.forms.entries import GuideForm, RoleMembersForm, entry_form
from penstock.playbooks.forms.script import ScriptForm
from penstock.playbooks.queries import purpose_of, script_of
from penstock.playbooks.screen import counts_by_stage, lists_of
from penstock.playbooks.sorts import SORTS, Sort
from penstock.ui.answers import toast
from penstock.ui.forms import carried_out, status_of
from penstock.ui.ordering import asked_order
from penstock.workspaces.actor import Actor
from penstock.workspaces.requests import MemberRequest


@require_safe
def playbooks(request: MemberRequest) -> HttpResponse:
    """Every stage in use with how much stands in its playbook."""
    counts = counts_by_stage(request.actor)
    lines = [
        (line.pipeline, [(stage, counts.get(stage.pk, [])) for stage in line.stages])
        for line in pipeline_lines(request.actor)
    ]
    lead = _("What to do in each stage: everybody works by the same process, and the deal's page leads through it.")
    return render(request, "playbooks/playbooks.html", {"title": _("Playbooks"), "lead": lead, "pipelines": lines})


@require_http_methods(["GET", "POST"])
def stage(request: MemberRequest, pk: int) -> HttpResponse:
    """The playbook of one stage: what it is for, its script, its lists."""
    one, by = _stage(request, pk), request.actor
    form = GuideForm(request.POST or None, stage=one, purpose=purpose_of(one, by))
    if carried_out(request, form, lambda **said: _save_guide(one, by, **said)):
        toast(request, _("Saved."))
        return redirect("playbooks:stage", pk)
    asks = any(row.kind == CHECKLIST for row in rows_of(one, Side.EXIT, by))
    told = {"title": one.name, "lead": one.pipeline.name, "stage": one, "lists": lists_of(one, by)}
    told |= {"gate_asks": asks, "form": form, "script": script_of(one, by)}
    return render(request, "playbooks/stage.html", told, status=status_of(form))


@transaction.atomic
def _save_guide(stage: Stage, by: Actor, purpose: str, buyer_step: str) -> None:
    set_stage_guide(stage, purpose, by=by)
    change_stage(stage, by=by, buyer_step=buyer_step)


@require_http_methods(["GET", "POST"])
def script(request: MemberRequest, pk: int) -> HttpResponse:
    """The script of a stage, step by step."""
    one = _stage(request, pk)
    now = script_of(one, request.actor)
    form = ScriptForm(request.POST or None, now.steps if now else [])
    if carried_out(request, form, lambda **_said: write_script(one, form.steps(), by=request.actor)):
        toast(request, _("Saved: everybody is led by these steps from now on."))
        return redirect("playbooks:script" if "more" in request.POST else "playbooks:stage", pk)
    told = {"title": _("Script"), "lead": one.name, "stage": one, "form": form, "words": LABELS.items()}
    return render(request, "playbooks/script.html", {**told, "script": now}, status=status_of(form))


@require_http_methods(["GET", "POST"])
def add(request: MemberRequest, pk: int, sort: str) -> HttpResponse:
    """A new entry of one of the stage's lists."""
    one, known = _stage(request, pk), _sort(sort)
    form = entry_form(request, known)
    if carried_out(request, form, lambda **facts: form.save(one, request.actor, **facts)):
        return redirect("playbooks:stage", pk)
    told = {"title": known.add, "lead": one.name, "stage": one, "form": form}
    return render(request, "playbooks/entry.html", told, status=status_of(form))


@require_http_methods(["GET", "POST"])
def entry(request: MemberRequest, sort: str, pk: int) -> HttpResponse:
    """Change one entry."""
    one = _entry(request, sort, pk)
    form = entry_form(request, _sort(sort), one)
    if carried_out(request, form, lambda **facts: form.save(one.stage, request.actor, **facts)):
        toast(request, _("Saved."))
        return redirect("playbooks:stage", one.stage_id)
    told = {"title": one.name, "lead": one.stage.name, "stage": one.stage, "form": form, "entry": one, "sort": sort}
    return render(request, "playbooks/entry.html", told, status=status_of(form))


@require_POST
def retire(request: MemberRequest, sort: str, pk: int) -> HttpResponse:
    """Offer it no more."""
    one = _entry(request, sort, pk)
    retire_playbook_entry(one, by=request.actor)
    toast(request, _("“%(entry)s” is retired; what was recorded with it stays.") % {"entry": one})
    return redirect("playbooks:stage", one.stage_id)


@require_POST
def restore(request: MemberRequest, sort: str, pk: int) -> HttpResponse:
    """Bring it back."""
    one = _entry(request, sort, pk)
    restore_playbook_entry(one, by=request.actor)
    return redirect("playbooks:stage", one.stage_id)


@require_POST
def order(request: MemberRequest, pk: int, sort: str) -> HttpResponse:
    """Put a list in the order asked for."""
    one = _stage(request, pk)
    reorder_playbook_entries(one, _sort(sort).key, asked_order(request), by=request.actor)
    return redirect("playbooks:stage", pk)


@require_http_methods(["GET", "POST"])
def members(request: MemberRequest) -> HttpResponse:
    """Who can be called into deals, role by role."""
    by = request.actor
    by.require_admin(_("Only an administrator may say who is called in."))
    form = RoleMembersForm(request.POST or None, by=by)
    if carried_out(request, form, lambda **roles: _set_members(by, roles)):
        toast(request, _("Saved."))
        return redirect("playbooks:playbooks")
    lead = _("Where a stage calls a role in, the least busy of these joins the deal; its owner stays its owner.")
    told = {"title": _("Who is called in"), "lead": lead, "form": form}
    return render(request, "playbooks/members.html", told, status=status_of(form))


@transaction.atomic
def _set_members(by: Actor, roles: dict[str, Any]) -> None:
    for role, people in roles.items():
        set_role_members(role, list(people), by=by)


@require_POST
def ask_for_checklist(request: MemberRequest, pk: int) -> HttpResponse:
    """Let the stage's rules ask for its checklist."""
    one = _stage(request, pk)
    drafts = [Draft.of_row(row) for row in rows_of(one, Side.EXIT, request.actor)]
    if all(draft.kind != CHECKLIST for draft in drafts):
        set_stage_rules(one, Side.EXIT, [*drafts, Draft(CHECKLIST)], by=request.actor)
    toast(request, _("Deals leave %(stage)s only with its checklist ticked off.") % {"stage": one.name})
    return redirect("playbooks:stage", pk)


def _stage(request: MemberRequest, pk: int) -> Stage:
    one: Stage = get_object_or_404(Stage.objects.of(request.actor).select_related("pipeline"), pk=pk)
    request.actor.require_admin(_("Only an administrator may change playbooks."))
    return one


def _sort(key: str) -> Sort:
    if key not in SORTS:
        raise Http404
    return SORTS[key]


def _entry(request: MemberRequest, sort: str, pk: int) -> Any:
    one = get_object_or_404(_sort(sort).model.objects.of(request.actor).select_related("stage"), pk=pk)
    request.actor.require_admin(_("Only an administrator may change playbooks."))
    return one
