"""Filters by what comes after the sale: deals that go on from a won one, and customers who should order again."""

from collections.abc import Callable
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from penstock.boards.filters.flags import Flag
from penstock.common import clock
from penstock.deals.models import DealStatus
from penstock.playbooks.models import FollowUp, Reorder
from penstock.workspaces.actor import Actor

When = dict[str, date]
"""Conditions of the day of a reorder."""

SOON = 30
"""Within so many days a reorder is expected soon."""


def follow_up(by: Actor) -> Q:
    """Deals that were opened to go on from a won one."""
    return Q(Exists(FollowUp.objects.on(by.workspace).filter(deal=OuterRef("pk"))))


def those_that_follow(by: Actor) -> Q:
    """The same, beginning with the few that do."""
    return Q(pk__in=FollowUp.objects.on(by.workspace).values("deal"))


def without_follow_up(by: Actor) -> Q:
    """Won deals from which none goes on."""
    return Q(status=DealStatus.WON) & ~Q(Exists(FollowUp.objects.on(by.workspace).filter(origin=OuterRef("pk"))))


def those_without(by: Actor) -> Q:
    """The same, without asking anew for every won deal."""
    return Q(status=DealStatus.WON) & ~Q(pk__in=FollowUp.objects.on(by.workspace).values("origin"))


def overdue(by: Actor) -> When:
    """Expected before today."""
    return {"expected_on__lt": _today(by)}


def soon(by: Actor) -> When:
    """Expected from today on, within 30 days."""
    return {"expected_on__gte": _today(by), "expected_on__lt": _today(by) + timedelta(days=SOON)}


def later(by: Actor) -> When:
    """Expected later than that."""
    return {"expected_on__gte": _today(by) + timedelta(days=SOON)}


def _reorder(key: str, label: Promise, when: Callable[[Actor], When]) -> Flag:
    """Won deals whose customer is expected to order again in some time."""
    return Flag(key, label, question=lambda by: _expected(by, when(by)), few=lambda by: _those_expected(by, when(by)))


def _expected(by: Actor, when: When) -> Q:
    rows = Reorder.objects.on(by.workspace).filter(deal=OuterRef("pk"), **when)
    return Q(status=DealStatus.WON) & Q(Exists(rows))


def _those_expected(by: Actor, when: When) -> Q:
    """The same, beginning with the few that are."""
    return Q(status=DealStatus.WON, pk__in=Reorder.objects.on(by.workspace).filter(**when).values("deal"))


def _today(by: Actor) -> date:
    return clock.day_of(clock.now(), by.zone)


AFTER: tuple[Flag, ...] = (
    Flag("follow_up", gettext_lazy("Goes on from a won deal"), question=follow_up, few=those_that_follow),
    Flag(
        "without_follow_up",
        gettext_lazy("Won, and none goes on from it"),
        question=without_follow_up,
        few=those_without,
    ),
    _reorder("reorder_overdue", gettext_lazy("Reorder overdue"), overdue),
    _reorder("reorder_soon", gettext_lazy("Reorder expected within 30 days"), soon),
    _reorder("reorder_later", gettext_lazy("Reorder expected later"), later),
)
