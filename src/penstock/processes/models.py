"""A process beside a deal, and its stays in the stages of its kind."""

from datetime import date
from typing import Any, Self

from django.db import models

from penstock.common import clock
from penstock.common.managers import scoped
from penstock.common.models import WorkspaceRecord
from penstock.deals.models import Deal, ProcessKind, ProcessStage, ProcessStageKind
from penstock.deals.models.people import DealPartQuerySet
from penstock.workspaces.models import Person

LONGEST_NOTE = 10_000


class ProcessQuerySet(DealPartQuerySet):
    """Processes are read by who may read their deals; removed ones are out of sight."""

    def readable_by(self, actor: Any) -> Self:
        return super().readable_by(actor).filter(removed_at__isnull=True)

    def open(self) -> Self:
        """Those that are being worked."""
        return self.filter(status=ProcessStageKind.OPEN)

    def late(self, today: date) -> Self:
        """Open ones whose day has passed: their own, or the one by which they should have left their stage."""
        return self.open().filter(next_on__lt=today)


class Process(WorkspaceRecord):
    """A piece of work beside a deal; ``status`` is the kind of its stage.

    ``due_on`` is the day by which all of it should be done, ``stage_due_on`` the one by which it should leave its
    stage, as the stage expected it when it was entered; ``next_on`` is the earlier of both.
    """

    process_kind = models.ForeignKey(ProcessKind, on_delete=models.PROTECT, related_name="+", db_index=False)
    deal = models.ForeignKey(Deal, on_delete=models.CASCADE, related_name="+", db_index=False)
    title = models.CharField(max_length=300)
    stage = models.ForeignKey(ProcessStage, on_delete=models.PROTECT, related_name="+", db_index=False)
    status = models.CharField(max_length=7, choices=ProcessStageKind, default=ProcessStageKind.OPEN)
    responsible = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    due_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)
    started_at = models.DateTimeField()
    stage_entered_at = models.DateTimeField()
    stage_due_on = models.DateField(null=True, blank=True)
    next_on = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = scoped(ProcessQuerySet)

    class Meta(WorkspaceRecord.Meta):
        indexes = [
            models.Index(fields=["deal"], name="process_deal"),
            models.Index(fields=["workspace", "process_kind", "status", "stage"], name="process_list"),
            models.Index(fields=["workspace", "responsible", "status"], name="process_responsible"),
            # What is due of everybody's, and what was due first.
            models.Index(
                fields=["workspace", "next_on"],
                name="process_due",
                condition=models.Q(status="open", removed_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether it is being worked."""
        return self.status == ProcessStageKind.OPEN

    def is_late(self, today: date) -> bool:
        """Whether its day has passed while it is open."""
        return self.is_open and self.next_on is not None and self.next_on < today

    def days_in_stage(self) -> int:
        """Whole days in its stage, up to now or its close."""
        return max(((self.closed_at or clock.now()) - self.stage_entered_at).days, 0)


class ProcessSpan(WorkspaceRecord):
    """Projection: a stay of a process in a stage; the open one ends nowhere. Between them there are no gaps.

    ``position`` is that of the event with which it began. A move that was taken back has left none.
    """

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="+", db_index=False)
    deal = models.ForeignKey(Deal, on_delete=models.CASCADE, related_name="+", db_index=False)
    stage = models.ForeignKey(ProcessStage, on_delete=models.CASCADE, related_name="+", db_index=False)
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True, blank=True)
    position = models.BigIntegerField()

    objects = scoped(DealPartQuerySet)

    class Meta(WorkspaceRecord.Meta):
        constraints = [models.UniqueConstraint(fields=["process", "position"], name="process_span_position")]
        indexes = [models.Index(fields=["workspace", "stage", "from_at"], name="process_span_stage")]
