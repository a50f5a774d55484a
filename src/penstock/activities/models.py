"""Activities: what was done with a customer and what is to be done next."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from penstock.common.managers import OwnedQuerySet, scoped
from penstock.common.models import WorkspaceRecord
from penstock.companies.models import Company
from penstock.contacts.models import Contact
from penstock.deals.models import Deal, WorkPurpose
from penstock.workspaces.models import Person

WITH_ITS_DEAL = Q(deal__isnull=True) | Q(deal__removed_at__isnull=True)


class ActivityKind(models.TextChoices):
    """What an activity is."""

    TASK = "task", _("Task")
    CALL = "call", _("Call")
    MEETING = "meeting", _("Meeting")
    NOTE = "note", _("Note")
    EMAIL = "email", _("E-mail")


class CallDirection(models.TextChoices):
    """Whether we rang them or they rang us."""

    OUTGOING = "outgoing", _("Outgoing")
    INCOMING = "incoming", _("Incoming")


NEVER = -1
REMINDERS = {
    NEVER: _("No reminder"),
    0: _("When it is due"),
    15: _("15 minutes before"),
    60: _("An hour before"),
    24 * 60: _("A day before"),
    2 * 24 * 60: _("Two days before"),
    7 * 24 * 60: _("A week before"),
}
"""How many minutes before an activity is due its owner may be reminded."""

ICONS = {
    ActivityKind.TASK: "square-check",
    ActivityKind.CALL: "phone",
    ActivityKind.MEETING: "users-round",
    ActivityKind.NOTE: "sticky-note",
    ActivityKind.EMAIL: "mail",
}


class ActivityQuerySet(OwnedQuerySet):
    """Activities: your own, and those on records you may read."""

    def readable_by(self, actor: Any) -> Self:
        return self.reachable_by(actor).filter(removed_at__isnull=True)

    def reachable_by(self, actor: Any) -> Self:
        """What the actor may read, removed or not; what hangs on a removed deal is out of sight with it."""
        rows = self.filter(WITH_ITS_DEAL, workspace_id=actor.workspace_id)
        people = actor.readable_people
        if people is None:
            return rows
        mine = Q(owner_id__in=people)
        on_deal = Q(deal__owner_id__in=people) | Q(deal__isnull=False, deal__owner_id__isnull=True)
        return rows.filter(mine | on_deal | Q(owner_id__isnull=True, deal__isnull=True))

    def planned(self) -> Self:
        """What is still to be done."""
        return self.filter(done_at__isnull=True).exclude(kind=ActivityKind.NOTE)

    def done(self) -> Self:
        """What was done."""
        return self.filter(done_at__isnull=False)


class Activity(WorkspaceRecord):
    """A task, call, meeting or note; planned while ``done_at`` is None. ``duration`` in minutes.

    What is due on a day without an hour (``is_all_day``) is due when that day ends. ``remind_before`` in minutes, one
    of ``REMINDERS``: None as usual, negative not at all. Only calls have a direction; where nobody told it, we rang.
    """

    kind = models.CharField(max_length=8, choices=ActivityKind)
    subject = models.CharField(max_length=300)
    body = models.TextField(blank=True)
    owner = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    deal = models.ForeignKey(Deal, null=True, blank=True, on_delete=models.CASCADE, related_name="+", db_index=False)
    company = models.ForeignKey(
        Company, null=True, blank=True, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    contact = models.ForeignKey(
        Contact, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    due_at = models.DateTimeField(null=True, blank=True)
    is_all_day = models.BooleanField(default=False)
    remind_before = models.IntegerField(null=True, blank=True)
    duration = models.PositiveIntegerField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=200, blank=True)
    purpose = models.ForeignKey(
        WorkPurpose, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    # Null, for a column with a default is not added to a large table of SQLite without writing all of it anew.
    direction = models.CharField(max_length=8, choices=CallDirection, null=True, blank=True)  # noqa: DJ001
    created_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = scoped(ActivityQuerySet)

    class Meta(WorkspaceRecord.Meta):
        verbose_name_plural = "activities"
        indexes = [
            models.Index(
                # The last two so that a count of everybody's finds all it asks for here.
                fields=["workspace", "owner", "due_at", "kind", "deal"],
                name="activity_to_do",
                condition=Q(done_at__isnull=True, removed_at__isnull=True),
            ),
            models.Index(fields=["deal", "due_at"], name="activity_deal", condition=Q(deal__isnull=False)),
            models.Index(fields=["company", "done_at"], name="activity_touched", condition=Q(company__isnull=False)),
            models.Index(fields=["contact"], name="activity_contact", condition=Q(contact__isnull=False)),
            models.Index(fields=["workspace", "done_at"], name="activity_done", condition=Q(done_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def came_in(self) -> bool:
        """Whether it is a call that they made to us."""
        return self.direction == CallDirection.INCOMING

    @property
    def icon(self) -> str:
        """The mark of its kind."""
        return "phone-incoming" if self.came_in else ICONS[ActivityKind(self.kind)]

    @property
    def kind_in_words(self) -> str:
        """What it is; of a call that came in, that it did."""
        return gettext("Incoming call") if self.came_in else str(self.get_kind_display())


class ActivityPart(OwnedQuerySet):
    """Rows that hang on an activity are reached through it."""

    owner_path = "activity__owner_id"


class Participant(WorkspaceRecord):
    """Somebody who takes part in an activity: one of ours or a contact."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="+", db_index=False)
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    contact = models.ForeignKey(
        Contact, null=True, blank=True, on_delete=models.CASCADE, related_name="+", db_index=False
    )

    objects = scoped(ActivityPart)

    class Meta(WorkspaceRecord.Meta):
        indexes = [models.Index(fields=["activity"], name="participant_activity")]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False) ^ Q(contact__isnull=False), name="participant_is_somebody"
            )
        ]


