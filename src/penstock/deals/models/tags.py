"""Tags: the short words people stick on deals."""

from django.db import models

from penstock.common.managers import scoped
from penstock.common.models import WorkspaceRecord
from penstock.deals.models.deal import Deal
from penstock.deals.models.people import DealPartQuerySet


class Tag(WorkspaceRecord):
    """A word of the workspace."""

    name = models.CharField(max_length=60)

    class Meta(WorkspaceRecord.Meta):
        constraints = [models.UniqueConstraint(fields=["workspace", "name"], name="tag_name")]
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class DealTag(WorkspaceRecord):
    """A tag on a deal."""

    deal = models.ForeignKey(Deal, on_delete=models.CASCADE, related_name="+", db_index=False)
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="+", db_index=False)

    objects = scoped(DealPartQuerySet)

    class Meta(WorkspaceRecord.Meta):
        constraints = [models.UniqueConstraint(fields=["deal", "tag"], name="deal_tag")]
        indexes = [models.Index(fields=["tag"], name="deal_tag_tag")]
