"""Learn anew what is usual: every night, after an import, and when somebody asks."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from penstock.attention.events import DealsFoundStuck, NormsLearnt
from penstock.attention.learning import learn
from penstock.attention.models import AgeNorm, DealMark, Learning, StageNorm
from penstock.common import clock
from penstock.common.actions import action
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.workspaces.actor import Actor

Norm = Any
Told = dict[Any, float]
Place = Callable[[Norm], int]
Facts = Callable[[Norm], Told]

MUCH = 0.05
"""A number of days that moves by less than this share changes no mark: nights stay short, and marks do not flicker."""

MOST_TOLD = 500
"""More deals that are stuck all at once are no news for anybody but a page of the list."""


@action
def learn_norms(*, by: Actor) -> Event | None:
    """Replace the norms by what the won deals say today; None when that is what they said before.

    The marks of open deals follow where something changed.
    """
    by.require_admin(_("Only an administrator may have the norms learnt."))
    learnt, stuck = learn(by), _stuck(by)
    _remember(by)
    stages = _replaced(StageNorm, learnt.stages, _place, _stage_facts, by)
    pipelines = _replaced(AgeNorm, learnt.ages, lambda norm: norm.pipeline_id, _age_facts, by)
    if not stages and not pipelines:
        return None
    told = sorted(place for place in stages if place > 0)
    event = record(by, NormsLearnt(stage_ids=told, pipeline_ids=sorted(pipelines)))[0]
    _tell_of_stuck(stuck, by)
    return event


def _stuck(by: Actor) -> set[int] | None:
    """The deals that are stuck by what is usual; None before anything was ever learnt."""
    if not Learning.objects.on(by.workspace).exists():
        return None
    marks = DealMark.objects.on(by.workspace).filter(stuck_at__lte=clock.now())
    return set(marks.values_list("deal_id", flat=True))


def _tell_of_stuck(before: set[int] | None, by: Actor) -> None:
    """Record which deals are stuck only since the marks followed; the time that goes by does not make them so."""
    found = sorted((_stuck(by) or set()) - before) if before is not None else []
    if found:
        record(by, DealsFoundStuck(deal_ids=found[:MOST_TOLD]))


def _remember(by: Actor) -> None:
    """Say when it was learnt, without an event: that nothing changed is no news."""
    facts = {"learnt_at": clock.now()}
    if not Learning.objects.on(by.workspace).update(**facts):
        Learning.objects.insert([Learning(workspace=by.workspace, **facts)])


def _replaced(model: type[StageNorm | AgeNorm], learnt: list[Norm], place: Place, facts: Facts, by: Actor) -> set[int]:
    """Put what was learnt in the place of what was known wherever it differs much; the places where it did."""
    known: dict[int, list[Norm]] = {}
    for norm in model.objects.on(by.workspace):
        known.setdefault(place(norm), []).append(norm)
    now: dict[int, list[Norm]] = {}
    for norm in learnt:
        now.setdefault(place(norm), []).append(norm)
    told = {key: (_told(known.get(key), facts), _told(now.get(key), facts)) for key in known.keys() | now.keys()}
    differing = {key for key, (before, after) in told.items() if _differ(before, after)}
    gone = [norm.pk for key in differing for norm in known.get(key, [])]
    model.objects.on(by.workspace).filter(pk__in=gone).delete()
    model.objects.insert([norm for key in sorted(differing) for norm in now.get(key, [])])
    return differing


def _place(norm: StageNorm) -> int:
    """The stage; what belongs to no stage in particular stands under its pipeline, below nought."""
    return norm.stage_id if norm.stage_id is not None else -norm.pipeline_id


def _stage_facts(norm: StageNorm) -> Told:
    return {(norm.segment, bool(norm.deals), name): getattr(norm, name) for name in ("median", "p75")}


def _age_facts(norm: AgeNorm) -> Told:
    """The oldest ever won counts to the tenth of a day, the rest roughly."""
    cuts = {(currency, place): cut for currency, parts in norm.sizes.items() for place, cut in enumerate(parts)}
    return {("oldest", norm.oldest): 0.0, "old": norm.p90, **cuts}


def _told(norms: list[Norm] | None, facts: Facts) -> Told:
    return {key: value for norm in norms or [] for key, value in facts(norm).items()}


def _differ(before: Told, after: Told) -> bool:
    """Whether other things are told of, or a number moved much."""
    if before.keys() != after.keys():
        return True
    return any(abs(after[key] - value) > MUCH * abs(value) for key, value in before.items())
