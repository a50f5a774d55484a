"""Pipelines and stages, and the words of the process: loss reasons and sources."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from penstock.common.models import WorkspaceRecord


class Pipeline(WorkspaceRecord):
    """A sequence of stages that deals pass through."""

    name = models.CharField(max_length=120)
    order = models.PositiveIntegerField(default=0)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta(WorkspaceRecord.Meta):
        constraints = [models.UniqueConstraint(fields=["workspace", "name"], name="pipeline_name")]
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.name


class StageKind(models.TextChoices):
    """What a deal in the stage is; it is the deal's status too."""

    OPEN = "open", _("Open")
    WON = "won", _("Won")
    LOST = "lost", _("Lost")


class Stage(WorkspaceRecord):
    """A step of a pipeline; ``probability`` in percent, ``expected_days`` working days a deal should stay at most.

    ``expected_by_hand`` says that somebody set them; otherwise they are a template's guess, until better is learnt.
    In the stage that ``is_proposal`` the proposal is presented.
    A merged stage keeps its row and says in ``merged_into`` where its deals went, so that history stays true.
    """

    pipeline = models.ForeignKey(Pipeline, on_delete=models.CASCADE, related_name="+", db_index=False)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=4, choices=StageKind, default=StageKind.OPEN)
    order = models.PositiveIntegerField(default=0)
    probability = models.PositiveSmallIntegerField(default=0)
    expected_days = models.PositiveIntegerField(null=True, blank=True)
    expected_by_hand = models.BooleanField(default=False)
    meaning = models.TextField(blank=True)
    buyer_step = models.TextField(blank=True)
    is_proposal = models.BooleanField(default=False)
    retired_at = models.DateTimeField(null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )

    class Meta(WorkspaceRecord.Meta):
        constraints = [models.UniqueConstraint(fields=["workspace", "pipeline", "name"], name="stage_name")]
        ordering = ["pipeline", "order", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        """Whether deals here are still being worked."""
        return self.kind == StageKind.OPEN


class LossReason(WorkspaceRecord):
    """Why a deal was lost."""

    name = models.CharField(max_length=120)
    order = models.PositiveIntegerField(default=0)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta(WorkspaceRecord.Meta):
        constraints = [models.UniqueConstraint(fields=["workspace", "name"], name="loss_reason_name")]
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.name


class Source(WorkspaceRecord):
    """Where deals and leads come from."""

    name = models.CharField(max_length=120)
    channel = models.CharField(max_length=60, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta(WorkspaceRecord.Meta):
        constraints = [models.UniqueConstraint(fields=["workspace", "name"], name="source_name")]
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
