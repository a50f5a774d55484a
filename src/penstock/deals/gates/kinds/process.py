"""A process beside the deal is done, or has come as far as a stage."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from penstock.deals.gates.facts import Facts
from penstock.deals.gates.kinds.kind import Kind, Lack, Params
from penstock.deals.gates.names import Names
from penstock.deals.gates.rules import Rule, Step
from penstock.deals.models import ProcessKind, ProcessStage, ProcessStageKind
from penstock.pipelines.models import Stage
from penstock.workspaces.actor import Actor

PROCESS = "process"
"""What the stages of processes are called in ``DealWork``."""


class ProcessGate(Kind):
    """There is one, and all that were not dropped have come as far as ``stage``; 0 is until they are done."""

    key = PROCESS
    label = gettext_lazy("A process has come so far")

    def needs(self, params: Params) -> set[str]:
        """The stages that processes have reached, which are kept with the work."""
        return {"work"}

    def words(self, params: Params, names: Names) -> str:
        """Which process, and how far."""
        told = {"process": names.process(params["process_kind"]), "stage": names.process_stage(params["stage"])}
        if params["stage"]:
            return _("“%(process)s” has come as far as “%(stage)s”") % told
        return _("“%(process)s” is done") % told

    def boxes(self, by: Actor, stage: Stage) -> dict[str, forms.Field]:
        """Every kind, done or as far as one of its open stages."""
        stages = ProcessStage.objects.of(by).filter(retired_at__isnull=True, kind=ProcessStageKind.OPEN)
        found: list[tuple[str, str]] = []
        for kind in ProcessKind.objects.of(by).filter(retired_at__isnull=True):
            found.append((f"{kind.pk}:0", _("%(process)s: done") % {"process": kind.name}))
            reached = stages.filter(process_kind=kind).order_by("order", "pk")
            found += [(f"{kind.pk}:{row.pk}", f"{kind.name}: {row.name}") for row in reached]
        return {"reached": forms.ChoiceField(label=_("Which process, and how far"), choices=found)}

    def initial(self, params: Params) -> dict[str, Any]:
        """The choice that stands for the parameters."""
        return {"reached": f"{params['process_kind']}:{params['stage']}"}

    def params(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        """Both by their ids."""
        kind, _sign, stage = cleaned["reached"].partition(":")
        return {"process_kind": int(kind), "stage": int(stage)}

    def refers(self, params: Params) -> Iterator[tuple[str, Any]]:
        """The kind, and the stage where there is one."""
        yield "process", params["process_kind"]
        if params["stage"]:
            yield "process_stage", params["stage"]

    def check(self, rule: Rule, facts: Facts, step: Step) -> Iterator[Lack]:
        """None was started, or one has not come so far."""
        params, names = rule.params, facts.names
        there = _stages_reached(params["process_kind"], facts)
        undropped = [stage for stage in there if stage.kind != ProcessStageKind.DROPPED]
        wanted = names.process_stages.get(params["stage"])
        told = {"process": names.process(params["process_kind"]), "stage": names.process_stage(params["stage"])}
        about = f"{PROCESS}:{params['process_kind']}:{params['stage']}"
        if not undropped:
            yield Lack(about, _("“%(process)s” has not been started.") % told)
        elif not all(is_far_enough(stage, wanted) for stage in undropped):
            sentence = (
                _("“%(process)s” has not come as far as “%(stage)s”.") if wanted else _("“%(process)s” is not done.")
            )
            yield Lack(about, sentence % told)


def is_far_enough(stage: ProcessStage, wanted: ProcessStage | None) -> bool:
    """Whether a process in the stage is as far as wanted; None wants it done."""
    is_done = stage.kind == ProcessStageKind.DONE
    return is_done or (wanted is not None and stage.is_open and stage.place >= wanted.place)


def _stages_reached(kind_id: int, facts: Facts) -> list[ProcessStage]:
    known = facts.names.process_stages
    found = [known[row.purpose_id] for row in facts.work if row.what == PROCESS and row.purpose_id in known]
    return [stage for stage in found if stage.process_kind_id == kind_id]
