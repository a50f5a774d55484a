"""Stop an import after the block it is at."""

from penstock.common.actions import action
from penstock.imports.models import Import, ImportState
from penstock.imports.permissions import held_import
from penstock.workspaces.actor import Actor


@action
def stop_import(one: Import, *, by: Actor) -> Import:
    """Ask a running import to stop; what it has brought in stays, and it can be resumed or undone."""
    held = held_import(one, by)
    if held.state in (ImportState.QUEUED, ImportState.RUNNING):
        held.stop_asked = True
        held.save(update_fields=["stop_asked"])
    return held
