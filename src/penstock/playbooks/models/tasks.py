"""Tasks that appear when a deal enters a stage, and who can be called in for a role."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from penstock.common import clock
from penstock.common.managers import scoped
from penstock.common.models import WorkspaceRecord
from penstock.deals.models import Deal, SellingRole
from penstock.deals.models.people import DealPartQuerySet
from penstock.playbooks.models.entries import PlaybookEntry
from penstock.workspaces.models import Person

OWNER = "owner"
WHOM = [(OWNER, _("The deal's owner")), *SellingRole.choices]


class TaskKind(models.TextChoices):
    """What is to be done; the kinds of activities that can be planned."""

    TASK = "task", _("Task")
    CALL = "call", _("Call")
    MEETING = "meeting", _("Meeting")
    EMAIL = "email", _("E-mail")


class EntryTask(PlaybookEntry):
    """What is to be done once a deal enters the stage, within ``days`` working days.

    ``whom`` is the owner or a role: whoever has it on the deal, else the least busy of those who can be called in, who
    joins the deal while the owner stays its owner. Entries before ``added_at`` call for nothing.
    """

    kind = models.CharField(max_length=8, choices=TaskKind, default=TaskKind.TASK)
    days = models.PositiveSmallIntegerField(default=1)
    whom = models.CharField(max_length=20, choices=WHOM, default=OWNER)
    added_at = models.DateTimeField(default=clock.now)


class RoleMember(WorkspaceRecord):
    """Somebody who can be called into deals in a role."""

    role = models.CharField(max_length=20, choices=SellingRole)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)

    class Meta(WorkspaceRecord.Meta):
        constraints = [models.UniqueConstraint(fields=["workspace", "role", "person"], name="role_member")]


class MadeTask(WorkspaceRecord):
    """A task of the playbook was made for a visit of a deal to the stage: once, whoever asks again.

    ``position`` is the event that called for it, so that taking that event back takes the task along.
    """

    deal = models.ForeignKey(Deal, on_delete=models.CASCADE, related_name="+", db_index=False)
    task = models.ForeignKey(EntryTask, on_delete=models.CASCADE, related_name="+", db_index=False)
    visit = models.PositiveIntegerField()
    activity_id = models.BigIntegerField()
    position = models.BigIntegerField()

    objects = scoped(DealPartQuerySet)

    class Meta(WorkspaceRecord.Meta):
        constraints = [models.UniqueConstraint(fields=["deal", "task", "visit"], name="made_task_visit")]
