"""The verbs of deals, a file each; every door calls these."""

from penstock.deals.actions.apply_rule_pack import apply_rule_pack
from penstock.deals.actions.approvals import answer_approval, ask_approval, withdraw_approval
from penstock.deals.actions.assign_deal import assign_deal
from penstock.deals.actions.change_deal import change_deal
from penstock.deals.actions.contacts import add_deal_contact, carry_contacts, remove_deal_contact
from penstock.deals.actions.draw_up_document import draw_up_document, put_forward_file
from penstock.deals.actions.ingest_deals import DealHistory, Step, ingest_deals
from penstock.deals.actions.move_deal import lose_deal, move_deal, reopen_deal, win_deal
from penstock.deals.actions.open_deal import open_deal
from penstock.deals.actions.people import add_deal_person, remove_deal_person
from penstock.deals.actions.remove_deal import remove_deal, restore_deal
from penstock.deals.actions.set_aside import bring_back, set_aside
from penstock.deals.actions.set_items import Line, carry_items, set_items
from penstock.deals.actions.set_stage_rules import set_stage_rules
from penstock.deals.actions.tag_deal import tag_deal
from penstock.deals.actions.undo_change import undo_change
from penstock.deals.actions.work_purposes import (
    add_work_purpose,
    change_work_purpose,
    restore_work_purpose,
    retire_work_purpose,
)

__all__ = [
    "DealHistory",
    "Line",
    "Step",
    "add_deal_contact",
    "add_deal_person",
    "add_work_purpose",
    "answer_approval",
    "apply_rule_pack",
    "ask_approval",
    "assign_deal",
    "bring_back",
    "carry_contacts",
    "carry_items",
    "change_deal",
    "change_work_purpose",
    "draw_up_document",
    "ingest_deals",
    "lose_deal",
    "move_deal",
    "open_deal",
    "put_forward_file",
    "remove_deal",
    "remove_deal_contact",
    "remove_deal_person",
    "reopen_deal",
    "restore_deal",
    "restore_work_purpose",
    "retire_work_purpose",
    "set_aside",
    "set_items",
    "set_stage_rules",
    "tag_deal",
    "undo_change",
    "win_deal",
    "withdraw_approval",
]
