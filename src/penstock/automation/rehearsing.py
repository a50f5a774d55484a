"""A dry run against the journal: what an automation would have run on in the last days, if it had been there.

Events are those that happened then. Conditions are asked of the deals as they were at that moment, where their history
knows it; the others of the deals as they are today, and the page says which.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Q

from penstock.automation.moments import due_on
from penstock.automation.rules import Rule
from penstock.automation.then import fitting_then, is_known_then
from penstock.boards.filters import Condition
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
    """How often it would have run, and the latest of these times; which conditions the history could not judge."""

    count: int
    latest: list[Hit]
    deals: int
    days: int = DAYS
    as_of_today: tuple[str, ...] = ()


def rehearse(rule: Rule, days: int = DAYS, *, reader: Actor | None = None) -> Rehearsal:
    """What the rule would have run on in the last days: deals that its owner may read, and whoever reads this too."""
    since = clock.now() - timedelta(days=days)
    found = sorted(_days(rule, days) if rule.trigger.is_moment else _events(rule, since), reverse=True)
    then = [one for one in rule.filtering.conditions if is_known_then(one)]
    today = [one for one in rule.filtering.conditions if not is_known_then(one)]
    fitting = _fitting(rule, today, {deal_id for _at, deal_id in found}, reader or rule.by)
    fitted = fitting_then((one for one in found if one[1] in fitting), then, rule.by)
    hits = [one for one in found if one in fitted]
    shown = hits[:SHOWN]
    deals = Deal.objects.of(rule.by).select_related("stage", "owner", "company").in_bulk({pk for _at, pk in shown})
    told = tuple(str(one.filter.label) for one in today)
    return Rehearsal(len(hits), [Hit(at, deals[pk]) for at, pk in shown], len({pk for _at, pk in hits}), days, told)


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


def _fitting(rule: Rule, conditions: list[Condition], ids: set[int], reader: Actor) -> set[int]:
    """Those of the deals that may be read by both and fit these conditions now."""
    question, ordered, fitting = Q(), sorted(ids), set()
    for one in conditions:
        question &= one.question
    for start in range(0, len(ordered), BLOCK):
        theirs = Deal.objects.of(reader).filter(pk__in=ordered[start : start + BLOCK]).values("pk")
        fitting |= set(Deal.objects.of(rule.by).filter(question, pk__in=theirs).values_list("pk", flat=True))
    return fitting
