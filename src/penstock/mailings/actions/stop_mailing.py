"""Mail a report no more, to anybody or to oneself; and take that back."""

from penstock.common import clock
from penstock.common.actions import action
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.mailings.events import MailingLeft, MailingResumed, MailingStopped
from penstock.mailings.models import Mailing, MailingReader
from penstock.mailings.permissions import require_change
from penstock.workspaces.actor import Actor


@action
def stop_mailing(mailing: Mailing, *, by: Actor) -> Event | None:
    """To nobody any more; None when it is so already."""
    require_change(mailing, by)
    if mailing.stopped_at:
        return None
    mailing.stopped_at = clock.now()
    mailing.save(update_fields=["stopped_at"])
    return record(by, MailingStopped(mailing_id=mailing.pk))[0]


@action
def resume_mailing(mailing: Mailing, *, by: Actor) -> Event | None:
    """Again, from now on; None when it was not stopped."""
    require_change(mailing, by)
    if mailing.stopped_at is None:
        return None
    mailing.stopped_at, mailing.set_at = None, clock.now()
    mailing.save(update_fields=["stopped_at", "set_at"])
    return record(by, MailingResumed(mailing_id=mailing.pk))[0]


@action
def leave_mailing(mailing: Mailing, *, by: Actor) -> Event | None:
    """Not to oneself any more; None where one does not get it."""
    gone, _tables = MailingReader.objects.on(mailing).filter(person_id=by.person_id).delete()
    if not gone:
        return None
    return record(by, MailingLeft(mailing_id=mailing.pk, member_id=by.person_id))[0]
