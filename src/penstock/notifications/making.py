"""Writes notifications down, and the mails that are to carry them: one mail for what comes within seconds."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from penstock.common import clock
from penstock.common.checks import plain
from penstock.notifications.models import Channel, Mail, MailState, Notification
from penstock.notifications.wishes import Wishes, wishes_of
from penstock.people.mail import mail_is_configured
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person

GATHERED = timedelta(seconds=20)
"""So long a mail waits for more of the same moment, such as a hundred deals given to somebody at once."""

CLOSING = timedelta(seconds=5)
"""Nothing is added to a mail that is about to go."""


class Telling(NamedTuple):
    """One thing that one person is to be told; ``key`` is the same whenever it is the same thing."""

    person_id: int
    kind: str
    key: str
    deal_id: int | None = None
    activity_id: int | None = None
    by_id: int | None = None
    text: str = ""
    path: str = ""


def write_down(tellings: Iterable[Telling], by: Actor) -> list[Notification]:
    """The notifications that are new, for people who can sign in; inside the caller's transaction."""
    told = list({(one.person_id, one.key): one for one in tellings}.values())
    people = Person.objects.on(by.workspace).filter(pk__in={one.person_id for one in told})
    listening = people.filter(deactivated_at__isnull=True, user__is_active=True).select_related("workspace", "user")
    wishes = wishes_of(listening)
    before = Notification.objects.on(by.workspace).filter(key__in={one.key for one in told})
    known = set(before.values_list("person_id", "key"))
    new = [one for one in told if one.person_id in wishes and (one.person_id, one.key) not in known]
    rows = [_row(one, wishes[one.person_id], by, clock.now()) for one in new]
    _put_into_mails(rows, wishes)
    return Notification.objects.insert(rows)


def is_mailed(person: Person) -> bool:
    """Whether somebody gets mail at all: where mail leaves the house, and never the made-up people of a demo."""
    signs_in = person.user is not None and person.user.is_active
    return signs_in and mail_is_configured() and not person.workspace.is_demo


def _row(one: Telling, wishes: Wishes, by: Actor, now: datetime) -> Notification:
    channel = wishes.channel(one.kind) if is_mailed(wishes.person) else Channel.NONE
    told = one._replace(text=plain(one.text))._asdict()
    return Notification(workspace_id=by.workspace_id, made_at=now, channel=channel, **told)


def _put_into_mails(rows: list[Notification], wishes: dict[int, Wishes]) -> None:
    mails: dict[int, Mail] = {}
    for row in rows:
        if row.channel == Channel.AT_ONCE:
            mails[row.person_id] = row.mail = mails.get(row.person_id) or _mail(wishes[row.person_id])


def _mail(wishes: Wishes) -> Mail:
    """The mail that waits for this person already, else one that goes as soon as they may be disturbed."""
    person, now = wishes.person, clock.now()
    waiting = Mail.objects.on(person).filter(state=MailState.WAITING, day__isnull=True, attempts=0)
    found = waiting.filter(next_at__gt=now + CLOSING).order_by("next_at").first()
    if found is not None:
        return found
    mail = Mail(workspace_id=person.workspace_id, person=person, next_at=wishes.loud_from(now + GATHERED))
    mail.save()
    return mail
