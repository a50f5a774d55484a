"""Alerts: which number, which line, and who is told; and for each of these whether it is out of line now."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from penstock.common.managers import ScopedQuerySet, scoped
from penstock.common.models import WorkspaceRecord
from penstock.pipelines.models import Pipeline, Source, Stage
from penstock.workspaces.models import Person, Team


class Rule(models.TextChoices):
    """What makes a number worth telling."""

    BELOW = "below", _("falls below")
    ABOVE = "above", _("rises above")
    SHIFT = "shift", _("shifts notably")


FORECAST = "forecast"
"""What is watched in place of a metric: what a period that goes on is expected to bring."""


class Ahead(models.TextChoices):
    """The period that a forecast is watched for: always the one that goes on, of the workspace's fiscal year."""

    MONTH = "month", _("this month")
    QUARTER = "quarter", _("this quarter")
    YEAR = "year", _("this year")


class AlertQuerySet(ScopedQuerySet):
    """Alerts that one made or is told of; administrators see all."""

    def readable_by(self, actor: Any) -> Self:
        mine = self.filter(workspace_id=actor.workspace_id)
        if actor.is_admin:
            return mine
        told = AlertReader.objects.on(actor.person).filter(workspace_id=actor.workspace_id)
        return mine.filter(Q(maker_id=actor.person_id) | Q(pk__in=told.values("alert")))


class Alert(WorkspaceRecord):
    """When a ``metric`` of the last ``days`` does what the ``rule`` says, somebody is told.

    ``line`` is in the metric's unit, a share as a part of one; a shift has none. The number is narrowed to a pipeline,
    a stage, a team, an owner or a source where one is given. ``checked_on`` is the day of the last look.

    Of a ``FORECAST`` it is the ``period`` that goes on and no last days; without a line it is held against the target.
    """

    metric = models.CharField(max_length=60)
    rule = models.CharField(max_length=5, choices=Rule)
    line = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    days = models.PositiveSmallIntegerField(default=90)
    period = models.CharField(max_length=7, choices=Ahead, blank=True)
    pipeline = models.ForeignKey(Pipeline, null=True, on_delete=models.CASCADE, related_name="+", db_index=False)
    stage = models.ForeignKey(Stage, null=True, on_delete=models.CASCADE, related_name="+", db_index=False)
    team = models.ForeignKey(Team, null=True, on_delete=models.CASCADE, related_name="+", db_index=False)
    owner = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+", db_index=False)
    source = models.ForeignKey(Source, null=True, on_delete=models.CASCADE, related_name="+", db_index=False)
    maker = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    made_at = models.DateTimeField()
    checked_on = models.DateField(null=True)

    objects = scoped(AlertQuerySet)

    class Meta(WorkspaceRecord.Meta):
        indexes = [models.Index(fields=["workspace", "checked_on"], name="alert_checked")]


class AlertReader(WorkspaceRecord):
    """Somebody who is told; what they may see decides what the number is for them.

    ``since`` is the day on which it went out of line, and they were told; None while it is in line. ``value`` and
    ``before`` are what the last look found, ``n`` the rows behind it.
    """

    alert = models.ForeignKey(Alert, on_delete=models.CASCADE, related_name="+", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    since = models.DateField(null=True)
    value = models.FloatField(null=True)
    before = models.FloatField(null=True)
    n = models.PositiveIntegerField(default=0)

    class Meta(WorkspaceRecord.Meta):
        constraints = [models.UniqueConstraint(fields=["alert", "person"], name="alert_reader_once")]
        indexes = [models.Index(fields=["person"], name="alert_reader_person")]
