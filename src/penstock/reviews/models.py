"""Reviews of the pipeline, who was there, and what was decided on each deal."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from penstock.activities.models import Activity
from penstock.common.managers import ScopedQuerySet, scoped
from penstock.common.models import WorkspaceRecord
from penstock.deals.models import Deal
from penstock.deals.models.people import DealPartQuerySet
from penstock.workspaces.models import Person


class ReviewQuerySet(ScopedQuerySet):
    """Read by who was there, by who led it, and by whoever may read what the leader does."""

    def readable_by(self, actor: Any) -> Self:
        mine, people = self.filter(workspace_id=actor.workspace_id), actor.readable_people
        if people is None:
            return mine
        there = Attendance.objects.on(actor.workspace).filter(person_id=actor.person_id).values("review_id")
        return mine.filter(Q(leader__in=people) | Q(pk__in=there))


class Review(WorkspaceRecord):
    """One review: ``asked`` is what it was about, as the report's address has it; held until ``ended_at``."""

    asked = models.CharField(max_length=1000, blank=True)
    leader = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = scoped(ReviewQuerySet)

    class Meta(WorkspaceRecord.Meta):
        indexes = [models.Index(fields=["workspace", "-began_at"], name="review_began")]


class Attendance(WorkspaceRecord):
    """Somebody was at a review."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="+", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)

    class Meta(WorkspaceRecord.Meta):
        constraints = [models.UniqueConstraint(fields=["review", "person"], name="attendance_once")]
        indexes = [models.Index(fields=["workspace", "person"], name="attendance_person")]


class Decision(WorkspaceRecord):
    """What was decided on a deal: a task for somebody, that it rests until a day, or words alone."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="+", db_index=False)
    deal = models.ForeignKey(Deal, on_delete=models.CASCADE, related_name="+", db_index=False)
    text = models.CharField(max_length=300)
    task = models.ForeignKey(Activity, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    aside_until = models.DateField(null=True)
    made_at = models.DateTimeField()

    objects = scoped(DealPartQuerySet)

    class Meta(WorkspaceRecord.Meta):
        indexes = [
            models.Index(fields=["review"], name="decision_review"),
            models.Index(fields=["deal"], name="decision_deal"),
            models.Index(fields=["task"], name="decision_task", condition=Q(task__isnull=False)),
        ]
