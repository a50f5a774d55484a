"""Reports that are mailed again and again: which, about what time and which deals, and to whom."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from penstock.common.managers import ScopedQuerySet, scoped
from penstock.common.models import WorkspaceRecord
from penstock.notifications.models import Letter, Regular
from penstock.workspaces.models import Person


class MailingQuerySet(ScopedQuerySet):
    """What one has mailed or gets; administrators see all."""

    def readable_by(self, actor: Any) -> Self:
        ours = self.filter(workspace_id=actor.workspace_id)
        if actor.is_admin or actor.person is None:
            return ours
        got = MailingReader.objects.on(actor.workspace).filter(person_id=actor.person_id)
        return ours.filter(Q(owner_id=actor.person_id) | Q(pk__in=got.values("mailing_id")))

    def going(self) -> Self:
        """Those that were not stopped."""
        return self.filter(stopped_at__isnull=True)


class Mailing(Regular):
    """A report of a relative ``period`` (empty: the report's own), narrowed to ``where``; see ``metrics.filtering``."""

    report = models.CharField(max_length=40)
    period = models.CharField(max_length=20, blank=True)
    where = models.JSONField(default=list)
    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    stopped_at = models.DateTimeField(null=True)

    objects = scoped(MailingQuerySet)

    class Meta(WorkspaceRecord.Meta):
        indexes = [models.Index(fields=["workspace", "owner"], name="mailing_owner")]

    def __str__(self) -> str:
        return self.report


class MailingReader(WorkspaceRecord):
    """Somebody to whom a report is mailed."""

    mailing = models.ForeignKey(Mailing, on_delete=models.CASCADE, related_name="readers", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)

    class Meta(WorkspaceRecord.Meta):
        constraints = [models.UniqueConstraint(fields=["workspace", "mailing", "person"], name="mailing_reader_once")]


class MailingLetter(Letter):
    """A report on its way to one reader; once for each of their days."""

    mailing = models.ForeignKey(Mailing, on_delete=models.CASCADE, related_name="+", db_index=False)
    day = models.DateField()

    class Meta(WorkspaceRecord.Meta):
        constraints = [
            models.UniqueConstraint(fields=["workspace", "mailing", "person", "day"], name="mailing_letter_once")
        ]
        indexes = [
            models.Index(fields=["workspace", "next_at"], name="mailing_letter_due", condition=Q(state="waiting"))
        ]
