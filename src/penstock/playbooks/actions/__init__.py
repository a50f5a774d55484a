"""The verbs of playbooks, a file each."""

from penstock.playbooks.actions.entries import (
    add_playbook_entry,
    change_playbook_entry,
    reorder_playbook_entries,
    restore_playbook_entry,
    retire_playbook_entry,
)
from penstock.playbooks.actions.tick_item import tick_item, untick_item

__all__ = [
    "add_playbook_entry",
    "change_playbook_entry",
    "reorder_playbook_entries",
    "restore_playbook_entry",
    "retire_playbook_entry",
    "tick_item",
    "untick_item",
]
