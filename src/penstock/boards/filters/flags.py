"""Filters that are on or off: what a seller looks for first."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from penstock.activities.models import NextStep
from penstock.boards.filters.definition import Condition, Filter
from penstock.common import clock
from penstock.common.errors import Refused
from penstock.pipelines.models import Stage, StageKind
from penstock.workspaces.actor import Actor

YES = frozenset({"1", "yes", "true", "on"})


@dataclass(frozen=True, kw_only=True)
class Flag(Filter):
    """On or not asked for."""

    widget = "flag"
    question: Callable[[Actor], Q]

    def read(self, params: QueryDict, by: Actor) -> Condition:
        value = self.asked(params)[-1]
        if value.lower() not in YES:
            raise Refused(_("The filter “%(filter)s” is switched on with “yes”.") % {"filter": self.label})
        return Condition(self, _("yes"), self.question(by))


def without_next_step(by: Actor) -> Q:
    """Open deals for which nothing is planned."""
    return Q(status=StageKind.OPEN) & ~Q(Exists(NextStep.objects.on(by.workspace).filter(deal=OuterRef("pk"))))


def step_overdue(by: Actor) -> Q:
    """Open deals whose next step should have been done by now."""
    late = NextStep.objects.on(by.workspace).filter(deal=OuterRef("pk"), due_at__lt=clock.now())
    return Q(status=StageKind.OPEN) & Q(Exists(late))


def stuck(by: Actor) -> Q:
    """Open deals that have stood in their stage for longer than it expects."""
    now, question = clock.now(), Q(pk__in=[])
    expecting = Stage.objects.of(by).filter(kind=StageKind.OPEN, expected_days__isnull=False)
    for pk, days in expecting.values_list("pk", "expected_days"):
        question |= Q(stage_id=pk, stage_entered_at__lte=now - timedelta(days=days + 1))
    return Q(status=StageKind.OPEN) & question


def close_overdue(by: Actor) -> Q:
    """Open deals that were expected to close before today."""
    return Q(status=StageKind.OPEN, expected_close_on__lt=clock.day_of(clock.now(), by.zone))


FLAGS: tuple[Flag, ...] = (
    Flag("no_next_step", gettext_lazy("No next step"), question=without_next_step),
    Flag("step_overdue", gettext_lazy("Next step overdue"), question=step_overdue),
    Flag("stuck", gettext_lazy("Stuck in stage"), question=stuck),
    Flag("close_overdue", gettext_lazy("Expected close is past"), question=close_overdue),
)
