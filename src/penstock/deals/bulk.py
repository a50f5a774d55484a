"""Changing many deals at once with the same rules as one: records, spans and events written in blocks.

For changes that follow from something else (a person left, a stage was retired or means something else), which no
rule of a single deal can refuse.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from penstock.common import clock
from penstock.deals.changing import differences, next_span, snapshot, tracked
from penstock.deals.events import Changes, DealEvent
from penstock.deals.models import Deal, DealSpan
from penstock.deals.models.span import TRACKED
from penstock.deals.state import odds_of
from penstock.journal.models import Event
from penstock.journal.recording import record_dated
from penstock.pipelines.models import Stage
from penstock.workspaces.actor import Actor

BLOCK = 1000

Tell = Callable[[Deal, Changes], DealEvent]
Spans = dict[int, DealSpan]


def move_many(deals: QuerySet[Deal], stage: Stage, tell: Tell, by: Actor) -> int:
    """Take undecided deals to another open stage, each with its event; returns how many. Set aside they stay so."""
    for block in (found := list(blocks(deals, by))):
        last = current_spans(block, by)
        moment = _moment(clock.now(), last)
        facts = {"stage_id": stage.pk, "pipeline_id": stage.pipeline_id, "stage_entered_at": moment}
        facts |= {"stage_counts_from": None, "back_at": None}
        _change(block, last, facts, stage, tell, by, moment)
    return sum(map(len, found))


def assign_many(deals: QuerySet[Deal], owner_id: int | None, tell: Tell, by: Actor) -> int:
    """Give deals to another owner, each with its event; returns how many."""
    for block in (found := list(blocks(deals, by))):
        last = current_spans(block, by)
        _change(block, last, {"owner_id": owner_id}, None, tell, by, _moment(clock.now(), last))
    return sum(map(len, found))


def respan_many(deals: QuerySet[Deal], event: Event, by: Actor, **facts: Any) -> None:
    """Begin spans with these facts for all the deals, as one event told; their visits go on."""
    for block in blocks(deals, by):
        last = current_spans(block, by)
        pairs = [(deal, event, {**_facts_of(last[deal.pk]), **facts}) for deal in block]
        _begin(pairs, last, _moment(event.occurred_at, last), by, same_visit=True)


def blocks(deals: QuerySet[Deal], by: Actor) -> Iterator[list[Deal]]:
    """The deals in blocks; which ones is settled before the first is changed."""
    ids = list(deals.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), BLOCK):
        yield list(Deal.objects.on(by.workspace).filter(pk__in=ids[start : start + BLOCK]).order_by("pk"))


def current_spans(deals: list[Deal], by: Actor) -> Spans:
    """The span of each deal that is open now."""
    rows = DealSpan.objects.on(by.workspace).filter(to_at__isnull=True, superseded_at__isnull=True)
    return {span.deal_id: span for span in rows.filter(deal_id__in=[deal.pk for deal in deals])}


def _change(
    deals: list[Deal], last: Spans, facts: dict[str, Any], stage: Stage | None, tell: Tell, by: Actor, moment: datetime
) -> None:
    changes = {deal.pk: _set(deal, facts, stage) for deal in deals}
    odds = F("odds") if stage is None else Coalesce("probability", stage.probability)
    Deal.objects.on(by.workspace).filter(pk__in=list(changes)).update(**facts, odds=odds)
    events = record_dated(by, [(tell(deal, changes[deal.pk]), moment) for deal in deals])
    _begin([(deal, event, tracked(deal)) for deal, event in zip(deals, events, strict=True)], last, moment, by)


def _set(deal: Deal, facts: dict[str, Any], stage: Stage | None) -> Changes:
    before = snapshot(deal, {})
    for name, value in facts.items():
        setattr(deal, name, value)
    if stage is not None:
        deal.odds = odds_of(stage, deal.probability)
    return differences(deal, before)


def _begin(
    told: list[tuple[Deal, Event, dict[str, Any]]],
    last: Spans,
    moment: datetime,
    by: Actor,
    *,
    same_visit: bool = False,
) -> None:
    """Close the current spans at the moment and begin the next ones there."""
    begun = [next_span(deal, facts, last[deal.pk], event) for deal, event, facts in told]
    for span in begun:
        span.from_at = moment
        if same_visit:
            span.visit, span.entered_at = last[span.deal_id].visit, last[span.deal_id].entered_at
    ending = [span.pk for span in last.values()]
    DealSpan.objects.on(by.workspace).filter(pk__in=ending).update(to_at=moment)
    DealSpan.objects.insert(begun)


def _moment(wanted: datetime, last: Spans) -> datetime:
    """The moment, unless a clock was ahead: no span ends before it began."""
    return max([wanted, *(span.from_at for span in last.values())])


def _facts_of(span: DealSpan) -> dict[str, Any]:
    return {name: getattr(span, name) for name in TRACKED}
