"""The journal counts without gaps, is never changed, and forgets what was rolled back."""

import pytest
from django.db import DatabaseError, transaction

from penstock.common.errors import UnscopedRead
from penstock.deals.actions import open_deal
from penstock.journal.models import Event
from penstock.journal.recording import head, record
from penstock.people.events import RateSet
from penstock.workspaces.models import Workspace


def positions(workspace):
    return list(Event.objects.on(workspace).order_by("position").values_list("position", flat=True))


def test_positions_count_up_without_gaps_in_each_workspace(world, rep, stranger):
    for number in range(3):
        open_deal(f"Ours {number}", by=rep)
        open_deal(f"Theirs {number}", by=stranger)
    for workspace in (rep.workspace, stranger.workspace):
        assert positions(workspace) == list(range(1, head(workspace) + 1))


def test_what_is_rolled_back_leaves_no_position(world, rep):
    before = head(rep.workspace)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        open_deal("Half-made", by=rep)
        raise ZeroDivisionError
    assert head(rep.workspace) == before
    assert positions(rep.workspace) == list(range(1, before + 1))


@pytest.mark.parametrize("change", [lambda rows: rows.update(kind="deal.faked"), lambda rows: rows.delete()])
def test_the_database_refuses_to_change_or_delete_an_event(world, rep, change):
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        change(Event.objects.of(rep))
    assert positions(rep.workspace)


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_refused(world):
    with pytest.raises(RuntimeError):
        record(world.system, RateSet(currency="EUR", on="2026-01-01", rate="1.1"))


def test_reading_without_an_actor_fails_closed(world):
    for read in (Event.objects.all, Event.objects.count, lambda: Event.objects.filter(pk=1)):
        with pytest.raises(UnscopedRead):
            read()


def test_an_event_tells_who_when_and_through_which_door(world, rep):
    deal = open_deal("Big order", by=rep.through("api"))
    event = Event.objects.of(rep).get(deal_id=deal.pk)
    assert (event.person_id, event.origin, event.kind) == (rep.person_id, "api", "deal.opened")
    assert event.occurred_at == deal.opened_at <= event.recorded_at
    assert Workspace.objects.get(pk=rep.workspace_id).journal_head == event.position
