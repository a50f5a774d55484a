"""Filters by what comes after the sale: deals that go on from a won one, and customers who should order again."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy

from penstock.boards.filters.flags import Flag
from penstock.common import clock
from penstock.deals.models import DealStatus
from penstock.playbooks.models import FollowUp, Reorder
from penstock.workspaces.actor import Actor

SOON = 30
"""Within so many days a reorder is expected soon."""


def follow_up(by: Actor) -> Q:
    """Deals that were opened to go on from a won one."""
    return Q(Exists(FollowUp.objects.on(by.workspace).filter(deal=OuterRef("pk"))))


def without_follow_up(by: Actor) -> Q:
    """Won deals from which none goes on."""
    return Q(status=DealStatus.WON) & ~Q(Exists(FollowUp.objects.on(by.workspace).filter(origin=OuterRef("pk"))))


def reorder_overdue(by: Actor) -> Q:
    """Won deals whose customer was expected to order again before today."""
    return _expected(by, expected_on__lt=_today(by))


def reorder_soon(by: Actor) -> Q:
    """Won deals whose customer is expected to order again from today on, within 30 days."""
    today = _today(by)
    return _expected(by, expected_on__gte=today, expected_on__lt=today + timedelta(days=SOON))


def reorder_later(by: Actor) -> Q:
    """Won deals whose customer is expected to order again later than that."""
    return _expected(by, expected_on__gte=_today(by) + timedelta(days=SOON))


def _expected(by: Actor, **when: date) -> Q:
    rows = Reorder.objects.on(by.workspace).filter(deal=OuterRef("pk"), **when)
    return Q(status=DealStatus.WON) & Q(Exists(rows))


def _today(by: Actor) -> date:
    return clock.day_of(clock.now(), by.zone)


AFTER: tuple[Flag, ...] = (
    Flag("follow_up", gettext_lazy("Goes on from a won deal"), question=follow_up),
    Flag("without_follow_up", gettext_lazy("Won, and none goes on from it"), question=without_follow_up),
    Flag("reorder_overdue", gettext_lazy("Reorder overdue"), question=reorder_overdue),
    Flag("reorder_soon", gettext_lazy("Reorder expected within 30 days"), question=reorder_soon),
    Flag("reorder_later", gettext_lazy("Reorder expected later"), question=reorder_later),
)
