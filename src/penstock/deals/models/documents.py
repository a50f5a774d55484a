"""What was drawn up for a deal, such as its proposal or contract: each wording is a version that never changes."""

from django.db import models

from penstock.common.managers import scoped
from penstock.common.models import WorkspaceRecord
from penstock.deals.models.deal import Deal
from penstock.deals.models.gates import WorkPurpose
from penstock.deals.models.people import DealPartQuerySet
from penstock.workspaces.models import Person


class DealDocument(WorkspaceRecord):
    """A version of what was drawn up for a purpose; the newest is in force, and only it counts as approved.

    It is a ``text``, or the file with this id and name that hangs on the deal.
    """

    deal = models.ForeignKey(Deal, on_delete=models.CASCADE, related_name="+", db_index=False)
    purpose = models.ForeignKey(WorkPurpose, on_delete=models.CASCADE, related_name="+", db_index=False)
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    file_id = models.BigIntegerField(null=True)
    file_name = models.CharField(max_length=255, blank=True)
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    made_at = models.DateTimeField()

    objects = scoped(DealPartQuerySet)

    class Meta(WorkspaceRecord.Meta):
        constraints = [models.UniqueConstraint(fields=["deal", "purpose", "number"], name="deal_document_number")]

    def __str__(self) -> str:
        return self.purpose.name
