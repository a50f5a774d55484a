"""A dry run against the journal: what an automation would have run on in the last days, if it had been there.

Events are those that happened then; conditions are asked of the deals as they are today, and the page says so.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from penstock.automation.moments import due_on
from penstock.automation.rules import Rule
from penstock.common import clock
from penstock.deals.models import Deal
from penstock.journal.models import Event
from penstock.workspaces.actor import Actor

DAYS, SHOWN, BLOCK = 90, 100, 500


class Told(NamedTuple):
    """What a trigger has to know of an event, read without the weight of a row."""

    kind: str
    data: dict[str, Any]
    occurred_at: datetime
    deal_id: int


@dataclass(frozen=True)
class Hit:
    """One time it would have run: when, and on which deal."""

    at: datetime
    deal: Deal


@dataclass(frozen=True)
class Rehearsal:
    """How often it would have run, and the latest of these times."""

    count: int
    latest: list[Hit]
    deals: int
    days: int = DAYS


def rehearse(rule: Rule, days: int = DAYS, *, reader: Actor | None = None) -> Rehearsal:
    """What the rule would have run on in the last days: deals that its owner may read, and whoever reads this too."""
    since = clock.now() - timedelta(days=days)
    found = sorted(_days(rule, days) if rule.trigger.is_moment else _events(rule, since), reverse=True)
    fitting = _fitting(rule, {deal_id for _at, deal_id in found}, reader or rule.by)
    hits = [(at, deal_id) for at, deal_id in found if deal_id in fitting]
    shown = hits[:SHOWN]
    deals = Deal.objects.of(rule.by).select_related("stage", "owner", "company").in_bulk({pk for _at, pk in shown})
    return Rehearsal(len(hits), [Hit(at, deals[pk]) for at, pk in shown], len({pk for _at, pk in hits}), days)


def _events(rule: Rule, since: datetime) -> Iterator[tuple[datetime, int]]:
    """What happened since, imported history too, but nothing that automation itself did."""
    rows = Event.objects.of(rule.by).filter(kind__in=rule.trigger.kinds, occurred_at__gte=since, deal_id__isnull=False)
    rows = rows.exclude(origin="automation").values_list("kind", "data", "occurred_at", "deal_id")
    fits = rule.trigger.sieve(rule.values, rule.by)
    for told in map(Told._make, rows.iterator(BLOCK)):
        if fits(told):
            yield told.occurred_at, told.deal_id


def _days(rule: Rule, days: int) -> Iterator[tuple[datetime, int]]:
    """The days that came, by the dates that the deals have today."""
    zone = rule.by.workspace.zone
    today = clock.day_of(clock.now(), zone)
    for back in range(days):
        day = today - timedelta(days=back)
        for deal_id, _since in due_on(day, rule.when.values, rule.by):
            yield clock.day_start(day, zone), deal_id


def _fitting(rule: Rule, ids: set[int], reader: Actor) -> set[int]:
    """Those of the deals that may be read by both and fit the conditions."""
    ordered, fitting = sorted(ids), set()
    for start in range(0, len(ordered), BLOCK):
        theirs = Deal.objects.of(reader).filter(pk__in=ordered[start : start + BLOCK]).values("pk")
        rows = Deal.objects.of(rule.by).filter(pk__in=theirs)
        fitting |= set(rule.filtering.apply(rows).values_list("pk", flat=True))
    return fitting
