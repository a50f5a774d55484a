"""Put a file on a deal, company or contact."""

from typing import Any

from django.core.files.base import File

from penstock.activities.checks import checked_fields
from penstock.activities.events import FileAttached, about
from penstock.activities.files import checked_name, content_type, keep, require_size
from penstock.activities.models import Attachment
from penstock.activities.permissions import checked_about, require_one_record
from penstock.common import clock
from penstock.common.actions import action
from penstock.deals.models import WorkPurpose
from penstock.journal.recording import record
from penstock.workspaces.actor import Actor


@action
def attach_file(
    content: "File[bytes]", name: str, *, by: Actor, purpose: WorkPurpose | None = None, **about_: Any
) -> Attachment:
    """Keep a file on a ``deal``, ``company`` or ``contact``; its bytes are stored as they are and never looked into.

    ``purpose`` says what sort of document it is.
    """
    require_one_record(about_)
    checked = checked_about(about_, by) | checked_fields({"purpose": purpose}, by)
    require_size(content.size)
    shown = checked_name(name)
    attachment = Attachment(
        workspace=by.workspace,
        name=shown,
        size=content.size,
        content_type=content_type(shown),
        stored_as=keep(content),
        uploaded_by=by.person,
        uploaded_at=clock.now(),
        **checked,
    )
    attachment.save()
    record(by, FileAttached(attachment_id=attachment.pk, **about(attachment), size=attachment.size))
    return attachment
