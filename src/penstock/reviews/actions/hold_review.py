"""Begin a review of the pipeline, say who is there, and end it."""

from collections.abc import Collection
from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _

from penstock.activities.actions import plan_activity
from penstock.activities.forms import moment_of
from penstock.activities.models import ActivityKind
from penstock.common import clock
from penstock.common.actions import action
from penstock.common.errors import NotPermitted, Refused
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.reviews.events import ReviewAttended, ReviewBegan, ReviewEnded
from penstock.reviews.models import Attendance, Review
from penstock.reviews.permissions import hold
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person

LONGEST = 1000


@action
def begin_review(asked: str = "", *, by: Actor) -> Review:
    """A review of what the report's address asks for; one of the same that the asker leads goes on."""
    if not by.may_write or by.person is None:
        raise NotPermitted(_("You may read the pipeline but not hold a review of it."))
    if len(asked) > LONGEST:
        raise Refused(_("So many filters cannot be kept with a review; choose fewer."))
    going = Review.objects.of(by).filter(leader=by.person, asked=asked, ended_at=None)
    found: Review | None = going.order_by("-pk").first()
    if found is not None:
        return found
    review = Review(workspace=by.workspace, asked=asked, leader=by.person, began_at=clock.now())
    review.save()
    Attendance.objects.insert([Attendance(workspace=by.workspace, review=review, person=by.person)])
    record(by, ReviewBegan(review_id=review.pk))
    return review


@action
def say_who_is_there(review: Review, people: Collection[Person], *, by: Actor) -> Event | None:
    """These and nobody else are at the review; None when it is said so already."""
    held = hold(review, by)
    known = Person.objects.of(by).filter(pk__in=[one.pk for one in people])
    wanted = {one.pk: one for one in known}
    present = set(Attendance.objects.on(held).values_list("person_id", flat=True))
    if present == set(wanted):
        return None
    Attendance.objects.on(held).exclude(person_id__in=wanted).delete()
    new = [
        Attendance(workspace=by.workspace, review=held, person=one) for pk, one in wanted.items() if pk not in present
    ]
    Attendance.objects.insert(new)
    return record(by, ReviewAttended(review_id=held.pk, member_ids=sorted(wanted)))[0]


@action
def end_review(review: Review, *, by: Actor, next_on: date | None = None) -> Event | None:
    """The review is over, and its leader has a task for the next one on that day; None when it is over already."""
    found = Review.objects.of(by).filter(pk=review.pk, ended_at__isnull=False)
    if found.exists():
        return None
    held = hold(review, by)
    held.ended_at = clock.now()
    held.save(update_fields=["ended_at"])
    if next_on is not None:
        _plan_next(held.leader or by.person, next_on, by)
    return record(by, ReviewEnded(review_id=held.pk))[0]


def _plan_next(leader: Person | None, on: date, by: Actor) -> None:
    """A task that reminds of itself; a day that is past asks for nothing."""
    if on <= clock.day_of(clock.now(), by.workspace.zone):
        sentence = _("Choose a day to come for the next review.")
        raise Refused(sentence, fields={"next_on": sentence})
    due_at, is_all_day = moment_of(on, None, leader.zone if leader else by.workspace.zone)
    with translation.override(by.workspace.language):
        words = _("Hold the pipeline review")
    plan_activity(ActivityKind.TASK, words, by=by, owner=leader, due_at=due_at, is_all_day=is_all_day)
