"""The deal: a row of facts that answers questions about itself."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import ExpressionWrapper, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from penstock.common import clock
from penstock.common.managers import OwnedQuerySet, scoped
from penstock.common.models import WorkspaceRecord
from penstock.companies.models import Company
from penstock.pipelines.models import LossReason, Pipeline, Source, Stage, StageKind
from penstock.workspaces.models import Person


class DealStatus(models.TextChoices):
    """What a deal is: what its stage is, or set aside until a day."""

    OPEN = StageKind.OPEN.value, _("Open")
    WON = StageKind.WON.value, _("Won")
    LOST = StageKind.LOST.value, _("Lost")
    ASIDE = "aside", _("Set aside")


class DealType(models.TextChoices):
    """Whom the deal is with: somebody new, somebody who buys again, or a customer who buys more."""

    NEW = "new", _("New customer")
    REPEAT = "repeat", _("Repeat purchase")
    EXISTING = "existing", _("Existing customer")


class ForecastCategory(models.TextChoices):
    """How sure the seller is of a deal: what somebody chose, whatever its stage says."""

    COMMIT = "commit", pgettext_lazy("forecast category", "Commit")
    BEST_CASE = "best_case", pgettext_lazy("forecast category", "Best case")
    PIPELINE = "pipeline", pgettext_lazy("forecast category", "Pipeline")
    OMITTED = "omitted", pgettext_lazy("forecast category", "Omitted")


class ValueBasis(models.TextChoices):
    """Where a deal's value comes from."""

    OWN = "own", _("Entered")
    ITEMS = "items", _("Line items")
    NONE = "none", _("Unknown")


UNDECIDED = (DealStatus.OPEN, DealStatus.ASIDE)


class DealQuerySet(OwnedQuerySet):
    """Deals by the questions a seller asks; removed ones are out of sight."""

    def readable_by(self, actor: Any) -> Self:
        return super().readable_by(actor).filter(removed_at__isnull=True)

    def open(self) -> Self:
        """Deals that are being worked."""
        return self.filter(status=DealStatus.OPEN)

    def aside(self) -> Self:
        """Deals that are set aside until a day."""
        return self.filter(status=DealStatus.ASIDE)

    def undecided(self) -> Self:
        """Deals that are neither won nor lost: those being worked, and those set aside."""
        return self.filter(status__in=UNDECIDED)

    def won(self) -> Self:
        """Deals that were won."""
        return self.filter(status=DealStatus.WON)

    def lost(self) -> Self:
        """Deals that were lost."""
        return self.filter(status=DealStatus.LOST)

    def with_time_in_stage(self, at: datetime) -> Self:
        """Each with its time in the stage at a moment as ``stage_time``; ``Deal.time_in_stage`` in the database."""
        until = Coalesce("closed_at", "aside_at", Value(at, models.DateTimeField()))
        since = Coalesce("stage_counts_from", "stage_entered_at")
        return self.annotate(stage_time=ExpressionWrapper(until - since, models.DurationField()))

    def in_pipeline(self, pipeline: Pipeline) -> Self:
        """Deals of one pipeline."""
        return self.filter(pipeline=pipeline)

    def in_stage(self, stage: Stage) -> Self:
        """Deals that stand in a stage now."""
        return self.filter(stage=stage)


