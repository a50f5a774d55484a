"""Targets: how much of what is wanted of whom, in which pipeline and period."""

from datetime import date, datetime, timedelta
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
from penstock.workspaces.models import Person, Role, Team


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


class Measure(models.TextChoices):
    """What somebody can be measured by: what targets are set for, and rates whose target stands in the set itself."""

    REVENUE = "revenue_won", _("Revenue won")
    DEALS = "deals_won", _("Deals won")
    AVERAGE = "average_won_deal", _("Average won deal")
    ACTIVITIES = "activities_done", _("Activities done")
    CALLS = "calls_made", _("Calls made")
    BOOKED = "meetings_booked", _("Meetings booked")
    MEETINGS = "meetings_held", _("Meetings held")
    WIN_RATE = "win_rate", _("Win rate")
    CYCLE = "cycle_length_median", _("Median sales cycle")
    ANSWERED = "calls_answered_share", _("Calls answered")
    REFUSED = "refusals_after_proposal", _("Refusals after the proposal")
    DISCOUNT = "average_discount", _("Average discount")
    DATA = "data_quality", _("Data quality")

    @property
    def aim(self) -> Aim | None:
        """What targets are set for, where that is so."""
        return Aim(self.value) if self.value in Aim.values else None

    @property
    def is_share(self) -> bool:
        """Whether its target is a share of one, which people write in percent."""
        return self in (Measure.WIN_RATE, Measure.ANSWERED, Measure.REFUSED, Measure.DISCOUNT, Measure.DATA)

    @property
    def is_result(self) -> bool:
        """Whether it is what selling is for."""
        return self in (Measure.REVENUE, Measure.DEALS, Measure.AVERAGE)

    @property
    def is_work(self) -> bool:
        """Whether it is the work that leads there; what is neither tells how well it is done."""
        return self in (Measure.ACTIVITIES, Measure.CALLS, Measure.BOOKED, Measure.MEETINGS)


class KpiQuerySet(ScopedQuerySet):
    """Sets of teams, roles and everybody are known to all; a person's own to those who may read their records."""

    def readable_by(self, actor: Any) -> Self:
        mine = self.filter(workspace_id=actor.workspace_id)
        people = actor.readable_people
        return mine if people is None else mine.filter(Q(person__isnull=True) | Q(person__in=people))

    def in_force(self, at: datetime | None = None) -> Self:
        """Those that no later set has replaced; of a moment, those that held up to it."""
        if at is None:
            return self.filter(replaced_at=None)
        return self.filter(Q(replaced_at=None) | Q(replaced_at__gte=at), set_at__lt=at)


class Kpi(WorkspaceRecord):
    """One metric of a set by which a person, a team, a role or everybody is measured in a period, with its weight.

    ``weight`` is in percent: those of a set come to 100. ``target`` is of a rate, in the metric's own unit; what sums
    up has the one that is set as a ``Target``. ``cap`` is the attainment in percent above which no more counts.
    Rows are never changed: a new set replaces all of the old.
    """

    metric = models.CharField(max_length=40, choices=Measure)
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+", db_index=False)
    team = models.ForeignKey(Team, null=True, on_delete=models.CASCADE, related_name="+", db_index=False)
    role = models.ForeignKey(Role, null=True, on_delete=models.CASCADE, related_name="+", db_index=False)
    period = models.CharField(max_length=7, choices=PeriodKind)
    starts_on = models.DateField()
    weight = models.DecimalField(max_digits=5, decimal_places=2)
    target = models.DecimalField(max_digits=17, decimal_places=4, null=True)
    cap = models.PositiveSmallIntegerField(null=True)
    set_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    set_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    objects = scoped(KpiQuerySet)

    class Meta(WorkspaceRecord.Meta):
        indexes = [models.Index(fields=["workspace", "starts_on", "replaced_at"], name="kpi_period")]
        constraints = [
            models.UniqueConstraint(
                F("workspace"),
                F("starts_on"),
                F("period"),
                Coalesce("person", 0),
                Coalesce("team", 0),
                Coalesce("role", 0),
                F("metric"),
                name="kpi_one_each",
                condition=Q(replaced_at__isnull=True),
            )
        ]
        ordering = ["pk"]

    def held_at(self, moment: datetime) -> bool:
        """Whether it counted up to a moment."""
        return self.set_at < moment and (self.replaced_at is None or self.replaced_at >= moment)

    @property
    def measure(self) -> Measure:
        """What is measured."""
        return Measure(self.metric)

    @property
    def when(self) -> Period:
        """The period it is for."""
        return Period(PeriodKind(self.period), self.starts_on)


class RemarkQuerySet(ScopedQuerySet):
    """What happens outside is known to everybody in the workspace."""

    def touching(self, span: Span) -> Self:
        """Those that have a day in the span, the first first."""
        return self.filter(from_on__lt=span.until_on, until_on__gt=span.from_on).order_by("from_on", "pk")


class Remark(WorkspaceRecord):
    """What happens outside and tells upon sales, from one day until before another: a rise of prices, a fair."""

    text = models.CharField(max_length=200)
    from_on = models.DateField()
    until_on = models.DateField()
    written_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)

    objects = scoped(RemarkQuerySet)

    class Meta(WorkspaceRecord.Meta):
        indexes = [models.Index(fields=["workspace", "from_on"], name="remark_from")]

    @property
    def last_on(self) -> date:
        """Its last day."""
        return self.until_on - timedelta(days=1)

    def touches(self, span: Span) -> bool:
        """Whether it has a day in the span."""
        return self.from_on < span.until_on and self.until_on > span.from_on
