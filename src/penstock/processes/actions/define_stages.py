"""Define the stages of a kind of process: add, change, order, retire and bring back."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from penstock.common import clock
from penstock.common.actions import action
from penstock.common.changes import set_facts
from penstock.common.checks import whole
from penstock.common.errors import Refused
from penstock.deals.models import ProcessKind, ProcessStage, ProcessStageKind
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.pipelines.changing import checked_name, held, require_permutation
from penstock.processes.events import ProcessKindChanged, ProcessStageAdded
from penstock.processes.models import ProcessSpan
from penstock.workspaces.actor import Actor


@action
def add_process_stage(
    kind: ProcessKind,
    name: str,
    *,
    by: Actor,
    stage_kind: str = ProcessStageKind.OPEN,
    expected_days: int | None = None,
) -> ProcessStage:
    """A new stage after the last of its sort: open ones before done and dropped."""
    row = held(kind, by)
    stages = _in_use(row, by)
    stage = ProcessStage(workspace=by.workspace, process_kind=row)
    stage.name = checked_name(name, ProcessStage.objects.of(by).filter(process_kind=row))
    stage.kind, stage.expected_days = _kind(stage_kind), _days(expected_days, stage_kind)
    rank = list(ProcessStageKind.values).index
    stages.insert(sum(1 for one in stages if rank(one.kind) <= rank(stage.kind)), stage)
    for order, one in enumerate(stages):
        one.order = order
        one.save()
    record(by, ProcessStageAdded(process_kind_id=row.pk, process_stage_id=stage.pk))
    return stage


@action
def change_process_stage(stage: ProcessStage, *, by: Actor, **facts: Any) -> Event | None:
    """Set ``name kind expected_days``; None when all is so. What a stage is stays once a process was ever in it."""
    row = held(stage, by)
    others = ProcessStage.objects.of(by).filter(process_kind=row.process_kind_id).exclude(pk=row.pk)
    if "name" in facts:
        facts["name"] = checked_name(facts["name"], others)
    if _kind(facts.get("kind", row.kind)) != row.kind:
        _require_other(row, by)
        if ProcessSpan.objects.on(by.workspace).filter(stage=row).exists():
            sentence = _("Processes were in this stage; add another one of the other sort instead.")
            raise Refused(sentence, fields={"kind": sentence})
    if "expected_days" in facts or "kind" in facts:
        kind = facts.get("kind", row.kind)
        facts["expected_days"] = _days(facts.get("expected_days", row.expected_days), kind)
    return _told(row, set_facts(row, facts), by)


@action
def retire_process_stage(stage: ProcessStage, *, by: Actor) -> Event | None:
    """Let none enter it any more; those in it stay until somebody moves them. None when it is retired already."""
    row = held(stage, by)
    if row.retired_at is not None:
        return None
    _require_other(row, by)
    return _told(row, set_facts(row, {"retired_at": clock.now()}), by)


@action
def restore_process_stage(stage: ProcessStage, *, by: Actor) -> Event | None:
    """Bring a retired stage back; None when it is in use."""
    row = held(stage, by)
    return _told(row, set_facts(row, {"retired_at": None}), by)


@action
def reorder_process_stages(kind: ProcessKind, stage_ids: Sequence[int], *, by: Actor) -> Event | None:
    """Put the stages in use in this order; it must name each of them once. None when they stand so."""
    row = held(kind, by)
    stages = {stage.pk: stage for stage in _in_use(row, by)}
    require_permutation(list(stage_ids), list(stages))
    if list(stages) == list(stage_ids):
        return None
    for order, pk in enumerate(stage_ids):
        set_facts(stages[pk], {"order": order})
    return record(by, ProcessKindChanged(process_kind_id=row.pk, fields=["stages"]))[0]


def _in_use(kind: ProcessKind, by: Actor) -> list[ProcessStage]:
    rows = ProcessStage.objects.of(by).filter(process_kind=kind, retired_at__isnull=True)
    return list(rows.order_by("order", "pk"))


def _require_other(stage: ProcessStage, by: Actor) -> None:
    """Raise ``Refused`` when a kind would be left without a stage of this one's sort."""
    others = [one for one in _in_use(stage.process_kind, by) if one.pk != stage.pk]
    if stage.kind != ProcessStageKind.DROPPED and not any(one.kind == stage.kind for one in others):
        sentence = _("%(stage)s is the only stage of its sort (%(kind)s); add another one first.")
        raise Refused(sentence % {"stage": stage.name, "kind": stage.get_kind_display()})


def _told(stage: ProcessStage, changes: dict[str, Any], by: Actor) -> Event | None:
    if not changes:
        return None
    about = {"process_kind_id": stage.process_kind_id, "process_stage_id": stage.pk}
    return record(by, ProcessKindChanged(**about, fields=sorted(changes)))[0]


def _kind(kind: str) -> str:
    if kind not in ProcessStageKind.values:
        raise Refused(_("A stage is open, done or dropped."), fields={"kind": _("Choose a kind.")})
    return kind


def _days(value: Any, kind: str) -> int | None:
    days: int | None = whole(1, 3650)(value)
    return days if kind == ProcessStageKind.OPEN else None
