"""The minutes of a review: what was decided, and what became of it; the next one begins with them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from penstock.common import clock
from penstock.reviews.models import Decision, Review
from penstock.ui import formats
from penstock.workspaces.actor import Actor

KEPT, LATE, OPEN, OVERDUE, DROPPED, RESTS, SAID = "kept", "late", "open", "overdue", "dropped", "rests", "said"
STATES = {
    KEPT: "done",
    LATE: "warning",
    OPEN: "open",
    OVERDUE: "overdue",
    DROPPED: "lost",
    RESTS: "aside",
    SAID: "info",
}
"""How each is marked."""
PROMISES = (KEPT, LATE, OPEN, OVERDUE, DROPPED)


@dataclass(frozen=True)
class Promise:
    """One decision, and what became of it up to a moment."""

    decision: Decision
    at: datetime

    @cached_property
    def fate(self) -> str:
        """Kept, kept late, still open, overdue, dropped; or that it rests, or was only said."""
        task = self.decision.task
        if self.decision.aside_until:
            return RESTS
        if task is None:
            return SAID
        if task.done_at is not None:
            return KEPT if task.due_at is None or task.done_at <= task.due_at else LATE
        if task.removed_at is not None:
            return DROPPED
        return OVERDUE if task.due_at is not None and task.due_at < self.at else OPEN

    @property
    def words(self) -> str:
        """The same in words."""
        return {
            KEPT: _("Kept"),
            LATE: _("Kept late"),
            OPEN: _("Still to be done"),
            OVERDUE: _("Not kept yet"),
            DROPPED: _("Dropped"),
            RESTS: _("Set aside"),
            SAID: _("Noted"),
        }[self.fate]

    @property
    def state(self) -> str:
        """How it is marked."""
        return STATES[self.fate]


def promises_of(review: Review, by: Actor) -> list[Promise]:
    """What was decided at a review, of deals that one may read."""
    rows = Decision.objects.of(by).filter(review=review).select_related("deal__stage", "task__owner", "task__workspace")
    now = clock.now()
    return [Promise(row, now) for row in rows.order_by("deal__stage__order", "pk")]


def review_before(review: Review, by: Actor) -> Review | None:
    """The last review of the same before this one."""
    rows = Review.objects.of(by).filter(asked=review.asked, began_at__lt=review.began_at)
    found: Review | None = rows.order_by("-began_at", "-pk").first()
    return found


def told(promises: Sequence[Promise]) -> str:
    """How many promises were kept, in a sentence; empty where nothing was promised."""
    counts = Counter(one.fate for one in promises if one.fate in PROMISES)
    whole = sum(counts.values())
    kept = counts[KEPT] + counts[LATE]
    words = ngettext("%(kept)s of %(whole)s promise kept", "%(kept)s of %(whole)s promises kept", whole)
    return words % {"kept": formats.number(kept), "whole": formats.number(whole)} if whole else ""
