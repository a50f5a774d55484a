"""The verbs of the letterhead."""

from penstock.letterhead.actions.set_letterhead import set_letterhead

__all__ = ["set_letterhead"]
