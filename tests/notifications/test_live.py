"""Whoever is told something hears of it in every open window, and nobody else does."""

import pytest

from penstock.deals.actions import assign_deal
from penstock.journal.recording import head
from penstock.live.changes import since
from penstock.notifications.actions import read_all_notifications
from tests.notifications.setting import work

pytestmark = pytest.mark.django_db

RINGS = {"event": "notifications-changed"}


def test_the_bell_of_who_is_told_rings_and_falls_silent_everywhere(world, rep, manager):
    deal = world.deal()
    work()
    before = head(world.workspace)
    assign_deal(deal, world.people["manager"], by=rep)
    work()
    told = head(world.workspace)
    assert RINGS in since(manager, before, told)
    assert RINGS not in since(rep, before, told)
    read_all_notifications(by=manager)
    assert since(manager, told, head(world.workspace)) == [RINGS]


def test_the_journal_of_the_bell_settles_nothing(world, rep, manager):
    work()
    assign_deal(world.deal(), world.people["manager"], by=rep)
    world.workspace.refresh_from_db()
    settled = world.workspace.settled_head
    work()
    read_all_notifications(by=manager)
    world.workspace.refresh_from_db()
    assert (world.workspace.settled_head, world.workspace.journal_head > settled) == (settled, True)
