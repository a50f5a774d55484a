"""What is irrelevant, which break-up letters wait for an answer, what was looked at, and when cleaning is due."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from penstock.common.managers import OwnedQuerySet, ScopedQuerySet, scoped
from penstock.common.models import WorkspaceRecord
from penstock.companies.models import Company
from penstock.contacts.models import Contact
from penstock.deals.models import Deal
from penstock.deals.models.people import DealPartQuerySet
from penstock.workspaces.models import Person


class IrrelevanceQuerySet(ScopedQuerySet):
    """Read by who may read the record that is marked."""

    def readable_by(self, actor: Any) -> Self:
        seen = Q(deal__in=Deal.objects.of(actor)) | Q(company__in=Company.objects.of(actor))
        return super().readable_by(actor).filter(seen | Q(contact__in=Contact.objects.of(actor)))


class Irrelevance(WorkspaceRecord):
    """A deal, company or contact is of no use any more, for a reason, until somebody says otherwise."""

    deal = models.ForeignKey(Deal, null=True, on_delete=models.CASCADE, related_name="+", db_index=False)
    company = models.ForeignKey(Company, null=True, on_delete=models.CASCADE, related_name="+", db_index=False)
    contact = models.ForeignKey(Contact, null=True, on_delete=models.CASCADE, related_name="+", db_index=False)
    reason = models.CharField(max_length=300)
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    marked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = scoped(IrrelevanceQuerySet)

    class Meta(WorkspaceRecord.Meta):
        indexes = [models.Index(fields=[name], name=f"irrelevance_{name}") for name in ("deal", "company", "contact")]
        constraints = [
            models.UniqueConstraint(fields=[name], condition=Q(ended_at__isnull=True), name=f"irrelevance_one_{name}")
            for name in ("deal", "company", "contact")
        ]


class BreakUpState(models.TextChoices):
    """What became of a break-up letter."""

    WAITING = "waiting", _("Waits for an answer")
    ANSWERED = "answered", _("Answered")
    CLOSED = "closed", _("Closed without an answer")
    HELD = "held", _("Could not be closed")


class BreakUp(WorkspaceRecord):
    """The last letter on a deal: without an answer until ``closes_on`` the deal is lost; ``said`` is why it is not."""

    deal = models.ForeignKey(Deal, on_delete=models.CASCADE, related_name="+", db_index=False)
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    sent_at = models.DateTimeField()
    closes_on = models.DateField()
    state = models.CharField(max_length=8, choices=BreakUpState, default=BreakUpState.WAITING)
    said = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True)

    objects = scoped(DealPartQuerySet)

    class Meta(WorkspaceRecord.Meta):
        indexes = [
            models.Index(fields=["deal"], name="break_up_deal"),
            models.Index(fields=["workspace", "closes_on"], name="break_up_due", condition=Q(state="waiting")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["deal"], condition=Q(state="waiting"), name="break_up_one_waiting")
        ]


class KeptDeal(WorkspaceRecord):
    """Somebody looked at a deal and keeps it: it is not on the list again before a day."""

    deal = models.ForeignKey(Deal, on_delete=models.CASCADE, related_name="+", db_index=False)
    until = models.DateField()
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    kept_at = models.DateTimeField()

    objects = scoped(DealPartQuerySet)

    class Meta(WorkspaceRecord.Meta):
        indexes = [models.Index(fields=["workspace", "deal", "until"], name="kept_deal_until")]


class ContactCheckQuerySet(OwnedQuerySet):
    """Checks are read by who may read their contact."""

    owner_path = "contact__owner_id"


class ContactCheck(WorkspaceRecord):
    """Somebody found the data of a contact to be right."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="+", db_index=False)
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    checked_at = models.DateTimeField()

    objects = scoped(ContactCheckQuerySet)

    class Meta(WorkspaceRecord.Meta):
        indexes = [models.Index(fields=["workspace", "contact", "checked_at"], name="contact_check_contact")]


class CleaningPlan(WorkspaceRecord):
    """Every so many months somebody goes through the list; ``next_on`` is when the next time begins."""

    months = models.PositiveSmallIntegerField()
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    next_on = models.DateField()

    class Meta(WorkspaceRecord.Meta):
        constraints = [models.UniqueConstraint(fields=["workspace"], name="cleaning_plan_workspace")]


class Cleaning(WorkspaceRecord):
    """One time of cleaning: a task of its owner (``activity_id``), which reminds of itself; done when they say so."""

    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    began_on = models.DateField()
    due_on = models.DateField()
    activity_id = models.BigIntegerField()
    completed_at = models.DateTimeField(null=True)
    completed_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)

    class Meta(WorkspaceRecord.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["workspace"], condition=Q(completed_at__isnull=True), name="cleaning_one_open"
            )
        ]
