"""Take a stage out of a pipeline: merge it into another, or retire it and let its open deals move on.

The deals follow in ``deals.followers``, in the same transaction.
"""

from django.utils.translation import gettext as _

from penstock.common import clock
from penstock.common.actions import action
from penstock.common.errors import Refused
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.pipelines.actions.change_stage import require_other_of_kind
from penstock.pipelines.changing import held, put
from penstock.pipelines.events import StageMerged, StageRetired
from penstock.pipelines.models import Stage
from penstock.workspaces.actor import Actor


@action
def merge_stages(stage: Stage, into: Stage, *, by: Actor) -> Event | None:
    """Let a stage's deals count in another of its pipeline and kind from now on; None when that was done before.

    The deals' visits go on, since nobody moved them. What happened before stays under the old stage, which says in
    ``merged_into`` where it went.
    """
    row, target = held(stage, by), held(into, by)
    if row.merged_into_id == target.pk:
        return None
    if row.merged_into_id is not None:
        raise Refused(_("%(stage)s was merged into another stage already.") % {"stage": row.name})
    _require_target(row, target)
    if target.pipeline_id != row.pipeline_id or target.kind != row.kind:
        raise _refused(_("A stage merges into one of its own pipeline and kind."))
    put(row, {"retired_at": row.retired_at or clock.now(), "merged_into_id": target.pk})
    merged = StageMerged(pipeline_id=row.pipeline_id, stage_id=row.pk, into_stage_id=target.pk)
    return record(by, merged)[0]


@action
def retire_stage(stage: Stage, *, by: Actor, into: Stage | None = None) -> Event | None:
    """Let deals enter a stage no more; its open deals move to ``into``. None when it is retired already.

    Raises Refused when there are open deals and nobody said where they go.
    """
    row = held(stage, by)
    if row.retired_at is not None:
        return None
    require_other_of_kind(row, by)
    target = None if into is None else held(into, by)
    if target is not None:
        _require_target(row, target)
        if not target.is_open:
            raise _refused(_("Open deals move to an open stage."))
    put(row, {"retired_at": clock.now()})
    into_id = target.pk if target else None
    return record(by, StageRetired(pipeline_id=row.pipeline_id, stage_id=row.pk, into_stage_id=into_id))[0]


def _require_target(stage: Stage, into: Stage) -> None:
    if into.pk == stage.pk or into.retired_at is not None:
        raise _refused(_("Choose another stage that is in use."))


def _refused(sentence: str) -> Refused:
    return Refused(sentence, fields={"into": sentence})
