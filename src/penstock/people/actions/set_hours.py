"""Set on which weekdays and in which hours the workspace works."""

from datetime import time

from django.utils.translation import gettext as _

from penstock.common.actions import action
from penstock.common.errors import Refused
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.people.events import HoursSet
from penstock.workspaces.actor import Actor
from penstock.workspaces.calendar import Window
from penstock.workspaces.models import WorkingHours


@action
def set_hours(hours: dict[int, Window], *, by: Actor) -> Event | None:
    """From now on these weekdays (0 is Monday) are worked, from and to; None when that is known so.

    An end at 0:00 is the day's own end. Refused without any working day: nothing would ever be due.
    """
    by.require_admin(_("Only an administrator may set the working hours."))
    _require_sound(hours)
    known = {row.weekday: (row.begins, row.ends) for row in WorkingHours.objects.of(by)}
    if known == hours:
        return None
    WorkingHours.objects.of(by).delete()
    rows = [WorkingHours(workspace=by.workspace, weekday=day, begins=a, ends=b) for day, (a, b) in hours.items()]
    WorkingHours.objects.insert(rows)
    told = {str(day): [str(begins), str(ends)] for day, (begins, ends) in sorted(hours.items())}
    return record(by, HoursSet(hours=told))[0]


def _require_sound(hours: dict[int, Window]) -> None:
    if not hours or not set(hours) <= set(range(7)):
        raise Refused(_("At least one day of the week is worked."))
    wrong = {f"ends_{day}": _("Work ends after it begins.") for day, (a, b) in hours.items() if b != time() and b <= a}
    if wrong:
        raise Refused(_("Work ends after it begins."), fields=wrong)
