"""Mails reports as time goes by: begins the letters of a day, and sends what is due through the outbox."""

from datetime import timedelta

from penstock.journal.reactions import recurring
from penstock.mailings.letters import send
from penstock.mailings.models import MailingLetter, MailingReader
from penstock.metrics.keeping import NotReady
from penstock.notifications.making import is_mailed
from penstock.notifications.outbox import send_due
from penstock.notifications.regular import begin
from penstock.reports.registry import REPORTS
from penstock.workspaces.actor import Actor


@recurring("mailings.schedules", timedelta(minutes=1))
def begin_letters(by: Actor) -> bool:
    """Put into the outbox what is due by the clock of each reader; whether there was anything."""
    rows = MailingReader.objects.on(by.workspace).filter(mailing__stopped_at__isnull=True)
    related = rows.select_related("mailing", "person__workspace", "person__user")
    begun = [begin(MailingLetter, row.mailing, row.person, mailing=row.mailing) for row in related]
    return any(begun)


@recurring("mailings.letters", timedelta(seconds=20), apart=True)
def send_letters(by: Actor) -> bool:
    """Send what is due; whether there was anything."""
    return send_due(MailingLetter, deliver, by)


def deliver(letter: MailingLetter) -> bool:
    """Send the report as its reader would see it now; False where they do not get it any more."""
    person, mailing = letter.person, letter.mailing
    gets = MailingReader.objects.on(mailing).filter(person=person).exists()
    if mailing.stopped_at or mailing.report not in REPORTS or not (gets and person.is_active and is_mailed(person)):
        return False
    try:
        send(person, mailing)
    except NotReady as wait:
        raise RuntimeError("the numbers are being prepared") from wait
    return True
