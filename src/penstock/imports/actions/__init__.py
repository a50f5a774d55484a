"""The verbs of imports, a file each."""

from penstock.imports.actions.change_import import change_import, keep_mapping
from penstock.imports.actions.propose_import import propose_import
from penstock.imports.actions.start_import import start_import
from penstock.imports.actions.stop_import import stop_import
from penstock.imports.actions.undo_import import undo_import

__all__ = ["change_import", "keep_mapping", "propose_import", "start_import", "stop_import", "undo_import"]
