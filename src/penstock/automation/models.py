"""Automations, their versions, the log of their runs, and what these have to post to other machines."""

from typing import Any, Self
from urllib.parse import urlsplit

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from penstock.common.managers import OwnedQuerySet, scoped
from penstock.common.models import WorkspaceRecord
from penstock.deals.models import Deal
from penstock.workspaces.models import Person


class Automation(WorkspaceRecord):
    """When, if, then; it acts in the name and with the rights of its owner.

    ``on_since`` is the journal's position when it was switched on: what came before does not concern it.
    ``last_given_to`` is the person whose turn it was last, where it hands deals out in turn.
    ``timed_until`` is the last day whose dates were looked at, where it waits for a day.
    """

    name = models.CharField(max_length=120)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveIntegerField(default=1)
    is_on = models.BooleanField(default=False)
    on_since = models.BigIntegerField(default=0)
    timed_until = models.DateField(null=True, blank=True)
    last_given_to = models.BigIntegerField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta(WorkspaceRecord.Meta):
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["workspace"], name="automation_on", condition=Q(is_on=True))]

    def __str__(self) -> str:
        return self.name


class Version(WorkspaceRecord):
    """What an automation said from one edit to the next; a run names the version it followed.

    ``rule`` is data: the trigger with its values, a query of filters, the steps with their values (see ``rules``).
    """

    automation = models.ForeignKey(Automation, on_delete=models.CASCADE, related_name="versions", db_index=False)
    number = models.PositiveIntegerField()
    rule = models.JSONField(default=dict)
    saved_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    saved_at = models.DateTimeField()

    class Meta(WorkspaceRecord.Meta):
        constraints = [
            models.UniqueConstraint(fields=["workspace", "automation", "number"], name="automation_version_number")
        ]


class RunState(models.TextChoices):
    """How far a run has come."""

    WAITING = "waiting", _("Waiting")
    DONE = "done", _("Done")
    REFUSED = "refused", _("Refused")
    HELD = "held", _("Held")
    STOPPED = "stopped", _("Not run")
    FAILED = "failed", _("Failed")
    UNDONE = "undone", _("Undone")


class RunQuerySet(OwnedQuerySet):
    """Runs are read by who may read their deal; what hangs on a removed deal is out of sight with it."""

    owner_path = "deal__owner_id"

    def readable_by(self, actor: Any) -> Self:
        return super().readable_by(actor).filter(deal__removed_at__isnull=True)


class Run(WorkspaceRecord):
    """One time an automation had to do something, for one event (``cause`` is its position) about one deal.

    ``effects`` are the positions of what it did, ``notes`` sentences about what else there is to say: why it was
    refused, what could not be undone. ``counted_from`` is the date of the deal from which its day was counted.
    """

    automation = models.ForeignKey(Automation, on_delete=models.CASCADE, related_name="+", db_index=False)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+", db_index=False)
    deal = models.ForeignKey(Deal, on_delete=models.CASCADE, related_name="+", db_index=False)
    cause = models.BigIntegerField()
    counted_from = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=RunState, default=RunState.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    next_at = models.DateTimeField()
    error = models.TextField(blank=True)
    effects = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = scoped(RunQuerySet)

    class Meta(WorkspaceRecord.Meta):
        constraints = [
            models.UniqueConstraint(fields=["workspace", "cause", "automation"], name="automation_run_once"),
            models.UniqueConstraint(
                fields=["workspace", "automation", "deal", "counted_from"],
                name="automation_run_once_a_date",
                condition=Q(counted_from__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["workspace", "next_at"], name="automation_run_due", condition=Q(state="waiting")),
            models.Index(fields=["workspace", "automation", "-cause"], name="automation_run_log"),
            models.Index(fields=["deal", "-cause"], name="automation_run_deal"),
        ]

    @property
    def is_retriable(self) -> bool:
        """Whether it can be tried again: it did nothing and would still have to."""
        return self.state in (RunState.REFUSED, RunState.HELD, RunState.FAILED)

    def mark(self, state: str, **facts: Any) -> None:
        """Set the state and what goes with it."""
        self.state = state
        for name, value in facts.items():
            setattr(self, name, value)
        self.save(update_fields=["state", *facts])


class DeliveryState(models.TextChoices):
    """How far a call to somebody else's address has come."""

    WAITING = "waiting", _("Waiting")
    DONE = "done", _("Delivered")
    FAILED = "failed", _("Not delivered")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Delivery(WorkspaceRecord):
    """What a run has to post to an address; the worker does it later, outside any transaction, and tries again.

    ``status`` is what the other side answered. What it said is not kept: it could be somebody's secret.
    """

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="deliveries", db_index=False)
    url = models.CharField(max_length=2000)
    body = models.TextField()
    state = models.CharField(max_length=9, choices=DeliveryState, default=DeliveryState.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    next_at = models.DateTimeField()
    status = models.PositiveIntegerField(null=True)
    error = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta(WorkspaceRecord.Meta):
        indexes = [
            models.Index(fields=["workspace", "next_at"], name="delivery_due", condition=Q(state="waiting")),
            models.Index(fields=["run"], name="delivery_run"),
        ]

    @property
    def host(self) -> str:
        """The machine it goes to; the rest of an address may hold a secret."""
        return urlsplit(self.url).hostname or ""


class SigningKey(WorkspaceRecord):
    """From which the secret is made that signs a workspace's calls; of no use without the server's own key."""

    nonce = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta(WorkspaceRecord.Meta):
        constraints = [models.UniqueConstraint(fields=["workspace"], name="signing_key_workspace")]
