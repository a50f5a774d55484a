"""Say a remark otherwise, or of other days."""

from datetime import date

from penstock.common.actions import action
from penstock.common.references import require_ours
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.targets.actions.add_remark import sound
from penstock.targets.events import RemarkChanged
from penstock.targets.models import Remark
from penstock.targets.reach import require_leading
from penstock.workspaces.actor import Actor


@action
def change_remark(remark: Remark, text: str, from_on: date, last_on: date | None = None, *, by: Actor) -> Event | None:
    """It says this now; None when it said so already."""
    require_leading(by)
    require_ours(by, Remark, [remark.pk])
    facts = sound(text, from_on, last_on)
    held = Remark.objects.of(by).select_for_update().get(pk=remark.pk)
    if all(getattr(held, name) == value for name, value in facts.items()):
        return None
    for name, value in facts.items():
        setattr(held, name, value)
    held.save()
    return record(by, RemarkChanged(remark_id=held.pk, **facts))[0]
