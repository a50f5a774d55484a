"""Filters that are on or off: what a seller looks for first."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.db.models import Exists, OuterRef, Q
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from penstock.activities.models import NextStep
from penstock.attention.models import Level
from penstock.attention.queries import is_at, lost_early, older_than_usual
from penstock.boards.filters.definition import Condition, Filter
from penstock.common import clock
from penstock.common.errors import Refused
from penstock.deals.models import DealStatus
from penstock.losses.queries import not_asked, verified
from penstock.workspaces.actor import Actor

YES = frozenset({"1", "yes", "true", "on"})


@dataclass(frozen=True, kw_only=True)
class Flag(Filter):
    """On or not asked for; ``few`` is the same question for whoever goes through all deals, where it holds of few."""

    widget = "flag"
    question: Callable[[Actor], Q]
    few: Callable[[Actor], Q] | None = None

    def read(self, params: QueryDict, by: Actor) -> Condition:
        value = self.asked(params)[-1]
        if value.lower() not in YES:
            raise Refused(_("The filter “%(filter)s” is switched on with “yes”.") % {"filter": self.label})
        return Condition(self, _("yes"), self.question(by), look_up=partial(self.few, by) if self.few else None)


def without_next_step(by: Actor) -> Q:
    """Open deals for which nothing is planned."""
    return Q(status=DealStatus.OPEN) & ~Q(Exists(NextStep.objects.on(by.workspace).filter(deal=OuterRef("pk"))))


def step_overdue(by: Actor) -> Q:
    """Open deals whose next step should have been done by now."""
    late = NextStep.objects.on(by.workspace).filter(deal=OuterRef("pk"), due_at__lt=clock.now())
    return Q(status=DealStatus.OPEN) & Q(Exists(late))


def stuck(by: Actor) -> Q:
    """Open deals that wait longer than three of four won deals did, or are older than any that was ever won."""
    return is_at(Level.STUCK, by)


def slow(by: Actor) -> Q:
    """Open deals that wait longer than half of the won deals did, stuck ones included."""
    return is_at(Level.SLOW, by)


def older(by: Actor) -> Q:
    """Open deals that are older than nine of ten were when they were won, in the same pipeline."""
    return older_than_usual(by)


def close_overdue(by: Actor) -> Q:
    """Open deals that were expected to close before today."""
    return Q(status=DealStatus.OPEN, expected_close_on__lt=clock.day_of(clock.now(), by.zone))


AT_WORK = Flag("at_work", "", is_kept=True, question=lambda _by: ~Q(status=DealStatus.ASIDE))
"""What boards ask without being asked: nothing that is set aside. It stands in no address."""

FOUND = Flag("found", "", question=lambda _by: Q())
"""What stands for filters whose deals are found already. It stands in no address."""


FLAGS: tuple[Flag, ...] = (
    Flag("no_next_step", gettext_lazy("No next step"), question=without_next_step),
    Flag("step_overdue", gettext_lazy("Next step overdue"), question=step_overdue),
    Flag("stuck", gettext_lazy("Stuck"), question=stuck),
    Flag("slow", gettext_lazy("Slow or stuck"), question=slow),
    Flag("older", gettext_lazy("Older than usual"), question=older),
    Flag("lost_early", gettext_lazy("Lost after too few contacts"), question=lost_early),
    Flag("loss_verified", gettext_lazy("Loss verified with the customer"), question=verified),
    Flag("loss_not_asked", gettext_lazy("Lost, not asked yet"), question=not_asked),
    Flag("close_overdue", gettext_lazy("Expected close is past"), question=close_overdue),
)
