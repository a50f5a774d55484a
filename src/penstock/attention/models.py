"""What is usual, learnt from won deals, and the marks of open deals that are measured by it."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from penstock.common.managers import scoped
from penstock.common.models import WorkspaceRecord
from penstock.deals.models import Deal
from penstock.deals.models.people import DealPartQuerySet


class StageNorm(WorkspaceRecord):
    """How many working days won deals spent in a stage; without a stage, in any one of the pipeline's.

    ``segment`` narrows it to deals of a product, size or type (see ``segments``), empty means all. ``median`` and
    ``p75`` are drawn towards the next wider norm where there is little history; ``seen_median`` and ``seen_p75`` are
    not. ``deals`` counts the visits it was learnt from, ``since`` when the oldest of those deals was won.
    """

    pipeline_id = models.BigIntegerField()
    stage_id = models.BigIntegerField(null=True)
    segment = models.CharField(max_length=40, blank=True)
    deals = models.PositiveIntegerField()
    median = models.FloatField()
    p75 = models.FloatField()
    seen_median = models.FloatField(null=True)
    seen_p75 = models.FloatField(null=True)
    since = models.DateTimeField(null=True)

    class Meta(WorkspaceRecord.Meta):
        indexes = [models.Index(fields=["workspace", "pipeline_id", "stage_id"], name="stage_norm_stage")]


class AgeNorm(WorkspaceRecord):
    """How old a pipeline's deals were, in calendar days, when they were won; and where sizes part, by currency."""

    pipeline_id = models.BigIntegerField()
    deals = models.PositiveIntegerField()
    median = models.FloatField()
    p90 = models.FloatField()
    oldest = models.FloatField()
    sizes = models.JSONField(default=dict)
    since = models.DateTimeField(null=True)

    class Meta(WorkspaceRecord.Meta):
        constraints = [models.UniqueConstraint(fields=["workspace", "pipeline_id"], name="age_norm_pipeline")]


class Basis(models.TextChoices):
    """Where the number of days comes from that a deal is measured by."""

    HAND = "hand", _("Set by hand")
    LEARNT = "learnt", _("Learnt from won deals")
    PRODUCT = "product", _("Learnt from won deals of this product")
    SIZE = "size", _("Learnt from won deals of this size")
    TYPE = "type", _("Learnt from won deals of this type")
    PIPELINE = "pipeline", _("Learnt from the pipeline’s other stages")
    TEMPLATE = "template", _("The template’s guess")


class Level(models.TextChoices):
    """How pressing it is."""

    NONE = "", ""
    SLOW = "slow", _("Slow")
    STUCK = "stuck", _("Stuck")


class DealMark(WorkspaceRecord):
    """Projection: from which moments an open deal is slow and stuck, unless something happens, and why.

    The moments are kept, so that a board compares them with now. ``waits_from`` is when the deal entered its stage or
    was last in touch, ``touched_at`` the last two-way contact, ``touches`` all contacts counted, ``planned_at`` when
    the next step is due: until then the deal is neither. ``usual`` and ``most`` are working days in the stage,
    ``age_old`` and ``age_most`` calendar days since the deal was opened; None where nothing is known.
    """

    deal = models.OneToOneField(Deal, on_delete=models.CASCADE, related_name="mark", primary_key=True)
    waits_from = models.DateTimeField()
    touched_at = models.DateTimeField(null=True)
    touches = models.PositiveIntegerField(default=0)
    planned_at = models.DateTimeField(null=True)
    basis = models.CharField(max_length=8, choices=Basis, blank=True)
    usual = models.FloatField(null=True)
    most = models.FloatField(null=True)
    learnt_from = models.PositiveIntegerField(default=0)
    age_old = models.FloatField(null=True)
    age_most = models.FloatField(null=True)
    slow_at = models.DateTimeField(null=True)
    stuck_at = models.DateTimeField(null=True)

    objects = scoped(DealPartQuerySet)

    class Meta(WorkspaceRecord.Meta):
        indexes = [
            # With the deal, so that whose mark it is needs no look at the mark.
            models.Index(
                fields=["workspace", "stuck_at", "deal"], name="mark_stuck", condition=Q(stuck_at__isnull=False)
            ),
            models.Index(fields=["workspace", "slow_at"], name="mark_slow", condition=Q(slow_at__isnull=False)),
            # Who counts deals by stage asks for each whether it is slow or stuck: from the index alone.
            models.Index(fields=["workspace", "deal", "stuck_at", "slow_at"], name="mark_moments"),
        ]

    def level(self, now: datetime) -> Level:
        """What the deal is at a moment, if nothing happens before."""
        if self.stuck_at is not None and self.stuck_at <= now:
            return Level.STUCK
        return Level.SLOW if self.slow_at is not None and self.slow_at <= now else Level.NONE


class Learning(WorkspaceRecord):
    """When the norms were last learnt: once a night is enough."""

    learnt_at = models.DateTimeField()

    class Meta(WorkspaceRecord.Meta):
        constraints = [models.UniqueConstraint(fields=["workspace"], name="learning_workspace")]


class BlockCause(WorkspaceRecord):
    """What holds deals up, in the seller's words; the list grows as they name new ones."""

    name = models.CharField(max_length=120)

    class Meta(WorkspaceRecord.Meta):
        constraints = [models.UniqueConstraint(fields=["workspace", "name"], name="block_cause_name")]
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class BlockResult(models.TextChoices):
    """How a block ended."""

    SOLVED = "solved", _("The remedy worked")
    PASSED = "passed", _("It passed by itself")
    UNSOLVED = "unsolved", _("We go on without a solution")
    WON = "won", _("The deal was won in spite of it")
    LOST = "lost", _("The deal was lost")


class Block(WorkspaceRecord):
    """What holds a deal up, since when, what is tried, and how it ended; a deal has one at a time."""

    deal = models.ForeignKey(Deal, on_delete=models.CASCADE, related_name="+", db_index=False)
    cause = models.ForeignKey(BlockCause, on_delete=models.PROTECT, related_name="+", db_index=False)
    remedy = models.TextField(blank=True)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    result = models.CharField(max_length=8, choices=BlockResult, blank=True)

    objects = scoped(DealPartQuerySet)

    class Meta(WorkspaceRecord.Meta):
        indexes = [
            models.Index(fields=["workspace", "cause"], name="block_of_cause"),
            models.Index(fields=["deal"], name="block_deal"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["deal"], condition=Q(ended_at__isnull=True), name="block_one_at_a_time")
        ]


class StageLimit(WorkspaceRecord):
    """How many open deals a seller should have in a stage at most: advice, not a rule."""

    stage_id = models.BigIntegerField()
    most = models.PositiveIntegerField()

    class Meta(WorkspaceRecord.Meta):
        constraints = [models.UniqueConstraint(fields=["workspace", "stage_id"], name="stage_limit_stage")]


class ContactNorm(WorkspaceRecord):
    """How many contacts a sale is given before it is given up, and from how many a week on a buyer feels pushed."""

    touches = models.PositiveSmallIntegerField(default=7)
    a_week = models.PositiveSmallIntegerField(default=4)

    class Meta(WorkspaceRecord.Meta):
        constraints = [models.UniqueConstraint(fields=["workspace"], name="contact_norm_workspace")]
