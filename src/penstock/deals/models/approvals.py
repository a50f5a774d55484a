"""Approvals that a gate wants: asked for on a deal, answered by people in order or by any of them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from penstock.common.managers import scoped
from penstock.common.models import WorkspaceRecord
from penstock.deals.models.deal import Deal
from penstock.deals.models.documents import DealDocument
from penstock.deals.models.gates import StageRule
from penstock.deals.models.people import DealPartQuerySet
from penstock.workspaces.models import Person


class ApprovalState(models.TextChoices):
    """Where a request stands."""

    WAITING = "waiting", _("Waiting")
    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Rejected")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Approval(WorkspaceRecord):
    """A request by one rule for one deal, worth ``value`` then: a deal that is worth more since has to ask again.

    A request about a ``document`` is for that version of it alone.
    ``answers`` holds, in order, who answered for whom, how, when and why.
    """

    deal = models.ForeignKey(Deal, on_delete=models.CASCADE, related_name="+", db_index=False)
    rule = models.ForeignKey(StageRule, on_delete=models.CASCADE, related_name="+", db_index=False)
    document = models.ForeignKey(DealDocument, null=True, on_delete=models.CASCADE, related_name="+", db_index=False)
    asked_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=9, choices=ApprovalState, default=ApprovalState.WAITING)
    closed_at = models.DateTimeField(null=True, blank=True)
    value = models.DecimalField(max_digits=18, decimal_places=2)
    currency = models.CharField(max_length=3)
    answers = models.JSONField(default=list)

    objects = scoped(DealPartQuerySet)

    class Meta(WorkspaceRecord.Meta):
        indexes = [
            models.Index(fields=["deal", "rule"], name="approval_deal"),
            models.Index(fields=["workspace", "state"], name="approval_state"),
            models.Index(fields=["document"], name="approval_document", condition=models.Q(document__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["deal", "rule"], condition=models.Q(state="waiting"), name="approval_one_waiting"
            )
        ]
