"""What customers said about the losses of a time, read once: stated and verified reason, value, seller, stage."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import F, Q
from django.http import QueryDict

from penstock.boards.filters import read_filters
from penstock.common import clock
from penstock.common.money import rounded
from penstock.deals.models import Deal, DealSpan, DealStatus
from penstock.losses.models import LossCheck, LossSurvey
from penstock.losses.queries import OTHER, SILENT
from penstock.metrics.asked import Asked
from penstock.pipelines.models import Stage
from penstock.reports.chance import Share
from penstock.reports.customers import DayRates
from penstock.reports.figures import Figures
from penstock.reports.past_losses import Lost, lost_then
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person

Reason = int | str | None
"""A loss reason’s id; another one, told in words; they would not say; or none was stated."""


@dataclass(frozen=True)
class Verified:
    """One loss about which a customer was asked and something noted; ``value`` is None where no rate is known."""

    deal_id: int
    owner: str | None
    stated: Reason
    verified: Reason
    value: Decimal | None
    stage: str | None = None

    @property
    def is_told(self) -> bool:
        """Whether they said anything."""
        return self.verified != SILENT

    @property
    def is_confirmed(self) -> bool:
        """Whether it is as stated."""
        return self.stated is not None and self.stated == self.verified


@dataclass(frozen=True)
class Checks:
    """All that was asked and said about the losses of a question; ``owners`` are those of the deals asked about."""

    said: Sequence[Verified]
    owners: Mapping[int, str | None]

    @property
    def asked(self) -> Counter[str | None]:
        """About how many losses of each owner somebody asked."""
        return Counter(self.owners.values())

    def confirmed(self, some: Iterable[Verified] | None = None) -> Share:
        """How many of those who told why told what was stated."""
        told = [one for one in (self.said if some is None else some) if one.is_told]
        return Share(sum(one.is_confirmed for one in told), len(told))


def checks_of(figures: Figures, listed: QueryDict) -> Checks:
    """What is known of the losses of a page’s question, of deals that the reader may read; ``listed`` is how the list
    has its filters.
    """
    by, asked = figures.by, figures.asked
    until, wanted = known_until(asked, by), _wanted(listed, by)
    if asked.as_of or asked.known_as_of:
        return _checks_then(figures, until, wanted)
    rows = LossCheck.objects.of(by).filter(_closed(asked, by), wanted, checked_at__gte=F("deal__closed_at"))
    rows = rows.filter(checked_at__lt=until).filter(Q(ended_at__isnull=True) | Q(ended_at__gte=until))
    links = LossSurvey.objects.of(by).filter(_closed(asked, by), wanted, made_at__gte=F("deal__closed_at"))
    links = links.filter(Q(revoked_at__isnull=True) | Q(revoked_at__gte=until), made_at__lt=until)
    said = _read(rows, by)
    owners = {one.deal_id: one.owner for one in said}
    owners |= dict(links.values_list("deal_id", "deal__owner__name"))
    return Checks(said, owners)


def _checks_then(figures: Figures, until: datetime, wanted: Q) -> Checks:
    """The same as of a past day: of the deals that stood lost when it ended, whatever became of them since."""
    by, asked = figures.by, figures.asked
    rows = LossCheck.objects.of(by).filter(wanted, checked_at__lt=until)
    rows = rows.filter(Q(ended_at__isnull=True) | Q(ended_at__gte=until))
    links = LossSurvey.objects.of(by).filter(wanted, made_at__lt=until)
    links = links.filter(Q(revoked_at__isnull=True) | Q(revoked_at__gte=until))
    found = list(rows.values_list("deal_id", "checked_at", "reason_id", "would_not_say"))
    made = list(links.values_list("deal_id", "made_at"))
    losses = lost_then({row[0] for row in (*found, *made)}, asked, by)
    people = dict(Person.objects.of(by).values_list("pk", "name"))
    stages, rates = dict(Stage.objects.of(by).values_list("pk", "name")), DayRates(by)
    said = [
        _verified(pk, losses[pk], reason or (SILENT if is_silent else OTHER), (people, stages), rates, by)
        for pk, at, reason, is_silent in found
        if pk in losses and at >= losses[pk].since
    ]
    owners = {one.deal_id: one.owner for one in said}
    owners |= {pk: people.get(losses[pk].owner_id or 0) for pk, at in made if pk in losses and at >= losses[pk].since}
    return Checks(said, owners)


def _verified(
    pk: int, lost: Lost, verified: Reason, names: tuple[dict[int, str], dict[int, str]], rates: DayRates, by: Actor
) -> Verified:
    people, stages = names
    rate = rates.rate(lost.currency, clock.day_of(lost.since, by.workspace.zone))
    worth = None if rate is None else rounded(lost.value * rate)
    owner, stage = people.get(lost.owner_id or 0), stages.get(lost.stage_id or 0)
    return Verified(pk, owner, lost.reason_id, verified, worth, stage)


def known_until(asked: Asked, by: Actor) -> datetime:
    """Nothing that was said later counts for a past day."""
    days = [day for day in (asked.as_of, asked.known_as_of) if day]
    return clock.day_start(min(days) + timedelta(days=1), by.zone) if days else clock.now() + timedelta(seconds=1)


def _closed(asked: Asked, by: Actor) -> Q:
    """Lost in the period and lost still."""
    question = Q(deal__status=DealStatus.LOST, deal__removed_at__isnull=True)
    period = asked.period
    if period.from_on:
        question &= Q(deal__closed_at__gte=clock.day_start(period.from_on, by.zone))
    if period.until_on:
        question &= Q(deal__closed_at__lt=clock.day_start(period.until_on, by.zone))
    return question & Q(deal__closed_at__lt=known_until(asked, by))


def _wanted(listed: QueryDict, by: Actor) -> Q:
    """Of deals that fit the page's filters, as the list has them."""
    filtering = read_filters(listed, by)
    if not filtering.conditions:
        return Q()
    return Q(deal__in=filtering.find(Deal.objects.of(by)).order_by().values("pk"))


def _read(rows: Any, by: Actor) -> list[Verified]:
    names = ("deal_id", "deal__owner__name", "deal__loss_reason_id", "reason_id", "would_not_say")
    found = list(rows.values_list(*names, "deal__value", "deal__currency", "deal__closed_at"))
    stages, rates = _left(rows, by), DayRates(by)
    told = []
    for deal_id, owner, stated, reason, is_silent, value, currency, closed_at in found:
        rate = rates.rate(currency, clock.day_of(closed_at, by.workspace.zone))
        verified = reason or (SILENT if is_silent else OTHER)
        worth = None if rate is None else rounded((value or Decimal(0)) * rate)
        told.append(Verified(deal_id, owner, stated, verified, worth, stages.get(deal_id)))
    return told


def _left(rows: Any, by: Actor) -> dict[int, str]:
    """The stage from which each deal was lost."""
    spans = DealSpan.objects.on(rows.values("deal_id"), "deal_id__in").believed()
    last = spans.filter(to_at=F("deal__closed_at")).exclude(status=DealStatus.LOST)
    names = dict(Stage.objects.of(by).values_list("pk", "name"))
    return {pk: names[stage] for pk, stage in last.order_by("from_at").values_list("deal_id", "stage_id")}
