"""The verbs of keeping clean."""

from penstock.hygiene.actions.break_up import close_unanswered, note_answer, send_break_up
from penstock.hygiene.actions.clean import begin_cleaning, complete_cleaning, plan_cleaning
from penstock.hygiene.actions.irrelevant import mark_irrelevant, mark_relevant
from penstock.hygiene.actions.keep import check_contact, keep_deal

__all__ = [
    "begin_cleaning",
    "check_contact",
    "close_unanswered",
    "complete_cleaning",
    "keep_deal",
    "mark_irrelevant",
    "mark_relevant",
    "note_answer",
    "plan_cleaning",
    "send_break_up",
]
