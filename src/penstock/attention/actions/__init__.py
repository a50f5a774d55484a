"""The verbs of attention, a file each."""

from penstock.attention.actions.learn_norms import learn_norms

__all__ = ["learn_norms"]
