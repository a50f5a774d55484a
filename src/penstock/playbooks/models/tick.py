"""What was ticked off on a deal."""

from django.db import models

from penstock.common.managers import scoped
from penstock.common.models import WorkspaceRecord
from penstock.deals.models import ChecklistItem, Deal
from penstock.deals.models.people import DealPartQuerySet
from penstock.workspaces.models import Person


class Tick(WorkspaceRecord):
    """Something on the checklist that was seen to on a deal, and by whom."""

    deal = models.ForeignKey(Deal, on_delete=models.CASCADE, related_name="+", db_index=False)
    item = models.ForeignKey(ChecklistItem, on_delete=models.CASCADE, related_name="+", db_index=False)
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    at = models.DateTimeField()

    objects = scoped(DealPartQuerySet)

    class Meta(WorkspaceRecord.Meta):
        constraints = [models.UniqueConstraint(fields=["deal", "item"], name="tick_deal_item")]
