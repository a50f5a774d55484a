"""The verbs of processes, a file each."""

from penstock.processes.actions.change_process import change_process, hand_over_process
from penstock.processes.actions.define_kinds import (
    change_process_kind,
    define_process_kind,
    reorder_process_kinds,
    restore_process_kind,
    retire_process_kind,
)
from penstock.processes.actions.define_stages import (
    add_process_stage,
    change_process_stage,
    reorder_process_stages,
    restore_process_stage,
    retire_process_stage,
)
from penstock.processes.actions.move_process import move_process
from penstock.processes.actions.remove_process import remove_process, restore_process
from penstock.processes.actions.start_process import start_process
from penstock.processes.actions.undo_process_change import undo_process_change

__all__ = [
    "add_process_stage",
    "change_process",
    "change_process_kind",
    "change_process_stage",
    "define_process_kind",
    "hand_over_process",
    "move_process",
    "remove_process",
    "reorder_process_kinds",
    "reorder_process_stages",
    "restore_process",
    "restore_process_kind",
    "restore_process_stage",
    "retire_process_kind",
    "retire_process_stage",
    "start_process",
    "undo_process_change",
]
