"""Add a stage, change what it means, put stages in order, and bring a retired one back."""

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from penstock.common.actions import action
from penstock.common.errors import Refused
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.pipelines.changing import checked_name, held, put, require_permutation
from penstock.pipelines.events import PipelineChanged, StageAdded, StageChanged
from penstock.pipelines.models import Pipeline, Stage, StageKind
from penstock.pipelines.queries import stages_in_use
from penstock.workspaces.actor import Actor

CERTAIN = {StageKind.WON: 100, StageKind.LOST: 0}


@action
def add_stage(pipeline: Pipeline, name: str, *, by: Actor, kind: str = StageKind.OPEN, **facts: Any) -> Stage:
    """A new stage after the last of its kind (open ones before won and lost); ``facts`` as in ``change_stage``."""
    row = held(pipeline, by)
    word = checked_name(name, Stage.objects.of(by).filter(pipeline=row))
    sound = _checked(kind, facts)
    stages = list(stages_in_use(by, row.pk))
    by_hand = sound.get("expected_days") is not None
    stage = Stage(workspace=by.workspace, pipeline=row, name=word, expected_by_hand=by_hand, **sound)
    place = _place_for(kind, stages)
    stages.insert(place, stage)
    stage.order = place
    stage.save()
    for order, other in enumerate(stages):
        put(other, {"order": order})
    record(by, StageAdded(pipeline_id=row.pk, stage_id=stage.pk))
    return stage


@action
def change_stage(stage: Stage, *, by: Actor, **facts: Any) -> Event | None:
    """Set ``name kind probability expected_days meaning buyer_step is_proposal``; None when all is already so.

    The kind of a stage that a deal was ever in cannot change: it would rewrite who won and lost.
    """
    row = held(stage, by)
    values = {"probability": row.probability} | _checked(facts.pop("kind", row.kind), facts)
    if values.get("expected_days", row.expected_days) != row.expected_days:
        values["expected_by_hand"] = values["expected_days"] is not None
    if "name" in facts:
        values["name"] = checked_name(
            facts["name"], Stage.objects.of(by).filter(pipeline=row.pipeline_id).exclude(pk=row.pk)
        )
    if values["kind"] != row.kind:
        require_other_of_kind(row, by)
    changes = put(row, values)
    if not changes:
        return None
    return record(by, StageChanged(pipeline_id=row.pipeline_id, stage_id=row.pk, changes=changes))[0]


@action
def restore_stage(stage: Stage, *, by: Actor) -> Event | None:
    """Bring a retired stage back; a merged one stays merged. None when it is in use."""
    row = held(stage, by)
    if row.merged_into_id is not None:
        raise Refused(_("%(stage)s was merged into another stage; add a new one instead.") % {"stage": row.name})
    changes = put(row, {"retired_at": None})
    if not changes:
        return None
    return record(by, StageChanged(pipeline_id=row.pipeline_id, stage_id=row.pk, changes=changes))[0]


@action
def reorder_stages(pipeline: Pipeline, stage_ids: Sequence[int], *, by: Actor) -> Event | None:
    """Put the stages in use in this order; it must name each of them once. None when they stand so."""
    row = held(pipeline, by)
    stages = {stage.pk: stage for stage in stages_in_use(by, row.pk)}
    before = list(stages)
    require_permutation(list(stage_ids), before)
    if before == list(stage_ids):
        return None
    for order, pk in enumerate(stage_ids):
        put(stages[pk], {"order": order})
    return record(by, PipelineChanged(pipeline_id=row.pk, changes={"stages": [before, list(stage_ids)]}))[0]


def require_other_of_kind(stage: Stage, by: Actor) -> None:
    """Raise ``Refused`` when a pipeline would be left without a stage of this one's kind."""
    if not stages_in_use(by, stage.pipeline_id).filter(kind=stage.kind).exclude(pk=stage.pk).exists():
        sentence = _("%(stage)s is the pipeline's only stage of its kind (%(kind)s); add another one first.")
        raise Refused(sentence % {"stage": stage.name, "kind": stage.get_kind_display()})


def _checked(kind: str, facts: dict[str, Any]) -> dict[str, Any]:
    """The facts as they are kept; a closing stage is certain of its outcome and expects no days."""
    if kind not in StageKind.values:
        raise Refused(_("A stage is open, won or lost."), fields={"kind": _("Choose a kind.")})
    sound = {name: CHECKS[name](value) for name, value in facts.items() if name in CHECKS}
    if kind != StageKind.OPEN:
        sound |= {"probability": CERTAIN[StageKind(kind)], "expected_days": None, "is_proposal": False}
    return {"kind": kind, **sound}


def _place_for(kind: str, stages: list[Stage]) -> int:
    rank = list(StageKind.values).index
    return sum(1 for stage in stages if rank(stage.kind) <= rank(kind))


def _probability(value: int) -> int:
    if value is None or not 0 <= value <= 100:
        sentence = _("A probability is a number from 0 to 100.")
        raise Refused(sentence, fields={"probability": sentence})
    return value


def _expected_days(value: int | None) -> int | None:
    if value is not None and not 0 < value <= 3650:
        sentence = _("Expected days are a number from 1 to 3650, or nothing.")
        raise Refused(sentence, fields={"expected_days": sentence})
    return value


CHECKS: dict[str, Callable[[Any], Any]] = {
    "probability": _probability,
    "expected_days": _expected_days,
    "meaning": lambda text: text.strip()[:2000],
    "buyer_step": lambda text: text.strip()[:2000],
    "is_proposal": bool,
}
