"""What customers said about losses, the links by which they are asked, and how reasons read to them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from penstock.common.managers import scoped
from penstock.common.models import WorkspaceRecord
from penstock.contacts.models import Contact
from penstock.deals.models import Deal
from penstock.deals.models.people import DealPartQuerySet
from penstock.pipelines.models import LossReason
from penstock.workspaces.models import Person


class How(models.TextChoices):
    """How somebody was asked."""

    TALK = "talk", _("In a talk")
    SURVEY = "survey", _("By a link")


class LossSurvey(WorkspaceRecord):
    """A link by which a customer is asked; only a hash of its secret is kept. It takes one answer, until a day."""

    deal = models.ForeignKey(Deal, on_delete=models.CASCADE, related_name="+", db_index=False)
    contact = models.ForeignKey(Contact, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    language = models.CharField(max_length=10)
    secret_hash = models.CharField(max_length=64, unique=True)
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = scoped(DealPartQuerySet)

    class Meta(WorkspaceRecord.Meta):
        indexes = [
            models.Index(fields=["deal", "made_at"], name="loss_survey_deal"),
            models.Index(fields=["workspace", "made_at"], name="loss_survey_made"),
        ]


class LossCheck(WorkspaceRecord):
    """What a customer said: one stands for each deal, what it ``replaces`` stood before and comes back with its end.

    Without a ``reason`` it is another one, told in words, or nothing where they ``would_not_say``. It is about the loss
    before it: once a deal is reopened and lost again, somebody has to ask again.
    """

    deal = models.ForeignKey(Deal, on_delete=models.CASCADE, related_name="+", db_index=False)
    how = models.CharField(max_length=6, choices=How)
    contact = models.ForeignKey(Contact, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    reason = models.ForeignKey(LossReason, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    would_not_say = models.BooleanField(default=False)
    competitor = models.CharField(max_length=120, blank=True)
    change = models.TextField(blank=True)
    comment = models.TextField(blank=True)
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    replaces = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    checked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = scoped(DealPartQuerySet)

    class Meta(WorkspaceRecord.Meta):
        indexes = [
            models.Index(fields=["workspace", "checked_at"], name="loss_check_checked"),
            models.Index(fields=["deal"], name="loss_check_deal"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["deal"], condition=Q(ended_at__isnull=True), name="loss_check_one_standing")
        ]


class ReasonWording(WorkspaceRecord):
    """How a loss reason reads to customers, by language; what is not offered they cannot choose."""

    reason = models.ForeignKey(LossReason, on_delete=models.CASCADE, related_name="+", db_index=False)
    words = models.JSONField(default=dict)
    is_offered = models.BooleanField(default=True)

    class Meta(WorkspaceRecord.Meta):
        constraints = [models.UniqueConstraint(fields=["workspace", "reason"], name="reason_wording_reason")]


class AskingPlan(WorkspaceRecord):
    """So many working days after a loss its owner gets a task to ask why; none: nobody is reminded."""

    after_days = models.PositiveSmallIntegerField(null=True)
    days_open = models.PositiveSmallIntegerField(default=30)

    class Meta(WorkspaceRecord.Meta):
        constraints = [models.UniqueConstraint(fields=["workspace"], name="asking_plan_workspace")]
