"""Running the reactions: follow the journal by cursor, step over what fails, try it again, park what keeps failing."""

import logging
import time
from datetime import timedelta

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Q

from penstock.common import clock
from penstock.journal.models import Event, ReactionCursor, ReactionTrouble
from penstock.journal.reactions import REACTIONS, RECURRING, Reaction, Recurring
from penstock.journal.recording import head
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Workspace

log = logging.getLogger("penstock.reactions")
BLOCK = 2_000
"""So many positions are looked through at once, and the cursor is kept at least as often."""

FIRST_PAUSE, ATTEMPTS = timedelta(seconds=5), 6
"""After a failure it waits 5 s, then five times as long each time (an hour in all), then it is parked."""

UNREACHABLE = (OperationalError, InterfaceError)
"""The database's own troubles say nothing about the event; the round ends and the next one begins where it stood."""


class Reacting:
    """One worker's rounds; it remembers how far it has looked, so that an idle journal costs a query a round.

    The looks that stand ``apart`` have rounds of their own.
    """

    def __init__(self, *, apart: bool = False) -> None:
        self.apart = apart
        self.seen: dict[tuple[str, int], int] = {}
        self.looked: dict[tuple[str, int], float] = {}

    def round(self) -> bool:
        """Everything that there is to do now, in every workspace; whether there was anything."""
        busy = [self._workspace(workspace) for workspace in Workspace.objects.order_by("pk")]
        return any(busy)

    def _workspace(self, workspace: Workspace) -> bool:
        by = Actor.system(workspace)
        did = [] if self.apart else [self._follow(one, by) for one in REACTIONS.values()]
        did += [self._look(one, by) for one in (TROUBLES, *RECURRING.values()) if one.is_apart == self.apart]
        return any(did)

    def _follow(self, reaction: Reaction, by: Actor) -> bool:
        key = (reaction.name, by.workspace_id)
        if self.seen.get(key) == by.workspace.journal_head:
            return False
        before = self.seen.get(key)
        self.seen[key] = follow(reaction, by, before)
        return self.seen[key] != before and before is not None

    def _look(self, one: Recurring, by: Actor) -> bool:
        key, now = (one.name, by.workspace_id), time.monotonic()
        if now - self.looked.get(key, float("-inf")) < one.every.total_seconds():
            return False
        self.looked[key] = now
        try:
            return one.look(by)
        except UNREACHABLE:
            raise
        except Exception:
            log.exception("%s failed", one.name)
            return False


def follow(reaction: Reaction, by: Actor, seen: int | None = None) -> int:
    """React to everything up to the journal's head; answers the position up to which there is nothing left.

    ``seen`` is how far an earlier call looked and found nothing. The head is read before what the workspace wants:
    whatever was set up before an event is then known when the event is looked at.
    """
    kept = cursor_of(reaction, by)
    position, until = max(kept, seen or 0), head(by.workspace)
    wanted = reaction.question(by)
    while position < until:
        upto = min(position + BLOCK, until) if wanted is not None else until
        for event in _events(reaction, by, position, upto, wanted):
            kept = position = _once(reaction, by, event)
        position = upto
    if position - kept >= BLOCK:
        _keep(reaction, by, position)
    return position


def _events(reaction: Reaction, by: Actor, after: int, upto: int, wanted: Q | None) -> list[Event]:
    if wanted is None:
        return []
    rows = Event.objects.of(by).filter(wanted, position__gt=after, position__lte=upto, kind__in=reaction.followed())
    found = list(rows.order_by("position"))
    return reaction.sift(by, found) if found and reaction.sift else found


def _once(reaction: Reaction, by: Actor, event: Event) -> int:
    """React to an event and move the cursor in one transaction; what fails is put aside for later."""
    try:
        with transaction.atomic():
            if _held(reaction, by).position < event.position:
                reaction.react(by, event)
                _keep(reaction, by, event.position)
    except UNREACHABLE:
        raise
    except Exception as error:
        log.exception("%s failed on event %s", reaction.name, event.position)
        with transaction.atomic():
            if _held(reaction, by).position < event.position:
                _put_aside(reaction, by, event, error)
                _keep(reaction, by, event.position)
    return event.position


def cursor_of(reaction: Reaction, by: Actor) -> int:
    """How far the reaction has come; a new one begins with what happens next, unless it knows what is too old."""
    rows = ReactionCursor.objects.of(by).filter(name=reaction.name)
    found = rows.values_list("position", flat=True).first()
    if found is not None:
        return int(found)
    with transaction.atomic():
        newest = Workspace.objects.select_for_update().get(pk=by.workspace_id).journal_head
        begins = 0 if reaction.begins_at_start else newest
        row, _is_new = rows.get_or_create(workspace=by.workspace, name=reaction.name, defaults={"position": begins})
    return int(row.position)


def _held(reaction: Reaction, by: Actor) -> ReactionCursor:
    """The cursor, locked: of two workers that hold the same event only one reacts to it."""
    return ReactionCursor.objects.of(by).select_for_update().get(name=reaction.name)


def _keep(reaction: Reaction, by: Actor, position: int) -> None:
    ReactionCursor.objects.of(by).filter(name=reaction.name, position__lt=position).update(position=position)


def _put_aside(reaction: Reaction, by: Actor, event: Event, error: Exception) -> None:
    trouble = ReactionTrouble(workspace=by.workspace, name=reaction.name, position=event.position)
    trouble.error, trouble.next_at = _words(error), clock.now() + FIRST_PAUSE
    trouble.save()


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:1000]


def retry_troubles(by: Actor) -> bool:
    """Try again what failed and has waited; whether there was anything."""
    due = ReactionTrouble.objects.of(by).filter(parked_at__isnull=True, next_at__lte=clock.now())
    found = list(due.filter(name__in=list(REACTIONS)).order_by("position")[:100])
    for trouble in found:
        _again(trouble, by)
    return bool(found)


def _again(trouble: ReactionTrouble, by: Actor) -> None:
    reaction = REACTIONS[trouble.name]
    mine = ReactionTrouble.objects.of(by).filter(pk=trouble.pk, parked_at__isnull=True)
    try:
        with transaction.atomic():
            if mine.select_for_update().first() is not None:
                reaction.react(by, Event.objects.of(by).get(position=trouble.position))
                mine.delete()
    except UNREACHABLE:
        raise
    except Exception as error:
        log.exception("%s failed again on event %s", trouble.name, trouble.position)
        _wait_or_park(trouble, error, by)


def _wait_or_park(trouble: ReactionTrouble, error: Exception, by: Actor) -> None:
    attempts, now = trouble.attempts + 1, clock.now()
    ReactionTrouble.objects.of(by).filter(pk=trouble.pk).update(
        attempts=attempts,
        error=_words(error),
        next_at=now + FIRST_PAUSE * 5 ** (attempts - 1),
        parked_at=now if attempts >= ATTEMPTS else None,
    )


def unpark(by: Actor) -> int:
    """Let everything that is parked be tried anew, from the first attempt on; returns how many."""
    parked = ReactionTrouble.objects.of(by).filter(parked_at__isnull=False)
    return int(parked.update(parked_at=None, attempts=1, next_at=clock.now()))


TROUBLES = Recurring("journal.troubles", timedelta(seconds=2), retry_troubles)
