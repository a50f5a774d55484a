"""Which of many events have to be looked at one by one: the others call for no run, and are told by a few queries."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils import translation

from penstock.automation.firing import acting, concerned, counts_from, held_because, versions_on
from penstock.automation.models import Version
from penstock.automation.moments import is_late
from penstock.automation.rules import Rule, read_rule
from penstock.common import clock
from penstock.common.among import among
from penstock.deals.models import Deal
from penstock.journal.models import Event
from penstock.workspaces.actor import Actor

FEW = 200


def sift(by: Actor, events: list[Event]) -> list[Event]:
    """Those of the events on which some automation may run, as their deals stand now."""
    kept = {position for one in versions_on(by) for position in _calling(one, events, by)}
    return [event for event in events if event.position in kept]


def _calling(version: Version, events: list[Event], by: Actor) -> Iterator[int]:
    """The positions of the events that call for a run of one automation, or for a word on why it does not run."""
    fits = concerned(version, by)
    waited_for = [event for event in events if fits(event)]
    dated = [event for event in events if counts_from(version, event)]
    if not waited_for and not dated:
        return
    actor = acting(version.automation)
    with translation.override(actor.language):
        rule = read_rule(version.rule, actor)
        is_held = bool(held_because(version, actor, rule))
    yield from _waited_for(rule, waited_for, is_held=is_held)
    yield from _dated(rule, dated, by)


def _waited_for(rule: Rule, events: list[Event], *, is_held: bool) -> Iterator[int]:
    """What another automation caused is looked at in any case: it may have to be stopped, fitting or not."""
    fitting = set() if is_held else _fitting(rule, {event.deal_id for event in events if event.deal_id is not None})
    for event in events:
        if is_held or event.caused_by is not None or event.deal_id in fitting:
            yield event.position


def _dated(rule: Rule, events: list[Event], by: Actor) -> Iterator[int]:
    """Those after which the deal's day has come or passed while its date is still ahead."""
    if not events or rule.when.problem:
        return
    today = clock.day_of(clock.now(), by.workspace.zone)
    question = _among({event.deal_id for event in events if event.deal_id is not None})
    late = {deal.pk for deal in Deal.objects.of(rule.by).filter(question) if is_late(deal, rule.when.values, today, by)}
    for event in events:
        if event.deal_id in late:
            yield event.position


def _fitting(rule: Rule, ids: set[int]) -> set[int]:
    """Those of the deals that the owner may read and that fit the conditions now."""
    deals = rule.filtering.apply(Deal.objects.of(rule.by).filter(_among(ids)))
    return set(deals.values_list("pk", flat=True))


def _among(ids: set[int]) -> Q:
    return Q(pk__in=ids if len(ids) <= FEW else among(sorted(ids)))
