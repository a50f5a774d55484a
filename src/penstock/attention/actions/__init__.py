"""The verbs of attention, a file each."""

from penstock.attention.actions.accelerate_deal import accelerate_deal
from penstock.attention.actions.block_deal import block_deal, unblock_deal
from penstock.attention.actions.learn_norms import learn_norms
from penstock.attention.actions.set_contact_norm import set_contact_norm
from penstock.attention.actions.set_stage_limit import set_stage_limit

__all__ = [
    "accelerate_deal",
    "block_deal",
    "learn_norms",
    "set_contact_norm",
    "set_stage_limit",
    "unblock_deal",
]
