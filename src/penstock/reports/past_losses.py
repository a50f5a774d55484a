"""Which deals stood lost at the end of a past day: since when, whose, for which reason, worth what, by their spans."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import groupby

from django.db.models import Q

from penstock.common import clock
from penstock.common.among import among
from penstock.deals.models import DealSpan, DealStatus
from penstock.metrics.asked import Asked
from penstock.workspaces.actor import Actor


@dataclass(frozen=True)
class Lost:
    """A loss as it stood; ``stage_id`` is the stage that the deal was lost from, if it was in any."""

    since: datetime
    owner_id: int | None
    reason_id: int | None
    value: Decimal
    currency: str
    stage_id: int | None


def lost_then(deals: Collection[int], asked: Asked, by: Actor) -> dict[int, Lost]:
    """Those of some deals that stood lost when the day asked for ended and were lost within the period."""
    rows = DealSpan.objects.on(by.workspace).filter(deal_id__in=among(set(deals)))
    if asked.as_of:
        rows = rows.filter(from_at__lt=_end_of(asked.as_of, by))
    known = _end_of(asked.known_as_of, by) if asked.known_as_of else None
    rows = rows.filter(_known_before(known)) if known else rows.believed()
    ordered = rows.order_by("deal_id", "visit", "from_at", "pk")
    told = ((pk, _told(list(several))) for pk, several in groupby(ordered, lambda one: int(one.deal_id)))
    return {pk: one for pk, one in told if one and _is_within(one.since, asked, by)}


def _told(spans: list[DealSpan]) -> Lost | None:
    """The loss that a deal's story ends with, if it does."""
    last = spans[-1]
    if last.status != DealStatus.LOST:
        return None
    ended = next((place for place in range(len(spans), 0, -1) if spans[place - 1].status != DealStatus.LOST), 0)
    before = spans[ended - 1].stage_id if ended else None
    return Lost(spans[ended].from_at, last.owner_id, last.loss_reason_id, last.value, last.currency, before)


def _known_before(moment: datetime) -> Q:
    return Q(recorded_at__lt=moment) & (Q(superseded_at__isnull=True) | Q(superseded_at__gte=moment))


def _end_of(day: date, by: Actor) -> datetime:
    return clock.day_start(day + timedelta(days=1), by.zone)


def _is_within(moment: datetime, asked: Asked, by: Actor) -> bool:
    day, period = clock.day_of(moment, by.zone), asked.period
    return (period.from_on is None or day >= period.from_on) and (period.until_on is None or day < period.until_on)
