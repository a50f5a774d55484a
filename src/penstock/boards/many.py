"""Doing one thing to many deals: each in its own right, with what was refused and why; for real, or as a rehearsal."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.http import QueryDict

from penstock.boards.models import BulkChange
from penstock.boards.verbs import VERBS, Values
from penstock.common.errors import Problem
from penstock.deals.actions import restore_deal, tag_deal, undo_change
from penstock.deals.events import DealRemoved, DealTagged
from penstock.deals.models import Deal, DealStatus
from penstock.deals.models.tags import Tag
from penstock.deals.queries import tags_of
from penstock.journal.models import Event
from penstock.workspaces.actor import Actor

AT_ONCE = 500
"""Up to this many deals change while the person waits; more go to the worker, in blocks of this size."""

MOST = 20_000


@dataclass
class Outcome:
    """What came of it: positions of the journal by deal, deals that were so already, sentences by deal."""

    done: dict[int, int] = field(default_factory=dict)
    same: list[int] = field(default_factory=list)
    refused: dict[int, str] = field(default_factory=dict)
    woken: int = 0
    """How many of those that changed were set aside and are worked again."""

    @property
    def reasons(self) -> dict[str, int]:
        """Why deals were refused, and how many for each reason."""
        counted: dict[str, int] = {}
        for sentence in self.refused.values():
            counted[sentence] = counted.get(sentence, 0) + 1
        return counted


class _TakenBack(Exception):
    """Ends a rehearsal, so that the database forgets it."""


def rehearse(verb: str, values: Values, deal_ids: list[int], by: Actor) -> Outcome:
    """What would come of it, found out by doing it and taking all of it back."""
    outcome = Outcome()
    try:
        with transaction.atomic():
            outcome = carry_out(verb, values, deal_ids, by)
            raise _TakenBack
    except _TakenBack:
        return outcome


def carry_out(verb: str, values: Values, deal_ids: list[int], by: Actor) -> Outcome:
    """Do it to each deal that the actor may see; what one deal refuses does not hold up the others."""
    outcome = Outcome()
    for deal in Deal.objects.of(by).filter(pk__in=deal_ids).select_related("workspace").order_by("pk"):
        try:
            with transaction.atomic():
                event = VERBS[verb].act(deal, values, by)
        except Problem as problem:
            outcome.refused[deal.pk] = problem.message
            continue
        if event is None:
            outcome.same.append(deal.pk)
        else:
            outcome.done[deal.pk] = event.position
            outcome.woken += event.data.get("changes", {}).get("status", [""])[0] == DealStatus.ASIDE
    return outcome


def take_back(done: Iterable[tuple[int, int]], by: Actor) -> Outcome:
    """Undo what was done to each deal; a deal that changed again since keeps its later change."""
    outcome = Outcome()
    pairs = list(done)
    events = Event.objects.on(by.workspace).filter(position__in=[position for _deal, position in pairs])
    found = {event.position: event for event in events}
    for deal_id, position in pairs:
        try:
            with transaction.atomic():
                event = _undo(found[position], deal_id, by)
        except Problem as problem:
            outcome.refused[deal_id] = problem.message
        else:
            if event is not None:
                outcome.done[deal_id] = event.position
    return outcome


def _undo(event: Event, deal_id: int, by: Actor) -> Event | None:
    deal = Deal(pk=deal_id, workspace=by.workspace)
    if event.kind == DealRemoved.kind:
        return restore_deal(deal, by=by)
    if event.kind == DealTagged.kind:
        return _untag(event, deal, by)
    return undo_change(deal, event.position, by=by)


def _untag(event: Event, deal: Deal, by: Actor) -> Event | None:
    """Take away the tags that were added, and stick on those that were taken away."""
    added, removed = set(event.data["added"]), event.data["removed"]
    kept = [tag.name for tag in tags_of(deal) if tag.pk not in added]
    return tag_deal(deal, [*kept, *Tag.objects.of(by).filter(pk__in=removed).values_list("name", flat=True)], by=by)


def as_form(values: dict[str, list[str]]) -> QueryDict:
    """The values of a change as the form that sent them."""
    params = QueryDict(mutable=True)
    for name, given in values.items():
        params.setlist(name, given)
    return params


def go_on(bulk: BulkChange, by: Actor) -> int:
    """Do the next block of a change; returns how many deals are still to be done."""
    block, rest = bulk.pending[:AT_ONCE], bulk.pending[AT_ONCE:]
    values = VERBS[bulk.verb].cleaned(as_form(bulk.values), by)
    if values is None:
        outcome: Any = Outcome(refused=dict.fromkeys(block, ""))
    else:
        outcome = carry_out(bulk.verb, values, block, by)
    bulk.pending = rest
    bulk.done = {**bulk.done, **{str(deal): position for deal, position in outcome.done.items()}}
    bulk.refused = {**bulk.refused, **{str(deal): sentence for deal, sentence in outcome.refused.items()}}
    bulk.save(update_fields=["pending", "done", "refused"])
    return len(rest)
