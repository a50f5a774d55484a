"""Rewrite the pasts of deals: a history that comes late supersedes what was believed; nothing is erased.

Where a deal stands now is told by its row, not by its past. What happened after the last step of a history goes on.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from penstock.common import clock
from penstock.common.actions import action
from penstock.common.bulk import fresh
from penstock.common.errors import NotPermitted
from penstock.deals.actions.ingest_deals import KEPT, DealHistory, Step, draw, require_sound, spans_of
from penstock.deals.actions.undo_change import put_back
from penstock.deals.changing import ASIDE
from penstock.deals.events import DealHistoryRewritten, DealUndone
from penstock.deals.gates.overriding import record_override
from penstock.deals.gates.passing import let_past, missing_on_ways
from penstock.deals.models import Deal, DealItem, DealSpan
from penstock.deals.models.span import TRACKED
from penstock.journal.events import as_json
from penstock.journal.models import Event
from penstock.journal.recording import record, record_dated
from penstock.workspaces.actor import Actor

OWN = (
    *("amount", "monthly_amount", "probability", "expected_close_on", "forecast_category", "currency"),
    *("company_id", "source_id", "type", "description", "custom"),
)
"""Facts that a deal keeps where a history says nothing of them."""
CATEGORY = "forecast_category"
WRITTEN = (*dict.fromkeys((*KEPT, *OWN, *ASIDE, "name", "opened_at")),)
BELIEVED = ("from_at", "to_at", "visit", "entered_at", *TRACKED)


class _Rewritten(NamedTuple):
    """A deal as it is now, what of it changes, and the spans that will tell its past."""

    deal: Deal
    changes: dict[str, list[Any]]
    spans: list[DealSpan]


@action
def rewrite_histories(pairs: list[tuple[Deal, DealHistory]], *, by: Actor, override: str = "") -> list[int | None]:
    """Let a history stand for the past of each deal; returns the events' positions, None where it stood so already.

    A history that ends in another stage than the deal's meets the gates on the way there, as any move does.
    """
    require_sound([history for _deal, history in pairs], by)
    held = _held([deal.pk for deal, _history in pairs], by)
    if held.keys() != {deal.pk for deal, _history in pairs}:
        raise NotPermitted(_("This deal does not exist or you may not see it."))
    ways = [(held[deal.pk], history.steps[-1].stage) for deal, history in pairs]
    missing = missing_on_ways(ways, by)
    for (_deal, after), lacking in zip(ways, missing, strict=True):
        let_past(lacking, after, by, override)
    items, believed = _items(held), believed_spans(held)
    drawn = [_drawn(held[deal.pk], history, items[deal.pk], believed[deal.pk], by) for deal, history in pairs]
    told = [one for one in drawn if one is not None]
    _write([one.deal for one in told], {name for one in told for name in one.changes})
    now = clock.now()
    events = iter(record_dated(by, [(_event(one), now) for one in told]))
    positions = []
    for one in drawn:
        positions.append(_dated(one.spans, next(events)) if one else None)
    _replace([one.deal for one in told], [span for one in told for span in one.spans])
    for (deal, after), lacking in zip(ways, missing, strict=True):
        record_override(deal, after, lacking, override, by=by, at=now)
    return positions


@action
def restore_histories(positions: Sequence[int], *, by: Actor) -> list[Event]:
    """Undo rewritings by the positions of their events: what was believed before is believed again."""
    told = Event.objects.on(by.workspace).filter(position__in=positions, kind=DealHistoryRewritten.kind)
    done = set(
        Event.objects.on(by.workspace)
        .filter(deal_id__in=told.values("deal_id"), kind=DealUndone.kind)
        .values_list("data__undone", flat=True)
    )
    rewritings = [event for event in told.order_by("-position") if event.position not in done]
    held = _held([event.deal_id for event in rewritings if event.deal_id], by)
    return [_restored(held[event.deal_id], event, by) for event in rewritings if event.deal_id in held]


def believed_spans(deals: dict[int, Deal]) -> dict[int, list[DealSpan]]:
    """What is believed of the pasts of these deals, in order of time."""
    found: dict[int, list[DealSpan]] = defaultdict(list)
    for span in DealSpan.objects.on(list(deals), "deal_id__in").believed().order_by("deal_id", "from_at", "pk"):
        found[span.deal_id].append(span)
    return found


def _held(deal_ids: list[int], by: Actor) -> dict[int, Deal]:
    """The deals as they are now, locked; raises unless the actor may change each."""
    rows = Deal.objects.of(by).select_for_update(of=("self",)).select_related("stage")
    held: dict[int, Deal] = rows.in_bulk(deal_ids)
    for deal in held.values():
        by.require_write(deal.owner_id, _("You may read “%(deal)s” but not change it.") % {"deal": deal.name})
    return held


def _items(deals: dict[int, Deal]) -> dict[int, list[DealItem]]:
    found: dict[int, list[DealItem]] = defaultdict(list)
    for item in DealItem.objects.on(list(deals), "deal_id__in"):
        found[item.deal_id].append(item)
    return found


def _drawn(
    deal: Deal, history: DealHistory, items: list[DealItem], believed: list[DealSpan], by: Actor
) -> _Rewritten | None:
    """The past drawn out; None where it is believed already and the deal is as the history leaves it."""
    told = {name: getattr(deal, name) for name in OWN if name != "amount"} | history.facts
    told[CATEGORY] = history.facts.get(CATEGORY)
    steps = _with_categories(_still_aside(deal, history.steps), believed)
    drawn = draw(DealHistory(history.name, steps, told, items), by)
    _keep_rest(deal, drawn.deal)
    after, before = drawn.deal.__dict__, deal.__dict__
    drawn.deal.pk = deal.pk
    changes = {name: [before[name], after[name]] for name in WRITTEN if before[name] != after[name]}
    spans = list(spans_of(drawn, [_mark(moment.at) for moment in drawn.moments]))
    if not changes and [*map(_facts, spans)] == [*map(_facts, believed)]:
        return None
    before.update((name, after[name]) for name in changes)
    return _Rewritten(deal, changes, spans)


def _still_aside(deal: Deal, steps: list[Step]) -> list[Step]:
    """A deal that is set aside here stays so where its history ends in the stage in which it is."""
    last = steps[-1]
    if deal.aside_at is None or last.is_aside or last.stage.pk != deal.stage_id:
        return steps
    return [*steps, Step(max(last.at, deal.aside_at), last.stage, {}, is_aside=True)]


def _with_categories(steps: list[Step], believed: list[DealSpan]) -> list[Step]:
    """The steps, and between them what was chosen here as the forecast category, each from its own moment on."""
    chosen = [(span.from_at, getattr(span, CATEGORY)) for span in believed]
    turns = [turn for turn, before in zip(chosen, [(None, None), *chosen], strict=False) if turn[1] != before[1]]
    told = list(steps)
    for at, category in turns:
        moment = max(at, steps[0].at)
        place = next((n for n, step in enumerate(told) if step.at > moment), len(told))
        there = told[place - 1]
        told.insert(place, Step(moment, there.stage, {CATEGORY: category}, is_aside=there.is_aside))
    return told


def _keep_rest(deal: Deal, after: Deal) -> None:
    """What is known of having been set aside holds on as far as the deal is where it was."""
    after.age_counts_from = deal.age_counts_from
    if (after.stage_id, after.stage_entered_at) == (deal.stage_id, deal.stage_entered_at):
        after.stage_counts_from, after.back_at = deal.stage_counts_from, deal.back_at
    if after.is_aside:
        after.aside_at, after.aside_until, after.aside_reason = deal.aside_at, deal.aside_until, deal.aside_reason


def _mark(at: datetime) -> Event:
    """What a span takes over of an event that is yet to be written."""
    mark: Event = fresh(Event, occurred_at=at, recorded_at=at, position=0)
    return mark


def _facts(span: DealSpan) -> tuple[Any, ...]:
    return tuple(getattr(span, name) for name in BELIEVED)


def _event(one: _Rewritten) -> DealHistoryRewritten:
    visits = one.spans[-1].visit
    return DealHistoryRewritten(deal_id=one.deal.pk, company_id=one.deal.company_id, changes=one.changes, visits=visits)


def _dated(spans: list[DealSpan], event: Event) -> int:
    for span in spans:
        span.position, span.recorded_at = event.position, event.recorded_at
    return event.position


def _write(deals: list[Deal], names: set[str]) -> None:
    if deals and names:
        fields = [Deal._meta.get_field(name).name for name in names]
        Deal.objects.on([deal.pk for deal in deals], "pk__in").bulk_update(deals, fields, batch_size=100)


def _replace(deals: list[Deal], spans: list[DealSpan]) -> None:
    """Disbelieve what was told and believe what is told now, both at the moment at which the journal learnt it."""
    if not spans:
        return
    before = DealSpan.objects.on([deal.pk for deal in deals], "deal_id__in").believed()
    before.update(superseded_at=spans[0].recorded_at)
    DealSpan.objects.insert(spans)


def _restored(deal: Deal, event: Event, by: Actor) -> Event:
    """What came after the rewriting goes on; what was superseded by it is copied, as rows are never rewritten."""
    spans = DealSpan.objects.on(deal)
    rewritten = spans.believed().filter(position=event.position)
    until = rewritten.order_by("-from_at", "-pk").values_list("to_at", flat=True).first()
    copies = list(spans.filter(superseded_at=event.recorded_at).order_by("pk"))
    now = clock.now()
    rewritten.update(superseded_at=now)
    for copy in copies:
        copy.pk, copy.recorded_at, copy.superseded_at = None, now, None
        copy.to_at = copy.to_at or until
        copy._state.adding = True
    DealSpan.objects.insert(copies)
    told: dict[str, Any] = {"undone": event.position, "undone_kind": event.kind}
    still = {name: pair for name, pair in event.data["changes"].items() if as_json(getattr(deal, name)) == pair[1]}
    changes = put_back(deal, still)
    return record(by, DealUndone(deal_id=deal.pk, company_id=deal.company_id, changes=changes, **told))[0]
