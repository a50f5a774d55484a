"""Start or resume an import in the background."""

from django.db import transaction
from django.utils.translation import gettext as _

from penstock.common.actions import action
from penstock.common.errors import Refused
from penstock.imports.models import Import, ImportState
from penstock.imports.permissions import held_import
from penstock.workspaces.actor import Actor


@action
def start_import(one: Import, *, by: Actor, in_background: bool = True) -> Import:
    """Let the worker begin, or go on where it was stopped; twice is once."""
    held = held_import(one, by)
    if held.is_under_way:
        return held
    if not held.can_run:
        raise Refused(_("This import is %(state)s; it cannot be started.") % {"state": held.get_state_display()})
    held.state, held.stop_asked, held.message = ImportState.QUEUED, False, ""
    held.save(update_fields=["state", "stop_asked", "message"])
    if in_background:
        from penstock.imports.jobs import run_import_job

        transaction.on_commit(lambda: run_import_job.enqueue(held.pk, by.workspace_id, by.person_id))
    return held
