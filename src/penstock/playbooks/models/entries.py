"""The lists of a stage's playbook, and what the stage is for."""

from django.db import models

from penstock.common.models import WorkspaceRecord
from penstock.pipelines.models import Stage


class StageGuide(WorkspaceRecord):
    """What a stage is for, in a few sentences; the buyer's step is the stage's own fact."""

    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="+", db_index=False)
    purpose = models.TextField(blank=True)

    class Meta(WorkspaceRecord.Meta):
        constraints = [models.UniqueConstraint(fields=["stage"], name="stage_guide_stage")]


class PlaybookEntry(WorkspaceRecord):
    """The parent of what stands in a list of a stage; what is retired is offered no more."""

    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="+", db_index=False)
    name = models.CharField(max_length=300)
    order = models.PositiveSmallIntegerField(default=0)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta(WorkspaceRecord.Meta):
        abstract = True
        ordering = ["stage", "order", "pk"]
        indexes = [models.Index(fields=["workspace", "stage"], name="%(class)s_stage")]

    def __str__(self) -> str:
        return self.name


class Objection(PlaybookEntry):
    """What buyers object in the stage, and what to answer."""

    answer = models.TextField(blank=True)


class Need(PlaybookEntry):
    """A question that brings a need to light, and what to listen for."""

    answer = models.TextField(blank=True)
