"""Mail a report every day, week or month to people of the workspace, or do so otherwise."""

from collections.abc import Iterable
from datetime import time

from django.utils.translation import gettext as _

from penstock.common import clock
from penstock.common.actions import action
from penstock.common.errors import Refused
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.mailings.events import MailingScheduled
from penstock.mailings.models import Mailing, MailingReader
from penstock.mailings.permissions import require_change, require_reach
from penstock.metrics.filtering import Where
from penstock.metrics.relative import RELATIVE
from penstock.notifications.models import Rhythm
from penstock.reports.registry import REPORTS
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person


@action
def schedule_report(
    report: str,
    rhythm: str,
    *,
    by: Actor,
    readers: Iterable[Person] = (),
    at: time = time(8),
    period: str = "",
    where: Where = (),
) -> Mailing:
    """From now on so; ``where`` are filters as they are kept. The same once more is the same."""
    people = _checked(readers, rhythm, period, by)
    if report not in REPORTS:
        raise Refused(_("There is no such report."))
    row = Mailing(workspace=by.workspace, report=report, owner_id=by.person_id, where=[list(one) for one in where])
    for same in Mailing.objects.of(by).going().filter(report=report, owner_id=by.person_id, period=period):
        if same.where == row.where:
            _set(same, rhythm, at, period, people, by)
            return same
    _set(row, rhythm, at, period, people, by)
    return row


@action
def change_mailing(
    mailing: Mailing, rhythm: str, *, by: Actor, readers: Iterable[Person] = (), at: time = time(8), period: str = ""
) -> Event | None:
    """Another rhythm, hour, period or other readers; None when it is so already."""
    require_change(mailing, by)
    return _set(mailing, rhythm, at, period, _checked(readers, rhythm, period, by), by)


def _checked(readers: Iterable[Person], rhythm: str, period: str, by: Actor) -> set[int]:
    people = {one.pk for one in readers}
    require_reach(people, by)
    if rhythm not in Rhythm.values:
        raise Refused(_("Choose how often."), fields={"rhythm": _("Choose how often.")})
    if period and period not in RELATIVE:
        raise Refused(_("Choose a period."), fields={"period": _("Choose a period.")})
    if not people or Person.objects.on(by.workspace).filter(pk__in=people).count() < len(people):
        raise Refused(_("Choose who gets it."), fields={"readers": _("Choose who gets it.")})
    return people


def _set(row: Mailing, rhythm: str, at: time, period: str, people: set[int], by: Actor) -> Event | None:
    same = row.pk and (row.rhythm, row.at, row.period) == (rhythm, at, period)
    if same and {one.person_id for one in MailingReader.objects.on(row)} == people:
        return None
    row.rhythm, row.at, row.period, row.set_at = rhythm, at, period, clock.now()
    row.save()
    MailingReader.objects.on(row).delete()
    MailingReader.objects.insert(
        [MailingReader(workspace=by.workspace, mailing=row, person_id=pk) for pk in sorted(people)]
    )
    event = MailingScheduled(mailing_id=row.pk, report=row.report, rhythm=rhythm, member_ids=sorted(people))
    return record(by, event)[0]
