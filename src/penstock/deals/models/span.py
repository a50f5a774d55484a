"""Spans: the history of a deal as data, so that any past day can be asked for."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from penstock.common.managers import OwnedQuerySet, scoped
from penstock.common.models import WorkspaceRecord
from penstock.deals.models.deal import Deal, DealStatus, ForecastCategory

TRACKED = (
    "pipeline_id",
    "stage_id",
    "status",
    "owner_id",
    "value",
    "currency",
    "odds",
    "expected_close_on",
    "loss_reason_id",
    "mrr",
    "forecast_category",
)
"""The facts of a deal that a report may ask for as of a past day; a change of any begins a new span."""


class DealSpanQuerySet(OwnedQuerySet):
    """Spans are read by who may read their deal; ``believed`` leaves out what was taken back."""

    owner_path = "deal__owner_id"

    def readable_by(self, actor: Any) -> Self:
        return super().readable_by(actor).filter(deal__removed_at__isnull=True)

    def believed(self) -> Self:
        """The history as we know it now."""
        return self.filter(superseded_at__isnull=True)


class DealSpan(WorkspaceRecord):
    """What was true of a deal from ``from_at`` until before ``to_at`` (None: still is).

    ``visit`` counts the deal's visits to stages (1, 2, …): spans of one visit share it, so a return to a stage is a
    visit of its own; ``entered_at`` is when that visit began. ``position`` is the event that began the span.
    ``recorded_at`` is when we learnt it, ``superseded_at`` when we learnt better (undo, late history): rows are never
    rewritten beyond closing them, so a report can also ask what was known then.
    """

    deal = models.ForeignKey(Deal, on_delete=models.CASCADE, related_name="+", db_index=False)
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True, blank=True)
    visit = models.PositiveIntegerField(default=1)
    entered_at = models.DateTimeField()
    pipeline_id = models.BigIntegerField()
    stage_id = models.BigIntegerField()
    status = models.CharField(max_length=5, choices=DealStatus)
    owner_id = models.BigIntegerField(null=True)
    value = models.DecimalField(max_digits=18, decimal_places=2)
    currency = models.CharField(max_length=3)
    odds = models.PositiveSmallIntegerField()
    expected_close_on = models.DateField(null=True)
    loss_reason_id = models.BigIntegerField(null=True)
    mrr = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    forecast_category = models.CharField(max_length=9, choices=ForecastCategory, null=True)  # noqa: DJ001
    position = models.BigIntegerField()
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    objects = scoped(DealSpanQuerySet)

    class Meta(WorkspaceRecord.Meta):
        indexes = [models.Index(fields=["deal", "from_at"], name="deal_span_deal")]
        constraints = [
            models.UniqueConstraint(
                fields=["deal"],
                condition=Q(to_at__isnull=True, superseded_at__isnull=True),
                name="deal_span_one_current",
            )
        ]
