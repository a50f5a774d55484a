"""The outbox: a letter is claimed, sent outside any transaction, and then marked.

A letter is claimed by counting the attempt and putting its next one off. Whoever is killed after that has either sent
it or not: it goes again when the pause is over, so a crash repeats one letter at most and loses none.
"""

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

from django.db import transaction

from penstock.common import clock
from penstock.notifications.models import Letter, MailState
from penstock.workspaces.actor import Actor

log = logging.getLogger("penstock.mail")
FIRST_PAUSE, ATTEMPTS = timedelta(minutes=1), 6
"""After a failure a minute, then five times as long each time (13 hours in all), then it is given up."""

AT_ONCE = 20

L = TypeVar("L", bound=Letter)


def send_due(kind: type[L], deliver: Callable[[L], bool], by: Actor) -> bool:
    """Deliver what is due of a kind of letters; whether there was anything. ``deliver`` says if there was need."""
    due = kind.objects.on(by.workspace).filter(state=MailState.WAITING, next_at__lte=clock.now())
    found = list(due.order_by("next_at", "pk").values_list("pk", flat=True)[:AT_ONCE])
    for pk in found:
        _send(kind, pk, deliver, by)
    return bool(found)


def _send(kind: type[L], pk: int, deliver: Callable[[L], bool], by: Actor) -> None:
    letter = _claim(kind, pk, by)
    if letter is None:
        return
    try:
        is_sent = deliver(letter)
    except Exception as error:
        log.warning("%s %s could not be sent: %s", kind.__name__, pk, error)
        _failed(kind, letter, error, by)
        return
    state = MailState.SENT if is_sent else MailState.NEEDLESS
    kind.objects.on(by.workspace).filter(pk=pk).update(state=state, sent_at=clock.now(), error="")


def _claim(kind: type[L], pk: int, by: Actor) -> L | None:
    """The letter, for this worker alone, with the attempt counted before it is made."""
    with transaction.atomic():
        rows = kind.objects.on(by.workspace).filter(pk=pk, state=MailState.WAITING, next_at__lte=clock.now())
        people = ("person__workspace", "person__role", "person__team", "person__user")
        letter: L | None = rows.select_related(*people).select_for_update(of=("self",)).first()
        if letter is None:
            return None
        letter.attempts += 1
        letter.next_at = clock.now() + FIRST_PAUSE * 5 ** (letter.attempts - 1)
        letter.save(update_fields=["attempts", "next_at"])
    return letter


def _failed(kind: type[L], letter: L, error: Exception, by: Actor) -> None:
    told = f"{type(error).__name__}: {error}"[:1000]
    state = MailState.FAILED if letter.attempts >= ATTEMPTS else MailState.WAITING
    kind.objects.on(by.workspace).filter(pk=letter.pk).update(error=told, state=state)
