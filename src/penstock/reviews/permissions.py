"""Who may write a review up: who is there, who leads it, and who may change what the leader does."""

from django.utils.translation import gettext as _

from penstock.common.errors import NotPermitted, Refused
from penstock.reviews.models import Attendance, Review
from penstock.workspaces.actor import Actor


def may_write_up(review: Review, by: Actor) -> bool:
    """Whether somebody may say what was decided, and who was there."""
    if not by.may_write or review.workspace_id != by.workspace_id:
        return False
    if by.may_write_for(review.leader_id):
        return True
    return by.person_id is not None and Attendance.objects.on(review).filter(person_id=by.person_id).exists()


def hold(review: Review, by: Actor) -> Review:
    """The review as it is now, locked; raises unless it goes on and one may write it up."""
    held: Review | None = Review.objects.of(by).select_for_update(of=("self",)).filter(pk=review.pk).first()
    if held is None or not may_write_up(held, by):
        raise NotPermitted(_("Only who is at this review may write it up."))
    if held.ended_at is not None:
        raise Refused(_("This review is over; its minutes stay as they are."))
    return held
