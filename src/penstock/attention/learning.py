"""Learns what is usual from won deals: the working days of their visits to stages, and their age when they were won."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import ExpressionWrapper, F, Max
from django.db.models.fields import DurationField
from django.db.models.functions import Coalesce

from penstock.attention.models import AgeNorm, StageNorm
from penstock.attention.norms import ENOUGH, Spread, percentile, shrunk, size_cuts, spread
from penstock.attention.products import products_of
from penstock.attention.segments import segments_of
from penstock.common import clock
from penstock.common.among import among
from penstock.deals.models import Deal, DealSpan, DealStatus
from penstock.pipelines.models import Pipeline, Stage, StageKind
from penstock.workspaces.actor import Actor
from penstock.workspaces.calendar import Calendar, calendar_of

NEWEST = 5_000
"""So many of the newest won deals of a pipeline are looked at: how it is done now, in a night's bounded work."""

FEWEST = 10
"""With fewer won deals than this nothing is learnt: the oldest of three says nothing about the fourth."""

BLOCK = 2_500
DIGITS = 1
"""Days are kept to a tenth, so that a night in which nothing much happened changes nothing."""

SINCE = Coalesce("age_counts_from", "opened_at")
"""From when the age of a deal counts."""

Stretch = tuple[datetime, datetime]
Waits = dict[tuple[int, str], list[float]]
"""Stage and segment → the working days of each visit."""


@dataclass(frozen=True)
class WonDeal:
    """What is known of a won deal besides its visits; days for which it was set aside are no part of its age."""

    pk: int
    type: str
    value: Decimal
    currency: str
    opened_at: datetime
    closed_at: datetime

    def age(self, zone: Any) -> float:
        """Calendar days from its opening to its winning."""
        return max(clock.days_between(self.opened_at, self.closed_at, zone), 0.0)


@dataclass(frozen=True)
class Learnt:
    """All norms of a workspace, not saved yet."""

    stages: list[StageNorm]
    ages: list[AgeNorm]


def learn(by: Actor) -> Learnt:
    """What is usual in each pipeline, from its newest won deals."""
    calendar = calendar_of(by.workspace)
    learnt = Learnt([], [])
    for pipeline in Pipeline.objects.on(by.workspace):
        won = newest_won(pipeline)
        if len(won) < FEWEST:
            continue
        age = _age_norm(pipeline, won)
        learnt.ages.append(age)
        learnt.stages.extend(_stage_norms(pipeline, won, age, calendar))
    return learnt


def newest_won(pipeline: Pipeline) -> list[WonDeal]:
    """The pipeline's newest won deals, of which something can be learnt."""
    rows = Deal.objects.on(pipeline).won().filter(removed_at__isnull=True, closed_at__isnull=False)
    told = ("pk", "type", "value", "currency", SINCE, "closed_at")
    facts = rows.order_by("-closed_at", "-pk").values_list(*told)[:NEWEST]
    return [WonDeal(*row) for row in facts]


def _age_norm(pipeline: Pipeline, won: list[WonDeal]) -> AgeNorm:
    """The ages of the newest, but the oldest of all that were ever won."""
    ages = sorted(deal.age(pipeline.workspace.zone) for deal in won)
    worth = defaultdict(list)
    for deal in won:
        worth[deal.currency].append(float(deal.value))
    cuts = {currency: size_cuts([value for value in values if value]) for currency, values in sorted(worth.items())}
    return AgeNorm(
        workspace_id=pipeline.workspace_id,
        pipeline_id=pipeline.pk,
        deals=len(won),
        median=round(percentile(ages, 0.5), DIGITS),
        p90=round(percentile(ages, 0.9), DIGITS),
        oldest=round(max(ages[-1], _oldest_ever(pipeline)), DIGITS),
        sizes={currency: parts for currency, parts in cuts.items() if parts},
        since=won[-1].closed_at,
    )


def _oldest_ever(pipeline: Pipeline) -> float:
    """Calendar days of the longest way to a won deal that there ever was."""
    age = ExpressionWrapper(F("closed_at") - SINCE, output_field=DurationField())
    rows = Deal.objects.on(pipeline).won().filter(removed_at__isnull=True, closed_at__isnull=False)
    longest = rows.aggregate(longest=Max(age))["longest"]
    return longest.total_seconds() / 86_400 if longest else 0.0


