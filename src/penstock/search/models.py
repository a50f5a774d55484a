"""Search documents: what can be found of each record, folded, with who may find it."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from penstock.common.managers import ScopedQuerySet, scoped
from penstock.common.models import WorkspaceRecord


class Kind(models.TextChoices):
    """What a document is about, in the order in which results are shown."""

    COMPANY = "company"
    CONTACT = "contact"
    DEAL = "deal"
    PRODUCT = "product"
    ACTIVITY = "activity"


class SearchDocumentQuerySet(ScopedQuerySet):
    """Documents are found by who may read their record."""

    def readable_by(self, actor: Any) -> Self:
        mine = self.filter(workspace_id=actor.workspace_id)
        people = actor.readable_people
        if people is None:
            return mine
        return mine.filter(Q(is_everybodys=True) | Q(owner_id__in=people) | Q(also_owner_id__in=people))


class SearchDocument(WorkspaceRecord):
    """Projection: one row for each record in sight. Ids grow with each change, so the newest come first.

    ``owner_id`` and ``also_owner_id`` (an activity's deal's) are those whose readers may find it, ``is_everybodys``
    that all of the workspace may. ``folded`` is the title and the text, see ``folding``; ``scope`` says the kind and
    the owners again in signs of our own that SQLite's index can intersect with the words.
    """

    kind = models.CharField(max_length=8, choices=Kind)
    object_id = models.BigIntegerField()
    owner_id = models.BigIntegerField(null=True)
    also_owner_id = models.BigIntegerField(null=True)
    is_everybodys = models.BooleanField()
    folded = models.TextField()
    scope = models.CharField(max_length=12)

    objects = scoped(SearchDocumentQuerySet)

    class Meta(WorkspaceRecord.Meta):
        constraints = [
            models.UniqueConstraint(fields=["workspace", "kind", "object_id"], name="search_document_object")
        ]
