"""Learn anew what is usual: every night, after an import, and when somebody asks."""

from typing import Any

from django.utils.translation import gettext as _

from penstock.attention.events import NormsLearnt
from penstock.attention.learning import Learnt, learn
from penstock.attention.models import AgeNorm, Learning, StageNorm
from penstock.common import clock
from penstock.common.actions import action
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.workspaces.actor import Actor

STAGE_FACTS = ("stage_id", "segment", "median", "p75", "deals")
AGE_FACTS = ("p90", "oldest", "sizes")


@action
def learn_norms(*, by: Actor) -> Event | None:
    """Replace the norms by what the won deals say today; None when that is what they said before.

    The marks of open deals follow where something changed.
    """
    by.require_admin(_("Only an administrator may have the norms learnt."))
    known = Learnt(list(StageNorm.objects.on(by.workspace)), list(AgeNorm.objects.on(by.workspace)))
    learnt = learn(by)
    _remember(by)
    stages = _changed(_by_stage(known.stages), _by_stage(learnt.stages))
    pipelines = _changed(_by_pipeline(known.ages), _by_pipeline(learnt.ages))
    if not stages and not pipelines:
        return None
    for model, rows in ((StageNorm, learnt.stages), (AgeNorm, learnt.ages)):
        model.objects.on(by.workspace).delete()
        model.objects.insert(rows)
    return record(by, NormsLearnt(stage_ids=stages, pipeline_ids=pipelines))[0]


def _remember(by: Actor) -> None:
    """Say when it was learnt, without an event: that nothing changed is no news."""
    facts = {"learnt_at": clock.now()}
    if not Learning.objects.on(by.workspace).update(**facts):
        Learning.objects.insert([Learning(workspace=by.workspace, **facts)])


def _by_stage(norms: list[StageNorm]) -> dict[int, Any]:
    """What is told of each stage; that of no stage in particular is in all of them."""
    told: dict[int, list[Any]] = {}
    for norm in norms:
        if norm.stage_id is not None:
            told.setdefault(norm.stage_id, []).append(tuple(getattr(norm, name) for name in STAGE_FACTS))
    return {stage: sorted(facts) for stage, facts in told.items()}


def _by_pipeline(norms: list[AgeNorm]) -> dict[int, Any]:
    return {norm.pipeline_id: [getattr(norm, name) for name in AGE_FACTS] for norm in norms}


def _changed(before: dict[int, Any], after: dict[int, Any]) -> list[int]:
    """The keys whose facts differ."""
    return sorted(key for key in before.keys() | after.keys() if before.get(key) != after.get(key))
