"""What people are paid a month, each amount from a day on, so that a raise keeps what was before."""

from datetime import date
from typing import Any, Self

from django.db import models

from penstock.common.managers import ScopedQuerySet, scoped
from penstock.common.models import WorkspaceRecord
from penstock.workspaces.models import Person

FIRST, LAST = date(1970, 1, 1), date(2200, 1, 1)
"""Days before and after these are slips of the finger."""


class PayQuerySet(ScopedQuerySet):
    """Pay of those whose records one may read, for who has the right to see pay; nothing for anybody else."""

    def readable_by(self, actor: Any) -> Self:
        if not actor.may_see_pay:
            return self.none()
        mine = self.filter(workspace_id=actor.workspace_id)
        people = actor.readable_people
        return mine if people is None else mine.filter(person__in=people)


class Pay(WorkspaceRecord):
    """What a person is paid a month from ``from_on`` on, until the next row of theirs; 0 is nothing any more."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    from_on = models.DateField()
    amount = models.DecimalField(max_digits=15, decimal_places=2)
    currency = models.CharField(max_length=3)

    objects = scoped(PayQuerySet)

    class Meta(WorkspaceRecord.Meta):
        constraints = [models.UniqueConstraint(fields=["workspace", "person", "from_on"], name="pay_day")]
        ordering = ["person", "from_on"]
