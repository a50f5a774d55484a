"""Take a file out of sight, and bring it back."""

from typing import Any

from django.utils.translation import gettext as _

from penstock.activities.events import FileRemoved, FileRestored, about
from penstock.activities.models import Attachment
from penstock.activities.queries import removed_files
from penstock.common import clock
from penstock.common.actions import action
from penstock.common.errors import NotPermitted
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.workspaces.actor import Actor


@action
def remove_file(attachment: Attachment, *, by: Actor) -> Event:
    """The file leaves its record; its bytes stay, so that it can come back."""
    held = _changeable(Attachment.objects.of(by), attachment, by)
    held.removed_at = clock.now()
    held.save(update_fields=["removed_at"])
    return record(by, FileRemoved(attachment_id=held.pk, **about(held)))[0]


@action
def restore_file(attachment: Attachment, *, by: Actor) -> Event | None:
    """The file is back; None when it was not removed."""
    if Attachment.objects.of(by).filter(pk=attachment.pk).exists():
        return None
    held = _changeable(removed_files(by), attachment, by)
    held.removed_at = None
    held.save(update_fields=["removed_at"])
    return record(by, FileRestored(attachment_id=held.pk, **about(held)))[0]


def _changeable(rows: Any, attachment: Attachment, by: Actor) -> Attachment:
    """The file among these, locked; who may change the record may change what hangs on it."""
    held: Attachment | None = rows.select_for_update(of=("self",)).filter(pk=attachment.pk).first()
    if held is None:
        raise NotPermitted(_("This file does not exist or you may not see it."))
    on = held.deal or held.company or held.contact
    by.require_write(on.owner_id if on else None, _("You may read this file but not change it."))
    return held
