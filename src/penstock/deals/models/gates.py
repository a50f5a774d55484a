"""The gates of stages: their rules, what has been done on a deal, and who was let past a rule and why."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from penstock.common.managers import scoped
from penstock.common.models import WorkspaceRecord
from penstock.deals.models.deal import Deal
from penstock.deals.models.people import DealPartQuerySet
from penstock.pipelines.models import Stage
from penstock.workspaces.models import Person


class Side(models.TextChoices):
    """Where a rule stands: at the door into a stage, or at the door that leads on from it."""

    ENTRY = "entry", _("To enter")
    EXIT = "exit", _("To go on")


class StageRule(WorkspaceRecord):
    """One condition of a stage as data; what ``kind`` and ``params`` mean is in ``deals.gates.kinds``.

    A row never changes once it is in force: another wording is another row, and the old one is retired, so that what
    was asked on any day can be told. ``passing`` says that deals which jump over the stage meet it too; ``sentence`` is
    the workspace's own explanation; ``conditions`` say of which deals it is asked (the query of a saved view; empty: of
    all); ``held`` names what the rule refers to and is no longer there. The positions are
    those of the events that brought it into force and out of it.
    """

    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="+", db_index=False)
    side = models.CharField(max_length=5, choices=Side, default=Side.ENTRY)
    kind = models.CharField(max_length=20)
    params = models.JSONField(default=dict)
    order = models.PositiveSmallIntegerField(default=0)
    sentence = models.CharField(max_length=300, blank=True)
    passing = models.BooleanField(default=True)
    conditions = models.TextField(blank=True, default="")
    held = models.CharField(max_length=120, blank=True)
    added_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)
    added_position = models.BigIntegerField(default=0)
    retired_position = models.BigIntegerField(default=0)

    class Meta(WorkspaceRecord.Meta):
        indexes = [models.Index(fields=["workspace", "stage"], name="stage_rule_stage")]
        ordering = ["stage", "side", "order", "pk"]


class WorkPurpose(WorkspaceRecord):
    """What a piece of work or a file was for, such as a presentation or a signed contract."""

    name = models.CharField(max_length=120)
    order = models.PositiveSmallIntegerField(default=0)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta(WorkspaceRecord.Meta):
        constraints = [models.UniqueConstraint(fields=["workspace", "name"], name="work_purpose_name")]
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.name


class DealWork(WorkspaceRecord):
    """Projection, kept by the apps whose work it is: how often something was done on a deal, and when last.

    ``what`` is a kind of activity or ``file``; ``purpose_id`` is 0 where none was given. A tick is ``checklist`` with
    the item's id for a purpose.
    """

    deal = models.ForeignKey(Deal, on_delete=models.CASCADE, related_name="+", db_index=False)
    what = models.CharField(max_length=10)
    purpose_id = models.BigIntegerField(default=0)
    count = models.PositiveIntegerField()
    last_at = models.DateTimeField()

    objects = scoped(DealPartQuerySet)

    class Meta(WorkspaceRecord.Meta):
        constraints = [models.UniqueConstraint(fields=["deal", "what", "purpose_id"], name="deal_work_what")]


class Override(WorkspaceRecord):
    """Somebody with the right took a deal past the rules of a stage; ``missing`` is what was wanting, by rule."""

    deal = models.ForeignKey(Deal, on_delete=models.CASCADE, related_name="+", db_index=False)
    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="+", db_index=False)
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    missing = models.JSONField()
    reason = models.CharField(max_length=500)
    at = models.DateTimeField()
    position = models.BigIntegerField()

    objects = scoped(DealPartQuerySet)

    class Meta(WorkspaceRecord.Meta):
        indexes = [
            models.Index(fields=["workspace", "-at"], name="override_newest"),
            models.Index(fields=["deal"], name="override_deal"),
        ]
