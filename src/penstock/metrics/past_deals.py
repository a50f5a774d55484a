"""Deals as they were at the end of a past day, so that the list's own columns can show them and files can hold them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from penstock.boards.cells import Column, Reader
from penstock.boards.fetching import deals_in_hand
from penstock.deals.models import Deal, DealSpan, DealStatus
from penstock.pipelines.models import LossReason, Stage
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person

UNKNOWN = ("next_step", "touches", "pace", "aside_until")
"""Columns of which nothing is kept for past days."""
LASTING = ("name", "company", "source", "type", "tags")
"""Columns without a history: they show what is true today."""
CLOSED = (DealStatus.WON, DealStatus.LOST)


class PastReader(Reader):
    """Who reads a past day changes nothing."""

    def may_write(self, deal: Deal) -> bool:
        """Never."""
        return False


def is_todays(column: Column) -> bool:
    """Whether a column shows what is true today, for no history of it is kept."""
    return column.key in LASTING or column.key.startswith("custom.")


def then(ids: list[int], until: datetime, by: Actor, columns: Iterable[Column] | None = None) -> list[Any]:
    """The deals with these ids as they were before a moment, each with the span that says so as ``span``.

    By a constant number of questions; what the ``columns`` do not show is not read, without them everything is.
    """
    shown = None if columns is None else list(columns)
    without = ["description", "loss_comment"]
    if shown is not None and not any(one.key.startswith("custom.") for one in shown):
        without.append("custom")
    deals = deals_in_hand(ids, "company", "source", without=tuple(without))
    told = DealSpan.objects.on(ids, "deal_id__in").believed().filter(from_at__lt=until)
    spans = {span.deal_id: span for span in told.order_by("deal_id", "visit", "from_at", "pk")}
    owners = Person.objects.of(by).in_bulk({span.owner_id for span in spans.values() if span.owner_id})
    stages = Stage.objects.of(by).select_related("pipeline").in_bulk({span.stage_id for span in spans.values()})
    reasons = LossReason.objects.of(by).in_bulk({span.loss_reason_id for span in spans.values() if span.loss_reason_id})
    found = []
    for pk in ids:
        if pk in deals and pk in spans and spans[pk].stage_id in stages:
            span = spans[pk]
            stage, reason = stages[span.stage_id], reasons.get(span.loss_reason_id)
            found.append(_as_it_was(deals[pk], span, stage, owners.get(span.owner_id), reason, until))
    return found


def _as_it_was(
    deal: Any, span: DealSpan, stage: Stage, owner: Person | None, reason: LossReason | None, until: datetime
) -> Any:
    """The deal in hand with the facts of that time; it is only ever shown."""
    for name in ("status", "value", "currency", "odds", "expected_close_on", "mrr", "forecast_category"):
        setattr(deal, name, getattr(span, name))
    deal.stage, deal.pipeline, deal.owner, deal.loss_reason = stage, stage.pipeline, owner, reason
    is_closed, closed_at = span.status in CLOSED, deal.closed_at
    known = closed_at is not None and closed_at < until
    deal.closed_at = (closed_at if known else span.from_at) if is_closed else None
    deal.stage_entered_at, deal.span = span.entered_at, span
    return deal
