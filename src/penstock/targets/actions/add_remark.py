"""Write down what happens outside and tells upon sales."""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from penstock.common.actions import action
from penstock.common.errors import Refused
from penstock.journal.recording import record
from penstock.targets.events import RemarkAdded
from penstock.targets.models import Remark
from penstock.targets.reach import require_leading
from penstock.workspaces.actor import Actor

LONGEST = 200
EARLIEST, LATEST = date(1950, 1, 1), date(2200, 1, 1)


@action
def add_remark(text: str, from_on: date, last_on: date | None = None, *, by: Actor) -> Remark:
    """This happens on a day, or from one day to another; the same twice is one. Who may set targets may."""
    require_leading(by)
    facts = sound(text, from_on, last_on)
    known = Remark.objects.of(by).filter(**facts).first()
    if known is not None:
        return known
    row = Remark(workspace=by.workspace, written_by_id=by.person_id, **facts)
    row.save()
    record(by, RemarkAdded(remark_id=row.pk, **facts))
    return row


def sound(text: str, from_on: date, last_on: date | None) -> dict[str, Any]:
    """What a remark holds; raises Refused, each mistake at its field."""
    said, last, wrong = " ".join(text.split()), last_on or from_on, {}
    if not 0 < len(said) <= LONGEST or "\0" in said:
        wrong["text"] = _("Say what happens, in up to 200 letters.")
    if last < from_on:
        wrong["last_on"] = _("The last day does not come before the first.")
    if not EARLIEST <= from_on < LATEST or not last < LATEST:
        wrong["from_on"] = _("The day lies too far away.")
    if wrong:
        raise Refused(" ".join(wrong.values()), fields=wrong)
    return {"text": said, "from_on": from_on, "until_on": last + timedelta(days=1)}
