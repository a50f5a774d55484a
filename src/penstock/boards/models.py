"""What boards and lists keep: the running totals of the columns, saved views, and each person's columns of the list."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from penstock.common.managers import OwnedQuerySet, ScopedQuerySet, scoped
from penstock.common.models import WorkspaceRecord
from penstock.deals.models import DealStatus
from penstock.workspaces.models import Person


class StageTotal(WorkspaceRecord):
    """Projection: how many deals of an owner, a source and a type stand in a stage in a currency, and their worth.

    ``cents`` is the sum of values in hundredths, ``weighted`` the sum of each deal's cents × odds, rounded half up.
    A row is read by who may read its owner's deals. Ids are plain, so that a filter on deals fits here too.
    """

    pipeline_id = models.BigIntegerField()
    stage_id = models.BigIntegerField()
    status = models.CharField(max_length=5, choices=DealStatus)
    owner_id = models.BigIntegerField(null=True)
    source_id = models.BigIntegerField(null=True)
    type = models.CharField(max_length=8, blank=True)
    currency = models.CharField(max_length=3)
    count = models.BigIntegerField(default=0)
    cents = models.BigIntegerField(default=0)
    weighted = models.BigIntegerField(default=0)

    objects = scoped(OwnedQuerySet)

    class Meta(WorkspaceRecord.Meta):
        constraints = [
            models.UniqueConstraint(
                F("workspace"),
                F("pipeline_id"),
                F("stage_id"),
                F("status"),
                Coalesce(F("owner_id"), 0),
                Coalesce(F("source_id"), 0),
                F("type"),
                F("currency"),
                name="stage_total_key",
            )
        ]


class ViewKind(models.TextChoices):
    """What a saved view opens."""

    BOARD = "board", _("Board")
    LIST = "list", _("List")


class SavedViewQuerySet(ScopedQuerySet):
    """Saved views: your own and the shared ones."""

    def readable_by(self, actor: Any) -> Self:
        return super().readable_by(actor).filter(Q(is_shared=True) | Q(owner_id=actor.person_id))


class SavedView(WorkspaceRecord):
    """A name for a state of the board or the list; ``query`` is what the address bar holds behind the question mark."""

    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=5, choices=ViewKind)
    query = models.TextField(blank=True)
    is_shared = models.BooleanField(default=False)

    objects = scoped(SavedViewQuerySet)

    class Meta(WorkspaceRecord.Meta):
        constraints = [
            models.UniqueConstraint(fields=["workspace", "owner", "kind", "name"], name="saved_view_name"),
        ]
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class ListLayout(WorkspaceRecord):
    """The columns that a person chose for the list, in their order."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="+")
    columns = models.JSONField(default=list)

    class Meta(WorkspaceRecord.Meta):
        pass


class BulkChangeQuerySet(ScopedQuerySet):
    """Changes of many deals: your own."""

    def readable_by(self, actor: Any) -> Self:
        return super().readable_by(actor).filter(person_id=actor.person_id)


class BulkChange(WorkspaceRecord):
    """One change of many deals: what is still to be done, what was done and what was refused, so that it can go on.

    ``values`` is the form as it was sent. ``pending`` holds deal ids, ``done`` positions of the journal by deal id,
    ``refused`` sentences by deal id.
    """

    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    verb = models.CharField(max_length=10)
    values = models.JSONField(default=dict)
    pending = models.JSONField(default=list)
    done = models.JSONField(default=dict)
    refused = models.JSONField(default=dict)
    begun_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    objects = scoped(BulkChangeQuerySet)

    class Meta(WorkspaceRecord.Meta):
        indexes = [models.Index(fields=["workspace", "person", "-begun_at"], name="bulk_change_person")]
