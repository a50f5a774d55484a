"""Mail about notifications: begun when a digest is due, claimed, sent outside any transaction, and then marked.

A mail is claimed by counting the attempt and putting its next one off. Whoever is killed after that has either sent it
or not: it goes again when the pause is over, so a crash repeats one mail at most and loses none.
"""

import logging
from datetime import datetime, timedelta

from django.db import transaction

from penstock.common import clock
from penstock.journal.reactions import recurring
from penstock.notifications.letters import send
from penstock.notifications.making import is_mailed
from penstock.notifications.models import Channel, Mail, MailState, Notification
from penstock.notifications.queries import notifications_for
from penstock.notifications.quiet import due_digest
from penstock.notifications.wishes import Wishes, wishes_of
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person

log = logging.getLogger("penstock.mail")
FIRST_PAUSE, ATTEMPTS = timedelta(minutes=1), 6
"""After a failure a minute, then five times as long each time (13 hours in all), then it is given up."""

AT_ONCE = 20


@recurring("notifications.digests", timedelta(minutes=1))
def begin_digests(by: Actor) -> bool:
    """Put what waits for somebody's digest into today's, once its hour has come; whether any began."""
    waiting = Notification.objects.on(by.workspace).unread().filter(channel=Channel.DIGEST, mail__isnull=True)
    people = Person.objects.on(by.workspace).filter(pk__in=waiting.order_by().values("person_id"))
    wishes = wishes_of(people.select_related("workspace", "user"))
    begun = [one for one in wishes.values() if _begin(one, clock.now(), by)]
    return bool(begun)


def _begin(wishes: Wishes, now: datetime, by: Actor) -> bool:
    person = wishes.person
    day = due_digest(now, person.zone, wishes.chosen.digest_at, wishes.calendar().is_working_day)
    if day is None or not is_mailed(person):
        return False
    with transaction.atomic():
        mail, is_new = Mail.objects.on(person).get_or_create(
            workspace_id=by.workspace_id, person=person, day=day, defaults={"next_at": now}
        )
        if not is_new:
            return False
        rows = Notification.objects.on(person).unread().filter(channel=Channel.DIGEST, mail__isnull=True)
        rows.update(mail=mail)
    return True


@recurring("notifications.mail", timedelta(seconds=2), apart=True)
def send_mails(by: Actor) -> bool:
    """Send what is due; whether there was anything. Runs beside the reactions: a mail server may be slow."""
    due = Mail.objects.on(by.workspace).filter(state=MailState.WAITING, next_at__lte=clock.now())
    found = list(due.order_by("next_at", "pk").values_list("pk", flat=True)[:AT_ONCE])
    for pk in found:
        _send(pk, by)
    return bool(found)


def _send(pk: int, by: Actor) -> None:
    mail = _claim(pk, by)
    if mail is None:
        return
    try:
        is_sent = deliver(mail)
    except Exception as error:
        log.warning("Mail %s could not be sent: %s", pk, error)
        _failed(mail, error, by)
        return
    state = MailState.SENT if is_sent else MailState.NEEDLESS
    Mail.objects.on(by.workspace).filter(pk=pk).update(state=state, sent_at=clock.now(), error="")


def _claim(pk: int, by: Actor) -> Mail | None:
    """The mail, for this worker alone, with the attempt counted before it is made."""
    with transaction.atomic():
        rows = Mail.objects.on(by.workspace).filter(pk=pk, state=MailState.WAITING, next_at__lte=clock.now())
        people = ("person__workspace", "person__role", "person__team", "person__user")
        mail: Mail | None = rows.select_related(*people).select_for_update(of=("self",)).first()
        if mail is None:
            return None
        mail.attempts += 1
        mail.next_at = clock.now() + FIRST_PAUSE * 5 ** (mail.attempts - 1)
        mail.save(update_fields=["attempts", "next_at"])
    return mail


def deliver(mail: Mail) -> bool:
    """Send what its person may still read and has not read; False where nothing is left to tell."""
    person = mail.person
    if not (person.is_active and is_mailed(person)):
        return False
    mine = notifications_for(Actor.of_person(person, "system")).filter(mail=mail, read_at__isnull=True)
    rows = list(mine.order_by("made_at", "pk"))
    if not rows:
        return False
    send(person, rows, is_digest=mail.day is not None)
    return True


def _failed(mail: Mail, error: Exception, by: Actor) -> None:
    told = f"{type(error).__name__}: {error}"[:1000]
    state = MailState.FAILED if mail.attempts >= ATTEMPTS else MailState.WAITING
    Mail.objects.on(by.workspace).filter(pk=mail.pk).update(error=told, state=state)