class NextStep(WorkspaceRecord):
    """Projection: the next planned activity of each deal, one row a deal, so that lists need no search for it."""

    deal = models.OneToOneField(Deal, on_delete=models.CASCADE, related_name="next_step", primary_key=True)
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=8, choices=ActivityKind)
    subject = models.CharField(max_length=300)
    due_at = models.DateTimeField(null=True)
    owner_id = models.BigIntegerField(null=True)

    objects = scoped(ActivityPart)

    class Meta(WorkspaceRecord.Meta):
        indexes = [models.Index(fields=["workspace", "due_at"], name="next_step_due")]


class AttachmentQuerySet(OwnedQuerySet):
    """Files are read by who may read the deal or company they hang on."""

    def readable_by(self, actor: Any) -> Self:
        return self.reachable_by(actor).filter(removed_at__isnull=True)

    def reachable_by(self, actor: Any) -> Self:
        """What the actor may read, removed or not."""
        rows = self.filter(WITH_ITS_DEAL, workspace_id=actor.workspace_id)
        people = actor.readable_people
        if people is None:
            return rows
        on_deal = Q(deal__owner_id__in=people) | Q(deal__isnull=False, deal__owner_id__isnull=True)
        on_company = Q(company__owner_id__in=people) | Q(company__isnull=False, company__owner_id__isnull=True)
        on_contact = Q(contact__owner_id__in=people) | Q(contact__isnull=False, contact__owner_id__isnull=True)
        return rows.filter(on_deal | on_company | on_contact)


class Attachment(WorkspaceRecord):
    """A file on a deal, company or contact; kept under a random name and sent only as a download."""

    name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField()
    content_type = models.CharField(max_length=120)
    stored_as = models.CharField(max_length=80, unique=True)
    deal = models.ForeignKey(Deal, null=True, blank=True, on_delete=models.CASCADE, related_name="+", db_index=False)
    company = models.ForeignKey(
        Company, null=True, blank=True, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    contact = models.ForeignKey(
        Contact, null=True, blank=True, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    uploaded_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    uploaded_at = models.DateTimeField()
    purpose = models.ForeignKey(
        WorkPurpose, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = scoped(AttachmentQuerySet)

    class Meta(WorkspaceRecord.Meta):
        indexes = [models.Index(fields=["deal"], name="attachment_deal", condition=Q(deal__isnull=False))]
