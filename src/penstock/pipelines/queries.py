"""Questions about pipelines: where deals begin, where the proposal is presented, and where they close."""

import re
from itertools import dropwhile
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from penstock.common.errors import Refused
from penstock.pipelines.models import LossReason, Pipeline, Stage, StageKind
from penstock.workspaces.actor import Actor
from penstock.workspaces.kept import kept


def pipelines_in_use(by: Actor) -> QuerySet[Pipeline]:
    """The pipelines deals can be in, in their order."""
    return Pipeline.objects.of(by).filter(retired_at__isnull=True)


def stages_in_use(by: Actor, pipeline_id: int) -> QuerySet[Stage]:
    """A pipeline's stages that deals can enter, in their order."""
    return Stage.objects.of(by).filter(pipeline_id=pipeline_id, retired_at__isnull=True).order_by("order", "pk")


def known_pipelines(by: Actor) -> list[Pipeline]:
    """The pipelines in use, as they were settled last."""
    return kept(by.workspace, "pipelines", lambda: list(pipelines_in_use(by)))


def known_stages(by: Actor, pipeline_id: int) -> list[Stage]:
    """All stages of a pipeline in their order, retired ones too, as they were settled last."""
    rows = Stage.objects.of(by).filter(pipeline_id=pipeline_id).order_by("order", "pk")
    return kept(by.workspace, "stages", lambda: list(rows), pipeline_id)


def known_stage(by: Actor, pk: int) -> Stage | None:
    """A stage with its pipeline, as it was settled last."""
    rows = Stage.objects.of(by).select_related("pipeline")
    return kept(by.workspace, "stage", lambda: rows.filter(pk=pk).first(), pk)


def first_open_stage(by: Actor, pipeline_id: int | None = None) -> Stage | None:
    """The first open stage of the pipeline, or of the workspace's first pipeline, if there is one."""
    if pipeline_id is None:
        pipeline_id = pipelines_in_use(by).values_list("pk", flat=True).first()
    return stages_in_use(by, pipeline_id).filter(kind=StageKind.OPEN).first() if pipeline_id else None


def first_stage(by: Actor, pipeline_id: int | None = None) -> Stage:
    """The same, or a sentence that says what to do."""
    stage = first_open_stage(by, pipeline_id)
    if stage is None:
        raise Refused(_("There is no pipeline with an open stage yet; make one in the settings."))
    return stage


def closing_stage(pipeline_id: int, kind: str, by: Actor) -> Stage:
    """The pipeline's first won or lost stage."""
    stage = stages_in_use(by, pipeline_id).filter(kind=kind).first()
    if stage is None:
        sentence = {
            StageKind.WON: _("This pipeline has no stage for won deals; add one in the settings."),
            StageKind.LOST: _("This pipeline has no stage for lost deals; add one in the settings."),
        }
        raise Refused(sentence[StageKind(kind)])
    return stage


PROPOSAL = re.compile(
    r"proposal|quote|quotation|offer|pitch|\bdemo|presentation|"
    r"предложени|\bкп\b|оффер|презентаци|демонстраци|смет|"
    r"报价|方案|提案|演示|展示",
    re.IGNORECASE,
)
"""How the stage of the proposal is called, where nobody marked it."""


def proposal_stage(stages: list[Stage]) -> Stage | None:
    """Where a pipeline's proposal is presented: the stage that is marked, else the first whose name says so."""
    working = [stage for stage in stages if stage.is_open]
    marked = [stage for stage in working if stage.is_proposal]
    named = [stage for stage in working if PROPOSAL.search(stage.name)]
    return next(iter([*marked, *named]), None)


def offered_stages(rows: QuerySet[Stage]) -> set[int]:
    """The stages in which a deal has seen the proposal: where it is presented, and the open ones after it."""
    pipelines: dict[int, list[Stage]] = {}
    for stage in rows.order_by("order", "pk"):
        pipelines.setdefault(stage.pipeline_id, []).append(stage)
    offered: set[int] = set()
    for stages in pipelines.values():
        first = proposal_stage([stage for stage in stages if stage.retired_at is None])
        after = dropwhile(lambda stage, first=first: stage != first, stages) if first else ()
        offered.update(stage.pk for stage in after if stage.is_open)
    return offered


def has_loss_reasons(by: Actor) -> bool:
    """Whether the workspace keeps a list of loss reasons."""
    return LossReason.objects.of(by).filter(retired_at__isnull=True).exists()


FEWEST_STAGES, MOST_STAGES = 4, 10


def stage_advice(open_stages: int) -> str:
    """What the guides say about a pipeline with this many open stages; nothing when it is a sound number."""
    if open_stages < FEWEST_STAGES:
        return _("With fewer than %(fewest)s open stages you hardly see where deals get stuck.") % {
            "fewest": FEWEST_STAGES
        }
    if open_stages > MOST_STAGES:
        sentence = _("With more than %(most)s open stages people stop keeping deals up to date.")
        return sentence % {"most": MOST_STAGES}
    return ""


class PipelineLine(NamedTuple):
    """A pipeline in use with its stages in use."""

    pipeline: Pipeline
    stages: list[Stage]


def pipeline_lines(by: Actor) -> list[PipelineLine]:
    """The pipelines in use, each with its stages, by two queries."""
    stages: dict[int, list[Stage]] = {}
    for stage in Stage.objects.of(by).filter(retired_at__isnull=True).order_by("order", "pk"):
        stages.setdefault(stage.pipeline_id, []).append(stage)
    return [PipelineLine(pipeline, stages.get(pipeline.pk, [])) for pipeline in pipelines_in_use(by)]
