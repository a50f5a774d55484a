"""The path of a deal through its pipeline: each stage with the days spent in it."""

from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from penstock.common import clock
from penstock.deals.facts import days_words
from penstock.deals.models import Deal, DealSpan, DealStatus
from penstock.pipelines.models import Stage
from penstock.pipelines.queries import known_stages
from penstock.workspaces.actor import Actor


@dataclass(frozen=True)
class PathStep:
    """One stage of the path; ``state`` is past, now or next; without ``move_url`` the reader cannot go there."""

    id: int
    name: str
    state: str
    days_words: str
    move_url: str


def stages_of(deal: Deal, by: Actor) -> list[Stage]:
    """All stages of the deal's pipeline in order, retired ones included."""
    return known_stages(by, deal.pipeline_id)


def next_stage(deal: Deal, stages: list[Stage]) -> Stage | None:
    """The open stage after an open deal's own."""
    after = (one for one in stages if one.is_open and one.retired_at is None and not _lies_before(one, deal))
    return next((one for one in after if deal.is_open and one.pk != deal.stage_id), None)


def stage_path(deal: Deal, stages: list[Stage], by: Actor) -> list[PathStep]:
    """The open stages in order and the closing stage where the deal is in one; stages it never met have no days."""
    days = days_by_stage(deal)
    shown = [stage for stage in stages if _is_shown(stage, deal, days)]
    url = ""
    if not deal.is_decided and by.may_write_for(deal.owner_id):
        url = f"{reverse('deals:move', args=[deal.pk])}?seen_stage={deal.stage_id}"
    return [_step(stage, deal, days, url) for stage in shown]


def days_by_stage(deal: Deal) -> dict[int, int]:
    """Whole days spent in each stage over all visits, in one query; days set aside or after the close count nowhere."""
    now = clock.now()
    spent: dict[int, timedelta] = {}
    spans = DealSpan.objects.on(deal).believed().filter(status=DealStatus.OPEN)
    for stage_id, start, end in spans.values_list("stage_id", "from_at", "to_at"):
        spent[stage_id] = spent.get(stage_id, timedelta()) + ((end or now) - start)
    return {stage_id: total.days for stage_id, total in spent.items()}


def _is_shown(stage: Stage, deal: Deal, days: dict[int, int]) -> bool:
    if stage.pk == deal.stage_id or stage.pk in days:
        return True
    return stage.is_open and stage.retired_at is None


def _step(stage: Stage, deal: Deal, days: dict[int, int], url: str) -> PathStep:
    state = _state(stage, deal, met=stage.pk in days)
    words = days_words(days[stage.pk]) if stage.pk in days else _no_days(state, deal)
    return PathStep(stage.pk, stage.name, state, words, url if stage.retired_at is None else "")


def _state(stage: Stage, deal: Deal, *, met: bool) -> str:
    """Where a stage lies for the deal; a closed one has behind it only what it met."""
    if stage.pk == deal.stage_id:
        return "now"
    behind = met if deal.is_decided else _lies_before(stage, deal)
    return "past" if behind else "next"


def _no_days(state: str, deal: Deal) -> str:
    return _("skipped") if state == "past" and not deal.is_decided else ""


def _lies_before(stage: Stage, deal: Deal) -> bool:
    return (stage.order, stage.pk) < (deal.stage.order, deal.stage.pk)
