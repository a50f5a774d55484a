"""Mail about notifications: begun when a digest is due, and sent by the outbox."""

from datetime import datetime, timedelta

from django.db import transaction

from penstock.common import clock
from penstock.journal.reactions import recurring
from penstock.notifications.letters import send
from penstock.notifications.making import is_mailed
from penstock.notifications.models import Channel, Mail, Notification
from penstock.notifications.outbox import send_due
from penstock.notifications.queries import notifications_for
from penstock.notifications.quiet import due_digest
from penstock.notifications.wishes import Wishes, wishes_of
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person


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
    return send_due(Mail, deliver, by)


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
