"""The parts of an automation, each with its form: when, if, and the steps of then; each saving is a version."""

from django import forms
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST

from penstock.automation.actions import change_automation
from penstock.automation.forms import trigger_form
from penstock.automation.models import Automation
from penstock.automation.queries import version_of
from penstock.automation.rules import RuleData, as_kept, as_query
from penstock.automation.steps import STEPS, Step
from penstock.automation.triggers import TRIGGERS
from penstock.automation.views.automations import found
from penstock.boards.filters import boxes_of, known_filters, read_filters
from penstock.boards.models import SavedView
from penstock.ui.answers import toast
from penstock.ui.ordering import asked_order
from penstock.workspaces.requests import MemberRequest


@require_http_methods(["GET", "POST"])
def when(request: MemberRequest, pk: int) -> HttpResponse:
    """What it waits for; choosing another beginning shows the boxes that narrow that one."""
    one = found(request, pk)
    rule = version_of(one).rule
    first = trigger_form(request.POST or None, rule["when"]["trigger"], rule.get("imports", False))
    key = request.POST.get("trigger") or request.GET.get("trigger") or rule["when"]["trigger"]
    trigger = TRIGGERS.get(key) or TRIGGERS["won"]
    first.initial["trigger"] = trigger.key
    is_sent = request.method == "POST" and "choose" not in request.POST
    kept = rule["when"]["values"] if trigger.key == rule["when"]["trigger"] else {}
    form = trigger.form(request.POST if is_sent else as_query(kept) if kept else None, request.actor)
    if is_sent and first.is_valid() and form.is_valid():
        values = as_kept(form, request.POST)
        changed = {"when": {"trigger": trigger.key, "values": values}, "imports": first.cleaned_data["imports"]}
        return _saved(request, one, {**rule, **changed})
    if request.method == "POST" and not is_sent:
        return redirect(f"{reverse('automation:when', args=[pk])}?trigger={trigger.key}")
    told = {
        "title": pgettext("automation", "When"),
        "automation": one,
        "first": first,
        "form": form,
        "trigger": trigger,
    }
    return render(request, "automation/when.html", told, status=422 if is_sent else 200)


@require_http_methods(["GET", "POST"])
def conditions(request: MemberRequest, pk: int) -> HttpResponse:
    """Which deals it is for, in the filters of the board and the list; a saved view may be taken over."""
    one = found(request, pk)
    rule = version_of(one).rule
    sent = request.POST if request.method == "POST" else QueryDict(_begun(request, rule))
    filtering = read_filters(sent, request.actor)
    if request.method == "POST" and not filtering.problems:
        return _saved(request, one, {**rule, "if": filtering.query})
    boxes = boxes_of(known_filters(request.actor), sent, request.actor)
    told = {"title": _("If"), "automation": one, "boxes": boxes, "problems": filtering.problems}
    told["views"] = SavedView.objects.of(request.actor)
    return render(request, "automation/if.html", told, status=422 if filtering.problems and request.POST else 200)


def _begun(request: MemberRequest, rule: RuleData) -> str:
    """The conditions as they are, or those of the saved view that was asked for."""
    asked = request.GET.get("view", "")
    if not asked.isdecimal() or len(asked) > 18:
        return str(rule["if"])
    return str(get_object_or_404(SavedView.objects.of(request.actor), pk=int(asked)).query)


@require_http_methods(["GET", "POST"])
def add_step(request: MemberRequest, pk: int, step: str) -> HttpResponse:
    """Another thing to do, behind the others."""
    one = found(request, pk)
    if step not in STEPS:
        raise Http404
    form = STEPS[step].form(request.POST or None, by=request.actor)
    if request.method == "POST" and form.is_valid():
        rule = version_of(one).rule
        added = {"step": step, "values": as_kept(form, request.POST)}
        return _saved(request, one, {**rule, "then": [*rule["then"], added]})
    return _asked(request, one, STEPS[step], form)


@require_http_methods(["GET", "POST"])
def change_step(request: MemberRequest, pk: int, place: int) -> HttpResponse:
    """One of the things to do, said otherwise."""
    one = found(request, pk)
    rule = version_of(one).rule
    if not place < len(rule["then"]):
        raise Http404
    step = STEPS[rule["then"][place]["step"]]
    form = step.form(request.POST or as_query(rule["then"][place]["values"]), by=request.actor)
    if request.method == "POST" and form.is_valid():
        steps = list(rule["then"])
        steps[place] = {"step": step.key, "values": as_kept(form, request.POST)}
        return _saved(request, one, {**rule, "then": steps})
    return _asked(request, one, step, form)


def _asked(request: MemberRequest, one: Automation, step: Step, form: forms.Form) -> HttpResponse:
    told = {"title": step.label, "automation": one, "form": form}
    return render(request, "automation/step.html", told, status=422 if request.POST and form.errors else 200)


@require_POST
def order_steps(request: MemberRequest, pk: int) -> HttpResponse:
    """The steps in another order, or one of them gone."""
    one = found(request, pk)
    rule = version_of(one).rule
    gone = request.POST.get("remove", "")
    places = [place for place in asked_order(request) if place < len(rule["then"]) and str(place) != gone]
    if sorted(places) == sorted(set(range(len(rule["then"]))) - ({int(gone)} if gone.isdecimal() else set())):
        return _saved(request, one, {**rule, "then": [rule["then"][place] for place in places]})
    return redirect("automation:automation", pk)


def _saved(request: MemberRequest, one: Automation, rule: RuleData) -> HttpResponse:
    seen = request.POST.get("seen", "")
    if change_automation(one, by=request.actor, rule=rule, seen=int(seen) if seen.isdecimal() else None):
        toast(request, _("Saved as a new version."))
    return redirect("automation:automation", one.pk)
