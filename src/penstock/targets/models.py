"""Targets: how much of what is wanted of whom, in which pipeline and period."""

from decimal import Decimal
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from penstock.common.managers import ScopedQuerySet, scoped
from penstock.common.models import WorkspaceRecord
from penstock.common.money import CENT
from penstock.pipelines.models import Pipeline
from penstock.targets.periods import Period, PeriodKind, Span
from penstock.targets.tree import Tree
from penstock.workspaces.models import Person, Team


class Aim(models.TextChoices):
    """What can be wanted: metrics of the catalogue, by their keys, whose figures of people add up to the team's."""

    REVENUE = "revenue_won", _("Revenue won")
    DEALS = "deals_won", _("Deals won")
    ACTIVITIES = "activities_done", _("Activities done")
    CALLS = "calls_made", _("Calls made")
    BOOKED = "meetings_booked", _("Meetings booked")
    MEETINGS = "meetings_held", _("Meetings held")

    @property
    def is_money(self) -> bool:
        """Whether the amount is money, else a number."""
        return self == Aim.REVENUE

    @property
    def is_of_deals(self) -> bool:
        """Whether it can be wanted of one pipeline."""
        return self in (Aim.REVENUE, Aim.DEALS)

    @property
    def step(self) -> Decimal:
        """The smallest amount that makes sense: a cent, or one."""
        return CENT if self.is_money else Decimal(1)


class TargetQuerySet(ScopedQuerySet):
    """Targets of those whose records one may read: a team's where that is so of everybody in it."""

    def readable_by(self, actor: Any) -> Self:
        mine = self.filter(workspace_id=actor.workspace_id)
        people = actor.readable_people
        if people is None:
            return mine
        return mine.filter(Q(person__in=people) | Q(team__in=Tree.of(actor.workspace).teams_within(people)))

    def touching(self, span: Span) -> Self:
        """Those whose period and the span have a day in common, and no others."""
        first = span.from_on
        within = Q(period=PeriodKind.MONTH, starts_on__gte=first.replace(day=1))
        quarter = Period.around(PeriodKind.QUARTER, first).starts_on
        within |= Q(period=PeriodKind.QUARTER, starts_on__gte=quarter)
        return self.overlapping(span).filter(within | Q(period=PeriodKind.YEAR))

    def overlapping(self, span: Span) -> Self:
        """Those whose period has a day in the span; no period is longer than a year."""
        first = span.from_on.replace(month=1, day=1)
        return self.filter(starts_on__gte=first, starts_on__lt=span.until_on)


class Target(WorkspaceRecord):
    """What is wanted of a person, of a team (with the teams beneath it), or with neither of the whole workspace.

    Without a pipeline it is of all of them. ``amount`` is money in ``currency``, or a number where that is empty.
    """

    metric = models.CharField(max_length=40, choices=Aim)
    team = models.ForeignKey(Team, null=True, on_delete=models.CASCADE, related_name="+", db_index=False)
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+", db_index=False)
    pipeline = models.ForeignKey(Pipeline, null=True, on_delete=models.CASCADE, related_name="+", db_index=False)
    period = models.CharField(max_length=7, choices=PeriodKind)
    starts_on = models.DateField()
    amount = models.DecimalField(max_digits=15, decimal_places=2)
    currency = models.CharField(max_length=3, blank=True)

    objects = scoped(TargetQuerySet)

    class Meta(WorkspaceRecord.Meta):
        constraints = [
            models.UniqueConstraint(
                F("workspace"),
                F("metric"),
                F("starts_on"),
                F("period"),
                Coalesce("team", 0),
                Coalesce("person", 0),
                Coalesce("pipeline", 0),
                name="target_one_each",
            ),
            models.CheckConstraint(condition=Q(team__isnull=True) | Q(person__isnull=True), name="target_of_one"),
        ]

    @property
    def aim(self) -> Aim:
        """What is wanted."""
        return Aim(self.metric)

    @property
    def when(self) -> Period:
        """The period it is for."""
        return Period(PeriodKind(self.period), self.starts_on)


class TargetChange(WorkspaceRecord):
    """One change of a target, as the journal told it: what was wanted before and since; without either, nothing was.

    It is a picture of the journal (``projections``) in which the story of a target is one index read.
    """

    position = models.BigIntegerField()
    metric = models.CharField(max_length=40, choices=Aim)
    team = models.ForeignKey(Team, null=True, on_delete=models.CASCADE, related_name="+", db_index=False)
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+", db_index=False)
    pipeline = models.ForeignKey(Pipeline, null=True, on_delete=models.CASCADE, related_name="+", db_index=False)
    period = models.CharField(max_length=7, choices=PeriodKind)
    starts_on = models.DateField()
    before = models.DecimalField(max_digits=15, decimal_places=2, null=True)
    amount = models.DecimalField(max_digits=15, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, blank=True)
    set_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    origin = models.CharField(max_length=12)
    at = models.DateTimeField()

    objects = scoped(TargetQuerySet)

    class Meta(WorkspaceRecord.Meta):
        indexes = [models.Index(fields=["workspace", "metric", "-position"], name="target_change")]
        ordering = ["-position"]

    @property
    def when(self) -> Period:
        """The period that it was for."""
        return Period(PeriodKind(self.period), self.starts_on)
