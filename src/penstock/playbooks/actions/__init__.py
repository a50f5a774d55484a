"""The verbs of playbooks, a file each."""

from penstock.playbooks.actions.agree_terms import agree_terms
from penstock.playbooks.actions.entries import (
    add_playbook_entry,
    change_playbook_entry,
    reorder_playbook_entries,
    restore_playbook_entry,
    retire_playbook_entry,
)
from penstock.playbooks.actions.findings import (
    end_objection,
    find_need,
    meet_objection,
    remove_finding,
    restore_finding,
)
from penstock.playbooks.actions.set_stage_guide import set_stage_guide
from penstock.playbooks.actions.tick_item import tick_item, untick_item
from penstock.playbooks.actions.use_script import use_script
from penstock.playbooks.actions.write_script import write_script

__all__ = [
    "add_playbook_entry",
    "agree_terms",
    "change_playbook_entry",
    "end_objection",
    "find_need",
    "meet_objection",
    "remove_finding",
    "reorder_playbook_entries",
    "restore_finding",
    "restore_playbook_entry",
    "retire_playbook_entry",
    "set_stage_guide",
    "tick_item",
    "untick_item",
    "use_script",
    "write_script",
]
