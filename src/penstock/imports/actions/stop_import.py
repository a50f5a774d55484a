"""Stop an import after the block it is at."""

from penstock.common.actions import action
from penstock.imports.models import Import, ImportState
from penstock.imports.permissions import held_import
from penstock.workspaces.actor import Actor


@action
def stop_import(one: Import, *, by: Actor) -> Import:
    """Ask a running import to stop; what it has brought in stays, and it can be resumed or undone.

    Asked again it counts as stopped: whoever ran it may have been killed, and if not, it will not get any further.
    """
    held = held_import(one, by)
    if held.state in (ImportState.QUEUED, ImportState.RUNNING):
        held.state = ImportState.STOPPED if held.stop_asked else held.state
        held.stop_asked = not held.stop_asked
        held.save(update_fields=["stop_asked", "state"])
    return held
