"""Define kinds of processes: make, change, order, retire and bring back."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from penstock.common import clock
from penstock.common.actions import action
from penstock.common.changes import set_facts
from penstock.common.errors import Refused
from penstock.deals.models import ProcessKind, ProcessStage
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.pipelines.changing import checked_name, held, require_permutation
from penstock.pipelines.models import Pipeline
from penstock.processes.events import ProcessKindChanged, ProcessKindDefined
from penstock.processes.ready import CLOSING, ReadyStage
from penstock.workspaces.actor import Actor


@action
def define_process_kind(
    name: str,
    stages: Sequence[ReadyStage],
    *,
    by: Actor,
    plural: str = "",
    pipelines: Sequence[int] = (),
    closing: Sequence[ReadyStage] = CLOSING,
) -> ProcessKind:
    """A kind of process with these stages, closed by Done and Dropped unless told otherwise; names in our language."""
    by.require_admin(_("Only an administrator may define processes."))
    word = checked_name(name, ProcessKind.objects.of(by))
    kind = ProcessKind(workspace=by.workspace, name=word, plural=_plural(plural, word))
    kind.pipelines, kind.order = _pipelines(pipelines, by), ProcessKind.objects.of(by).count()
    kind.save()
    rows = [
        ProcessStage(
            workspace=by.workspace,
            process_kind=kind,
            name=str(stage.name),
            kind=stage.kind,
            order=order,
            expected_days=stage.expected_days,
        )
        for order, stage in enumerate([*stages, *closing])
    ]
    made = ProcessStage.objects.insert(rows)
    record(by, ProcessKindDefined(process_kind_id=kind.pk, process_stage_ids=[row.pk for row in made]))
    return kind


@action
def change_process_kind(kind: ProcessKind, *, by: Actor, **facts: Any) -> Event | None:
    """Set ``name plural pipelines``; None when all is already so."""
    row = held(kind, by)
    if "name" in facts:
        facts["name"] = checked_name(facts["name"], ProcessKind.objects.of(by).exclude(pk=row.pk))
    if "plural" in facts:
        facts["plural"] = _plural(facts["plural"], facts.get("name", row.name))
    if "pipelines" in facts:
        facts["pipelines"] = _pipelines(facts["pipelines"], by)
    return told(row, set_facts(row, facts), by)


@action
def retire_process_kind(kind: ProcessKind, *, by: Actor) -> Event | None:
    """Let none be started any more; those that run go on. None when it is retired already."""
    row = held(kind, by)
    return told(row, set_facts(row, {"retired_at": row.retired_at or clock.now()}), by)


@action
def restore_process_kind(kind: ProcessKind, *, by: Actor) -> Event | None:
    """Bring a retired kind back; None when it is in use."""
    row = held(kind, by)
    return told(row, set_facts(row, {"retired_at": None}), by)


@action
def reorder_process_kinds(kind_ids: Sequence[int], *, by: Actor) -> None:
    """Put the kinds in use in this order; it must name each of them once."""
    by.require_admin(_("Only an administrator may define processes."))
    rows = ProcessKind.objects.of(by).filter(retired_at__isnull=True).select_for_update()
    kinds = {row.pk: row for row in rows.order_by("order", "pk")}
    require_permutation(list(kind_ids), list(kinds))
    for order, pk in enumerate(kind_ids):
        told(kinds[pk], set_facts(kinds[pk], {"order": order}), by)


def told(kind: ProcessKind, changes: dict[str, Any], by: Actor) -> Event | None:
    """Tell that facts of a kind changed, if any did."""
    if not changes:
        return None
    return record(by, ProcessKindChanged(process_kind_id=kind.pk, fields=sorted(changes)))[0]


def _plural(text: str, name: str) -> str:
    return " ".join(text.split())[:120] or name


def _pipelines(ids: Sequence[int], by: Actor) -> list[int]:
    wanted = sorted({int(pk) for pk in ids})
    if Pipeline.objects.of(by).filter(pk__in=wanted).count() != len(wanted):
        sentence = _("One of these pipelines does not exist.")
        raise Refused(sentence, fields={"pipelines": sentence})
    return wanted
