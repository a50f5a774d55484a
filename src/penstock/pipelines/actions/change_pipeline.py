"""Rename pipelines, put them in order, retire one and bring it back."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from penstock.common import clock
from penstock.common.actions import action
from penstock.common.errors import Refused
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.pipelines.changing import checked_name, held, put, require_permutation
from penstock.pipelines.events import PipelineChanged
from penstock.pipelines.models import Pipeline
from penstock.pipelines.queries import pipelines_in_use
from penstock.workspaces.actor import Actor


@action
def rename_pipeline(pipeline: Pipeline, name: str, *, by: Actor) -> Event | None:
    """Give a pipeline this name; None when it has it."""
    row = held(pipeline, by)
    word = checked_name(name, Pipeline.objects.of(by).exclude(pk=row.pk))
    changes = put(row, {"name": word})
    return record(by, PipelineChanged(pipeline_id=row.pk, changes=changes))[0] if changes else None


@action
def retire_pipeline(pipeline: Pipeline, *, by: Actor) -> Event | None:
    """Let a pipeline be used no more; refused while it is the only one or has open deals. None when it is retired."""
    row = held(pipeline, by)
    if row.retired_at is not None:
        return None
    if not pipelines_in_use(by).exclude(pk=row.pk).exists():
        raise Refused(_("This is the only pipeline in use; make another one first."))
    changes = put(row, {"retired_at": clock.now()})
    return record(by, PipelineChanged(pipeline_id=row.pk, changes=changes))[0]


@action
def restore_pipeline(pipeline: Pipeline, *, by: Actor) -> Event | None:
    """Bring a retired pipeline back; None when it is in use."""
    row = held(pipeline, by)
    changes = put(row, {"retired_at": None})
    return record(by, PipelineChanged(pipeline_id=row.pk, changes=changes))[0] if changes else None


@action
def reorder_pipelines(pipeline_ids: Sequence[int], *, by: Actor) -> list[Event]:
    """Put the pipelines in use in this order; it must name each of them once."""
    rows = {row.pk: held(row, by) for row in pipelines_in_use(by)}
    require_permutation(list(pipeline_ids), list(rows))
    moved = [(pk, put(rows[pk], {"order": place})) for place, pk in enumerate(pipeline_ids)]
    return record(by, *[PipelineChanged(pipeline_id=pk, changes=changes) for pk, changes in moved if changes])
