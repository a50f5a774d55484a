"""What can be done about the reasons of losses."""

from penstock.losses.actions.ask_why import answer_survey, ask_why, revoke_link
from penstock.losses.actions.plan_asking import plan_asking, set_wordings
from penstock.losses.actions.verify_loss import Said, take_back_verification, verify_loss

__all__ = [
    "Said",
    "answer_survey",
    "ask_why",
    "plan_asking",
    "revoke_link",
    "set_wordings",
    "take_back_verification",
    "verify_loss",
]
