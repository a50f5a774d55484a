"""The journal: events that are never changed, and how far each reaction has come in them."""

from django.db import models

from penstock.common.managers import scoped
from penstock.common.models import WorkspaceRecord

BY_HAND = ("api", "call", "cli", "email", "mcp", "screen")
"""Doors through which somebody acts themselves; whatever came through another was done for them, or before."""


class Event(WorkspaceRecord):
    """Something that happened; ``position`` counts up without gaps in each workspace.

    ``occurred_at`` is when it happened, ``recorded_at`` when we learnt it. The deal, company and contact it is about
    stand in columns of their own (plain ids: the journal knows no app above it) so that a story is one index read.
    """

    position = models.BigIntegerField()
    kind = models.CharField(max_length=60)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    origin = models.CharField(max_length=12)
    person_id = models.BigIntegerField(null=True)
    caused_by = models.BigIntegerField(null=True)
    deal_id = models.BigIntegerField(null=True)
    company_id = models.BigIntegerField(null=True)
    contact_id = models.BigIntegerField(null=True)
    data = models.JSONField(default=dict)

    objects = scoped()

    class Meta(WorkspaceRecord.Meta):
        constraints = [models.UniqueConstraint(fields=["workspace", "position"], name="event_position")]
        indexes = [
            models.Index(
                fields=["deal_id", "-occurred_at"], name="event_deal", condition=models.Q(deal_id__isnull=False)
            ),
            models.Index(
                fields=["company_id", "-occurred_at"],
                name="event_company",
                condition=models.Q(company_id__isnull=False),
            ),
            models.Index(
                fields=["contact_id", "-occurred_at"],
                name="event_contact",
                condition=models.Q(contact_id__isnull=False),
            ),
            # Who worked on which deal with their own hands, and when: few of all events, told from the index alone.
            models.Index(
                fields=["deal_id", "person_id", "recorded_at", "workspace"],
                name="event_by_hand",
                condition=models.Q(origin__in=BY_HAND),
            ),
            # What is about no record of a customer's, such as who came to which team: few of all events.
            models.Index(
                fields=["workspace", "kind", "position"],
                name="event_of_ourselves",
                condition=models.Q(deal_id__isnull=True, company_id__isnull=True, contact_id__isnull=True),
            ),
        ]


class ReactionCursor(WorkspaceRecord):
    """How far a reaction has come in a workspace's journal; moved in the transaction of what it did."""

    name = models.CharField(max_length=60)
    position = models.BigIntegerField()

    objects = scoped()

    class Meta(WorkspaceRecord.Meta):
        constraints = [models.UniqueConstraint(fields=["workspace", "name"], name="reaction_cursor_name")]


class ReactionTrouble(WorkspaceRecord):
    """An event that a reaction failed on: tried again at ``next_at``, or parked for a person to look at.

    Struck out in the transaction in which the reaction succeeds, so that it succeeds once.
    """

    name = models.CharField(max_length=60)
    position = models.BigIntegerField()
    attempts = models.PositiveIntegerField(default=1)
    error = models.TextField()
    next_at = models.DateTimeField()
    parked_at = models.DateTimeField(null=True)

    objects = scoped()

    class Meta(WorkspaceRecord.Meta):
        constraints = [models.UniqueConstraint(fields=["workspace", "name", "position"], name="reaction_trouble_event")]
