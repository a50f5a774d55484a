"""The verbs of playbooks, a file each."""

from penstock.playbooks.actions.add_ready_playbook import add_ready_playbook
from penstock.playbooks.actions.agree_terms import agree_terms
from penstock.playbooks.actions.assets import give_asset, renew_asset
from penstock.playbooks.actions.call_in_role import call_in_role, set_role_members
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
from penstock.playbooks.actions.follow_up import expect_reorder, open_follow_up
from penstock.playbooks.actions.hand_over_deal import (
    accept_handover,
    decline_handover,
    offer_handover,
    withdraw_handover,
)
from penstock.playbooks.actions.ingest_follow_ups import ingest_follow_ups
from penstock.playbooks.actions.ingest_uses import Found, Given, Talked, Use, ingest_uses
from penstock.playbooks.actions.set_stage_guide import set_stage_guide
from penstock.playbooks.actions.tick_item import tick_item, untick_item
from penstock.playbooks.actions.use_script import use_script
from penstock.playbooks.actions.write_script import write_script

__all__ = [
    "Found",
    "Given",
    "Talked",
    "Use",
    "accept_handover",
    "add_playbook_entry",
    "add_ready_playbook",
    "agree_terms",
    "call_in_role",
    "change_playbook_entry",
    "decline_handover",
    "end_objection",
    "expect_reorder",
    "find_need",
    "give_asset",
    "ingest_follow_ups",
    "ingest_uses",
    "meet_objection",
    "offer_handover",
    "open_follow_up",
    "remove_finding",
    "renew_asset",
    "reorder_playbook_entries",
    "restore_finding",
    "restore_playbook_entry",
    "retire_playbook_entry",
    "set_role_members",
    "set_stage_guide",
    "tick_item",
    "untick_item",
    "use_script",
    "withdraw_handover",
    "write_script",
]
