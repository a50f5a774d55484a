"""Undo an import as a unit."""

from django.db import transaction
from django.utils.translation import gettext as _

from penstock.common.actions import action
from penstock.common.errors import Refused
from penstock.imports.models import Import, ImportState
from penstock.imports.permissions import held_import
from penstock.workspaces.actor import Actor


@action
def undo_import(one: Import, *, by: Actor, in_background: bool = True) -> Import:
    """Take back everything an import made and changed; nothing is destroyed, all of it goes out of sight."""
    held = held_import(one, by)
    if held.state in (ImportState.UNDOING, ImportState.UNDONE):
        return held
    if not held.can_undo:
        raise Refused(_("This import is %(state)s; there is nothing to undo.") % {"state": held.get_state_display()})
    held.state, held.message = ImportState.UNDOING, ""
    held.save(update_fields=["state", "message"])
    if in_background:
        from penstock.imports.jobs import undo_import_job

        transaction.on_commit(lambda: undo_import_job.enqueue(held.pk, by.workspace_id, by.person_id))
    return held
