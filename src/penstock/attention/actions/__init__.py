"""The verbs of attention, a file each."""

from penstock.attention.actions.block_deal import block_deal, unblock_deal
from penstock.attention.actions.learn_norms import learn_norms

__all__ = ["block_deal", "learn_norms", "unblock_deal"]
