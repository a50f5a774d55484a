"""What was learnt on a deal: needs, objections and how they ended, and the terms that were agreed."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from penstock.common.managers import scoped
from penstock.common.models import WorkspaceRecord
from penstock.deals.models import Deal
from penstock.deals.models.people import DealPartQuerySet
from penstock.pipelines.models import Stage
from penstock.workspaces.models import Person


class Outcome(models.TextChoices):
    """How an objection ended."""

    OPEN = "open", _("Still open")
    ANSWERED = "answered", pgettext_lazy("objection", "Answered")
    REMAINED = "remained", _("Not overcome")


class Finding(WorkspaceRecord):
    """A need or an objection of a deal's buyer, in the stage where it came up.

    ``sort`` is ``needs`` or ``objections``, ``entry_id`` the playbook's entry it belongs to or 0; ``said`` is what the
    buyer said, ``reply`` what we answered. Only objections have an outcome.
    """

    deal = models.ForeignKey(Deal, on_delete=models.CASCADE, related_name="+", db_index=False)
    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="+", db_index=False)
    sort = models.CharField(max_length=10)
    entry_id = models.BigIntegerField(default=0)
    said = models.CharField(max_length=500)
    reply = models.TextField(blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = scoped(DealPartQuerySet)

    class Meta(WorkspaceRecord.Meta):
        indexes = [
            models.Index(fields=["deal", "at"], name="finding_deal"),
            models.Index(fields=["workspace", "sort", "stage"], name="finding_stage"),
        ]

    def __str__(self) -> str:
        return self.said

    @property
    def is_objection(self) -> bool:
        """Whether it is one, and not a need."""
        return self.sort == "objections"


class Terms(WorkspaceRecord):
    """What was agreed with the buyer; ``price`` in the deal's currency."""

    deal = models.ForeignKey(Deal, on_delete=models.CASCADE, related_name="+", db_index=False)
    price = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    delivery_on = models.DateField(null=True, blank=True)
    delivery = models.CharField(max_length=300, blank=True)
    payment = models.CharField(max_length=300, blank=True)
    other = models.TextField(blank=True)

    objects = scoped(DealPartQuerySet)

    class Meta(WorkspaceRecord.Meta):
        constraints = [models.UniqueConstraint(fields=["deal"], name="terms_deal")]