class Deal(WorkspaceRecord):
    """A sale in the making. ``value`` is what it is worth: the entered ``amount``, else its line items.

    ``probability`` is the deal's own in percent, else None and the stage's counts (``odds`` holds the one in force).
    ``forecast_category`` is chosen by somebody or None: no move, win or loss ever changes it.
    ``mrr`` is what it brings every month: the entered ``monthly_amount``, else its recurring line items.
    ``status`` is the kind of its stage, or ``aside`` while there is a day until which it is set aside. ``opened_at``
    and ``closed_at`` say when it happened, not when we learnt it. ``stage_counts_from`` and ``age_counts_from`` are
    from when its days count where some of them were spent set aside: the entry and the opening, later by that time;
    ``back_at`` is when it last came back in its stage.
    """

    name = models.CharField(max_length=300)
    pipeline = models.ForeignKey(Pipeline, on_delete=models.PROTECT, related_name="+", db_index=False)
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="+", db_index=False)
    status = models.CharField(max_length=5, choices=DealStatus, default=DealStatus.OPEN)
    owner = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    company = models.ForeignKey(
        Company, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    source = models.ForeignKey(
        Source, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    type = models.CharField(max_length=8, choices=DealType, blank=True)
    amount = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    value = models.DecimalField(max_digits=18, decimal_places=2, default=0)
    value_basis = models.CharField(max_length=5, choices=ValueBasis, default=ValueBasis.NONE)
    currency = models.CharField(max_length=3)
    monthly_amount = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    mrr = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    probability = models.PositiveSmallIntegerField(null=True, blank=True)
    odds = models.PositiveSmallIntegerField(default=0)
    expected_close_on = models.DateField(null=True, blank=True)
    # None rather than empty: a column without a default is added to a million rows without writing one of them.
    forecast_category = models.CharField(max_length=9, choices=ForecastCategory, null=True, blank=True)  # noqa: DJ001
    loss_reason = models.ForeignKey(
        LossReason, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    loss_comment = models.TextField(blank=True)
    description = models.TextField(blank=True)
    custom = models.JSONField(default=dict, blank=True)
    opened_at = models.DateTimeField()
    stage_entered_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    aside_at = models.DateTimeField(null=True, blank=True)
    aside_until = models.DateField(null=True, blank=True)
    aside_reason = models.CharField(max_length=300, blank=True)
    stage_counts_from = models.DateTimeField(null=True, blank=True)
    age_counts_from = models.DateTimeField(null=True, blank=True)
    back_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = scoped(DealQuerySet)

    class Meta(WorkspaceRecord.Meta):
        indexes = [
            # The board: a stage's newest cards.
            models.Index(
                fields=["workspace", "pipeline", "stage", "-stage_entered_at"],
                name="deal_board",
                condition=Q(removed_at__isnull=True),
            ),
            # Sums and counts under the usual filters from the index alone; without removed_at SQLite reads the rows.
            models.Index(
                fields=[
                    "workspace",
                    "status",
                    "stage",
                    "owner",
                    "currency",
                    "value",
                    "odds",
                    "source",
                    "type",
                    "company",
                    "expected_close_on",
                    "opened_at",
                    "removed_at",
                ],
                name="deal_totals",
                condition=Q(removed_at__isnull=True),
            ),
            models.Index(
                fields=["workspace", "removed_at"], name="deal_removed", condition=Q(removed_at__isnull=False)
            ),
            models.Index(fields=["workspace", "-value"], name="deal_value", condition=Q(removed_at__isnull=True)),
            models.Index(
                fields=["workspace", "status", "-value"], name="deal_status_value", condition=Q(removed_at__isnull=True)
            ),
            # Worth is compared currency by currency, one's own or everybody's.
            models.Index(
                fields=["workspace", "status", "currency", "-value", "owner", "odds", "removed_at"],
                name="deal_worth",
                condition=Q(removed_at__isnull=True),
            ),
            models.Index(
                fields=["workspace", "owner", "-value", "status", "removed_at"],
                name="deal_owner_worth",
                condition=Q(removed_at__isnull=True),
            ),
            models.Index(
                fields=["workspace", "expected_close_on"], name="deal_expected", condition=Q(removed_at__isnull=True)
            ),
            models.Index(fields=["workspace", "-opened_at"], name="deal_opened", condition=Q(removed_at__isnull=True)),
            # What was closed in a time is counted and named out of the index alone.
            models.Index(
                fields=["workspace", "-closed_at", "status", "owner", "removed_at"],
                name="deal_closed",
                condition=Q(removed_at__isnull=True, closed_at__isnull=False),
            ),
            models.Index(fields=["company", "-opened_at"], name="deal_company"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        """Whether the deal is still being worked."""
        return self.status == DealStatus.OPEN

    @property
    def is_aside(self) -> bool:
        """Whether the deal is set aside until a day."""
        return self.status == DealStatus.ASIDE

    @property
    def is_decided(self) -> bool:
        """Whether the deal was won or lost."""
        return self.status not in UNDECIDED

    @property
    def stage_since(self) -> datetime:
        """From when its days in the stage count: from its entry, later by the time for which it was set aside."""
        return self.stage_counts_from or self.stage_entered_at

    @property
    def age_since(self) -> datetime:
        """From when its age counts where time set aside does not: from its opening, later by that time."""
        return self.age_counts_from or self.opened_at

    def days_in_stage(self, at: datetime | None = None) -> int:
        """Whole days in its stage, up to its close or the given moment; those for which it was set aside are none."""
        return max(self.time_in_stage(at or clock.now()).days, 0)

    def time_in_stage(self, at: datetime) -> timedelta:
        """How long it has been worked in its stage, at the given moment or when that ended."""
        return (self.closed_at or self.aside_at or at) - self.stage_since

    def age_days(self, at: datetime | None = None) -> int:
        """Whole days since the deal was opened, up to its close or the given moment."""
        return max(((self.closed_at or at or clock.now()) - self.opened_at).days, 0)
