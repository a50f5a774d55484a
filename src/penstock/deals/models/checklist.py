"""The checklist of a stage, which its rules can ask for; the app of playbooks writes it and keeps what is ticked."""

from django.db import models

from penstock.common.models import WorkspaceRecord
from penstock.pipelines.models import Stage


class ChecklistItem(WorkspaceRecord):
    """One thing to see to while a deal is in a stage; ``is_required`` is what a rule about the checklist asks for.

    What is ticked stands in ``DealWork`` as ``checklist`` with the item's id for a purpose. A retired item is offered
    and asked for no more; its ticks stay.
    """

    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="+", db_index=False)
    name = models.CharField(max_length=300)
    is_required = models.BooleanField(default=True)
    order = models.PositiveSmallIntegerField(default=0)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta(WorkspaceRecord.Meta):
        indexes = [models.Index(fields=["workspace", "stage"], name="checklist_item_stage")]
        ordering = ["stage", "order", "pk"]

    def __str__(self) -> str:
        return self.name
