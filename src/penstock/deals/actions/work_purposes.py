"""The list of what work and documents are for: add a word, rename it, retire it, bring it back."""

from typing import Any

from django.utils.translation import gettext as _

from penstock.common import clock
from penstock.common.actions import action
from penstock.deals.events import WorkPurposeAdded, WorkPurposeChanged
from penstock.deals.models import WorkPurpose
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.pipelines.changing import checked_name, held, put
from penstock.workspaces.actor import Actor


@action
def add_work_purpose(name: str, *, by: Actor) -> WorkPurpose:
    """The word of this name: new, known, or retired and brought back."""
    by.require_admin(_("Only an administrator may change what work is for."))
    rows = WorkPurpose.objects.of(by)
    known = rows.filter(name__iexact=" ".join(name.split())).first()
    if known is not None:
        _set(known, {"retired_at": None}, by)
        return known
    purpose = WorkPurpose(workspace=by.workspace, name=checked_name(name, rows), order=rows.count())
    purpose.save()
    record(by, WorkPurposeAdded(purpose_id=purpose.pk))
    return purpose


@action
def change_work_purpose(purpose: WorkPurpose, name: str, *, by: Actor) -> Event | None:
    """Call it otherwise; None when it is called so."""
    row = held(purpose, by)
    return _set(row, {"name": checked_name(name, WorkPurpose.objects.of(by).exclude(pk=row.pk))}, by)


@action
def retire_work_purpose(purpose: WorkPurpose, *, by: Actor) -> Event | None:
    """Offer it no more; rules that ask for it are held until they are changed."""
    row = held(purpose, by)
    return None if row.retired_at else _set(row, {"retired_at": clock.now()}, by)


@action
def restore_work_purpose(purpose: WorkPurpose, *, by: Actor) -> Event | None:
    """Bring it back; None when it is in use."""
    return _set(held(purpose, by), {"retired_at": None}, by)


def _set(row: WorkPurpose, values: dict[str, Any], by: Actor) -> Event | None:
    changes = put(row, values)
    return record(by, WorkPurposeChanged(purpose_id=row.pk, changes=changes))[0] if changes else None