def _stage_norms(pipeline: Pipeline, won: list[WonDeal], age: AgeNorm, calendar: Calendar) -> Iterator[StageNorm]:
    stages = list(Stage.objects.on(pipeline).filter(kind=StageKind.OPEN))
    waits = _waits(won, age, _now_called(stages), calendar)
    every = [days for (_stage, segment), seen in waits.items() if not segment for days in seen]
    pipelines = spread(every)
    if pipelines is None:
        return
    yield _norm(pipeline, None, "", pipelines, pipelines, age.since)
    for stage in (one for one in stages if one.retired_at is None):
        seen = spread(waits.get((stage.pk, ""), []))
        told = shrunk(seen, pipelines)
        yield _norm(pipeline, stage.pk, "", seen, told, age.since)
        for (stage_id, segment), days in sorted(waits.items()):
            if stage_id == stage.pk and segment and len(days) >= ENOUGH:
                own = spread(days)
                yield _norm(pipeline, stage.pk, segment, own, shrunk(own, told), age.since)


def _waits(won: list[WonDeal], age: AgeNorm, now_called: dict[int, int], calendar: Calendar) -> Waits:
    """The working days of every visit of these deals to the pipeline's open stages."""
    waits: Waits = defaultdict(list)
    for start in range(0, len(won), BLOCK):
        block = {deal.pk: deal for deal in won[start : start + BLOCK]}
        products = products_of(list(block))
        for deal_id, stage_id, stretches in visits_of(list(block)):
            stage = now_called.get(stage_id)
            if stage is None:
                continue
            deal, days = block[deal_id], sum(calendar.days_between(*stretch) for stretch in stretches)
            facts = deal.type, deal.value, deal.currency, age.sizes, products.get(deal_id)
            for segment in ("", *segments_of(*facts)):
                waits[stage, segment].append(days)
    return waits


def visits_of(deal_ids: list[int]) -> list[tuple[int, int, list[Stretch]]]:
    """The finished visits of some deals to open stages: deal, the stage it ended in, and when it was there.

    A visit has several stretches where the deal was set aside meanwhile.
    """
    spans = DealSpan.objects.on(among(deal_ids), "deal_id__in").believed()
    rows = spans.filter(status=DealStatus.OPEN, to_at__isnull=False).order_by("deal_id", "visit", "from_at", "pk")
    visits: dict[tuple[int, int], tuple[int, int, list[Stretch]]] = {}
    for deal_id, visit, stage_id, *stretch in rows.values_list("deal_id", "visit", "stage_id", "from_at", "to_at"):
        _deal, _stage, before = visits.get((deal_id, visit), (deal_id, stage_id, []))
        visits[deal_id, visit] = (deal_id, stage_id, _joined(before, (stretch[0], stretch[1])))
    return list(visits.values())


def _joined(before: list[Stretch], stretch: Stretch) -> list[Stretch]:
    """Stretches with one more, which goes on from the last where it begins as that ends."""
    if before and before[-1][1] >= stretch[0]:
        return [*before[:-1], (before[-1][0], stretch[1])]
    return [*before, stretch]


def _now_called(stages: list[Stage]) -> dict[int, int]:
    """Where visits to each stage count today: a merged stage's in the one that it became."""
    into = {stage.pk: stage.merged_into_id for stage in stages}

    def end_of(pk: int) -> int:
        seen = {pk}
        while (further := into.get(pk)) is not None and further not in seen:
            pk = further
            seen.add(pk)
        return pk

    return {stage.pk: end_of(stage.pk) for stage in stages}


def _norm(
    pipeline: Pipeline, stage_id: int | None, segment: str, seen: Spread | None, told: Spread, since: datetime | None
) -> StageNorm:
    return StageNorm(
        workspace_id=pipeline.workspace_id,
        pipeline_id=pipeline.pk,
        stage_id=stage_id,
        segment=segment,
        deals=seen.count if seen else 0,
        median=round(told.median, DIGITS),
        p75=round(told.p75, DIGITS),
        seen_median=round(seen.median, DIGITS) if seen else None,
        seen_p75=round(seen.p75, DIGITS) if seen else None,
        since=since,
    )
