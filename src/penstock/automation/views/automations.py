"""The automations of the workspace: list, make, read back, switch, take over, remove."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from penstock.automation.actions import (
    change_automation,
    make_automation,
    remove_automation,
    restore_automation,
    switch_automation_off,
    switch_automation_on,
    take_over_automation,
)
from penstock.automation.firing import acting, held_because
from penstock.automation.forms import NameForm, NewForm
from penstock.automation.models import Automation, Version
from penstock.automation.permissions import require_automator
from penstock.automation.queries import automation_lines, automations_in_use, runs_of, version_of
from penstock.automation.rules import EMPTY, read_rule
from penstock.automation.steps import STEPS
from penstock.journal.models import ReactionTrouble
from penstock.ui.answers import toast
from penstock.ui.forms import carried_out, status_of
from penstock.workspaces.requests import MemberRequest

SHOWN_RUNS = 10


def found(request: MemberRequest, pk: int) -> Automation:
    """An automation of this workspace, for whoever may set them up."""
    one: Automation = get_object_or_404(automations_in_use(request.actor), pk=pk)
    require_automator(request.actor)
    return one


@require_safe
def automations(request: MemberRequest) -> HttpResponse:
    """Each with its sentence and how it stands."""
    require_automator(request.actor)
    told = {
        "title": _("Automations"),
        "lead": _("When something happens or a day comes, Penstock does what you would do, in your name."),
        "lines": automation_lines(request.actor),
        "parked": ReactionTrouble.objects.of(request.actor).filter(parked_at__isnull=False).count(),
    }
    return render(request, "automation/automations.html", told)


@require_http_methods(["GET", "POST"])
def make(request: MemberRequest) -> HttpResponse:
    """A name and a beginning."""
    require_automator(request.actor)
    form = NewForm(request.POST or None)
    made: list[Automation] = []

    def act(name: str, trigger: str) -> None:
        rule = {**EMPTY, "when": {"trigger": trigger, "values": {}}}
        made.append(make_automation(name, rule, by=request.actor))

    if carried_out(request, form, act):
        return redirect("automation:when", made[0].pk)
    told = {"title": _("Make an automation"), "form": form}
    return render(request, "automation/make.html", told, status=status_of(form))


@require_http_methods(["GET", "POST"])
def automation(request: MemberRequest, pk: int) -> HttpResponse:
    """One automation: read back as a sentence, its parts, its runs, its versions; posting renames it."""
    one = found(request, pk)
    form = NameForm(request.POST or None, initial={"name": one.name})
    if carried_out(request, form, lambda name: change_automation(one, by=request.actor, name=name)):
        toast(request, _("Saved."))
        return redirect("automation:automation", pk)
    return render(request, "automation/automation.html", _told(request, one, form), status=status_of(form))


def _told(request: MemberRequest, one: Automation, form: NameForm) -> dict[str, Any]:
    version = version_of(one)
    version.automation = one
    rule = read_rule(version.rule, request.actor)
    return {
        "title": one.name,
        "automation": one,
        "rule": rule,
        "when": rule.when.problem or rule.trigger.sentence(rule.when.values, request.actor),
        "steps": [(part, part.sentence(request.actor)) for part in rule.parts],
        "offered": STEPS.values(),
        "held": held_because(version, acting(one)),
        "runs": runs_of(request.actor, one)[:SHOWN_RUNS],
        "versions": Version.objects.on(one).select_related("saved_by").order_by("-number")[:SHOWN_RUNS],
        "order_url": reverse("automation:order_steps", args=[one.pk]),
        "form": form,
    }


@require_POST
def switch_on(request: MemberRequest, pk: int) -> HttpResponse:
    """From here on it runs."""
    one = found(request, pk)
    if switch_automation_on(one, by=request.actor):
        toast(request, _("“%(automation)s” is on.") % {"automation": one})
    return redirect("automation:automation", pk)


@require_POST
def switch_off(request: MemberRequest, pk: int) -> HttpResponse:
    """It runs no more."""
    one = found(request, pk)
    if switch_automation_off(one, by=request.actor):
        undo = reverse("automation:switch_on", args=[pk])
        toast(request, _("“%(automation)s” is off.") % {"automation": one}, undo=undo)
    return redirect("automation:automation", pk)


@require_POST
def take_over(request: MemberRequest, pk: int) -> HttpResponse:
    """From here on it acts in the reader's name."""
    one = found(request, pk)
    if take_over_automation(one, by=request.actor):
        toast(request, _("“%(automation)s” acts in your name now.") % {"automation": one})
    return redirect("automation:automation", pk)


@require_POST
def remove(request: MemberRequest, pk: int) -> HttpResponse:
    """It is gone from the settings."""
    one = found(request, pk)
    remove_automation(one, by=request.actor)
    undo = reverse("automation:restore", args=[pk])
    toast(request, _("“%(automation)s” is removed; what it did stays.") % {"automation": one}, undo=undo)
    return redirect("automation:automations")


@require_POST
def restore(request: MemberRequest, pk: int) -> HttpResponse:
    """It is back, switched off."""
    one = get_object_or_404(Automation.objects.of(request.actor), pk=pk)
    if restore_automation(one, by=request.actor):
        toast(request, _("“%(automation)s” is back; it is off.") % {"automation": one})
    return redirect("automation:automations")
