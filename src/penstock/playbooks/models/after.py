"""Handing a deal over, and what comes after the sale."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from penstock.common.managers import scoped
from penstock.common.models import WorkspaceRecord
from penstock.deals.models import Deal
from penstock.deals.models.people import DealPartQuerySet
from penstock.workspaces.models import Person


class HandoverState(models.TextChoices):
    """What became of an offer to take a deal over."""

    OFFERED = "offered", _("Offered")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Handover(WorkspaceRecord):
    """A deal offered to its next owner with a note: who gives agrees by offering, who takes by accepting."""

    deal = models.ForeignKey(Deal, on_delete=models.CASCADE, related_name="+", db_index=False)
    giver = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    taker = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    note = models.TextField(blank=True)
    state = models.CharField(max_length=9, choices=HandoverState, default=HandoverState.OFFERED)
    offered_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    objects = scoped(DealPartQuerySet)

    class Meta(WorkspaceRecord.Meta):
        constraints = [
            models.UniqueConstraint(fields=["deal"], condition=models.Q(state="offered"), name="handover_one_offer")
        ]
        indexes = [
            models.Index(fields=["workspace", "taker", "state"], name="handover_taker"),
            models.Index(fields=["deal"], name="handover_deal"),
        ]


class FollowUp(WorkspaceRecord):
    """A deal that goes on from a won one, such as its onboarding or the next order."""

    deal = models.ForeignKey(Deal, on_delete=models.CASCADE, related_name="+", db_index=False)
    origin = models.ForeignKey(Deal, on_delete=models.CASCADE, related_name="+", db_index=False)

    objects = scoped(DealPartQuerySet)

    class Meta(WorkspaceRecord.Meta):
        constraints = [models.UniqueConstraint(fields=["deal"], name="follow_up_deal")]
        indexes = [models.Index(fields=["origin"], name="follow_up_origin")]


class Reorder(WorkspaceRecord):
    """The day on which a customer is expected to order again after a won deal."""

    deal = models.ForeignKey(Deal, on_delete=models.CASCADE, related_name="+", db_index=False)
    expected_on = models.DateField()

    objects = scoped(DealPartQuerySet)

    class Meta(WorkspaceRecord.Meta):
        constraints = [models.UniqueConstraint(fields=["deal"], name="reorder_deal")]
        indexes = [models.Index(fields=["workspace", "expected_on"], name="reorder_day")]
