"""What processes beside deals there are, which rules can ask for; the app of processes writes them and runs them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from penstock.common.models import WorkspaceRecord


class ProcessStageKind(models.TextChoices):
    """What a process in the stage is; it is the process's status too."""

    OPEN = "open", pgettext_lazy("process", "Open")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Dropped")


class ProcessKind(WorkspaceRecord):
    """A sort of work beside a deal, such as a shipment: one of them is called ``name``, all of them ``plural``.

    ``pipelines`` are the ids of those whose deals may have one; empty means all.
    """

    name = models.CharField(max_length=120)
    plural = models.CharField(max_length=120)
    pipelines = models.JSONField(default=list)
    order = models.PositiveIntegerField(default=0)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta(WorkspaceRecord.Meta):
        constraints = [models.UniqueConstraint(fields=["workspace", "name"], name="process_kind_name")]
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.name


class ProcessStage(WorkspaceRecord):
    """A step of a kind of process; ``expected_days`` working days it should stay there at most.

    A retired stage is left but not entered any more; what happened in it keeps its name.
    """

    process_kind = models.ForeignKey(ProcessKind, on_delete=models.CASCADE, related_name="+", db_index=False)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=7, choices=ProcessStageKind, default=ProcessStageKind.OPEN)
    order = models.PositiveIntegerField(default=0)
    expected_days = models.PositiveIntegerField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta(WorkspaceRecord.Meta):
        constraints = [models.UniqueConstraint(fields=["workspace", "process_kind", "name"], name="process_stage_name")]
        ordering = ["process_kind", "order", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        """Whether a process here is still being worked."""
        return self.kind == ProcessStageKind.OPEN

    @property
    def place(self) -> tuple[int, int]:
        """Where it lies among the stages of its kind."""
        return self.order, self.pk
