"""The verbs of a review."""

from penstock.reviews.actions.decide_on_deal import decide_on_deal
from penstock.reviews.actions.hold_review import begin_review, end_review, say_who_is_there

__all__ = ["begin_review", "decide_on_deal", "end_review", "say_who_is_there"]
