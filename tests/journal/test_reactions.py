"""A reaction runs once per event, in order, after commit; what fails steps aside, is tried again and parked."""

import contextlib
import threading
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import OperationalError, connection, connections, transaction
from django.db.models import Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from penstock.common import clock
from penstock.deals.actions import change_deal, open_deal
from penstock.journal import reacting
from penstock.journal.models import Event, ReactionCursor, ReactionTrouble
from penstock.journal.projections import rebuild_all
from penstock.journal.reacting import ATTEMPTS, Reacting, follow, retry_troubles, unpark
from penstock.journal.reactions import REACTIONS, RECURRING, reaction, recurring
from penstock.journal.recording import head
from penstock.people.actions import set_rate
from penstock.workspaces.models import Team


@pytest.fixture(autouse=True)
def _only_ours(monkeypatch):
    """The reactions of the apps step aside."""
    monkeypatch.setattr(reacting, "REACTIONS", {})
    monkeypatch.setattr(reacting, "RECURRING", {})


@pytest.fixture
def heard():
    """A reaction that writes down what it hears."""
    told = []
    return register("tests.heard", lambda by, event: told.append(event.position)), told


def register(name, react, *kinds, **more):
    """A reaction known to the worker."""
    reaction(name, *(kinds or ("deal.*",)), **more)(react)
    reacting.REACTIONS[name] = REACTIONS.pop(name)
    return reacting.REACTIONS[name]


def test_it_begins_with_what_happens_next_and_not_with_the_past(world, rep, heard):
    one, told = heard
    open_deal("Before", by=rep)
    follow(one, world.system)
    assert told == []
    open_deal("After", by=rep)
    follow(one, world.system)
    assert told == [head(world.workspace)]


def test_it_hears_only_its_kinds_each_once_and_in_order(world, rep, owner, heard):
    one, told = heard
    follow(one, world.system)
    for number in range(3):
        open_deal(f"Deal {number}", by=rep)
        set_rate("EUR", Decimal(number + 1), date(2026, 1, number + 1), by=owner)
    follow(one, world.system)
    follow(one, world.system)
    rows = Event.objects.of(rep).filter(kind="deal.opened").order_by("position")
    assert told == list(rows.values_list("position", flat=True))


def test_each_workspace_has_its_own_cursor(world, rep, stranger, heard):
    one, told = heard
    follow(one, world.system)
    open_deal("Theirs", by=stranger)
    follow(one, world.system)
    assert told == []
    assert ReactionCursor.objects.of(stranger).count() == 0


def test_what_an_import_wrote_is_passed_over_unless_asked_for(world, rep, heard):
    one, told = heard
    hears = register("tests.imports", lambda by, event: told.append("asked"), hears_imports=True)
    for each in (one, hears):
        follow(each, world.system)
    open_deal("Imported", by=rep.through("import"))
    for each in (one, hears):
        follow(each, world.system)
    assert told == ["asked"]


def test_a_rebuild_replays_nothing(world, rep, heard):
    one, told = heard
    follow(one, world.system)
    open_deal("Once", by=rep)
    follow(one, world.system)
    rebuild_all(world.system)
    follow(one, world.system)
    assert len(told) == 1


def test_nothing_is_read_where_nothing_is_wanted(world, rep, django_assert_num_queries):
    one = register("tests.nothing", pytest.fail, wanted=lambda by: None)
    follow(one, world.system)
    open_deal("Unheard", by=rep)
    until = head(world.workspace)
    with django_assert_num_queries(2):  # the cursor and the journal's head
        assert follow(one, world.system) == until


def test_what_is_wanted_is_asked_of_the_database(world, rep):
    told = []
    deal = open_deal("Wanted", by=rep)
    one = register("tests.one", lambda by, event: told.append(event.kind), wanted=lambda by: Q(deal_id=deal.pk))
    follow(one, world.system)
    change_deal(deal, by=rep, name="Renamed")
    open_deal("Unwanted", by=rep)
    follow(one, world.system)
    assert told == ["deal.changed"]


def test_an_idle_journal_costs_a_query_a_round(world, rep, django_assert_num_queries, heard):
    rounds = Reacting()
    rounds.round()
    rounds.round()
    with django_assert_num_queries(1):
        rounds.round()


def test_what_fails_steps_aside_and_holds_up_nobody(world, rep):
    told = []

    def react(by, event):
        if Team.objects.of(by).filter(name=f"T{event.position}").exists():
            raise AssertionError("its effect outlived the failure")
        if len(told) == 0:
            told.append("failed")
            Team.objects.of(by).create(workspace=by.workspace, name=f"T{event.position}")
            raise ValueError("not now")
        told.append(event.position)

    one = register("tests.failing", react)
    follow(one, world.system)
    first, second = (Event.objects.of(rep).get(deal_id=open_deal(name, by=rep).pk) for name in "AB")
    follow(one, world.system)
    assert told == ["failed", second.position]
    trouble = ReactionTrouble.objects.of(rep).get()
    assert (trouble.position, trouble.error) == (first.position, "ValueError: not now")
    assert not retry_troubles(world.system), "it waits first"
    ReactionTrouble.objects.of(rep).update(next_at=clock.now())
    assert retry_troubles(world.system)
    assert told == ["failed", second.position, first.position]
    assert not ReactionTrouble.objects.of(rep).exists()


def test_what_keeps_failing_is_parked_with_its_error_until_somebody_lets_it_go_on(world, rep):
    broken = [True]

    def react(by, event):
        if broken:
            raise KeyError("stage")

    one = register("tests.broken", react)
    follow(one, world.system)
    open_deal("Big order", by=rep)
    follow(one, world.system)
    pauses = []
    for _attempt in range(ATTEMPTS):
        due = ReactionTrouble.objects.of(rep).get()
        pauses.append(due.next_at)
        ReactionTrouble.objects.of(rep).update(next_at=clock.now())
        retry_troubles(world.system)
    parked = ReactionTrouble.objects.of(rep).get()
    assert parked.parked_at is not None and parked.attempts == ATTEMPTS and "stage" in parked.error
    assert pauses[2] - pauses[1] > timedelta(minutes=1)
    broken.clear()
    assert unpark(world.system) == 1
    assert retry_troubles(world.system)
    assert not ReactionTrouble.objects.of(rep).exists()


def test_a_database_that_does_not_answer_is_no_fault_of_the_event(world, rep):
    def react(by, event):
        raise OperationalError("database is locked")

    one = register("tests.locked", react)
    follow(one, world.system)
    open_deal("Big order", by=rep)
    with pytest.raises(OperationalError):
        follow(one, world.system)
    assert not ReactionTrouble.objects.of(rep).exists()
    assert ReactionCursor.objects.of(rep).get().position < head(world.workspace)


def test_recurring_work_is_looked_after_at_its_pace(world):
    looked = []
    recurring("tests.clock", timedelta(hours=1))(lambda by: bool(looked.append(by.workspace_id)))
    reacting.RECURRING["tests.clock"] = RECURRING.pop("tests.clock")
    rounds = Reacting()
    rounds.round()
    rounds.round()
    assert sorted(looked) == sorted({world.workspace.pk, world.people["stranger"].workspace_id})


class Killed(BaseException):
    """The end of a worker at any line; not an error that anybody catches."""


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(["deal", "other"]), st.sampled_from(["live", "before", "after", "fail"]))))
def test_killed_anywhere_and_resumed_each_effect_is_there_once(world, rep, owner, stream):
    """Teams named after positions stand for effects; the kill comes before or behind the effect of an event."""
    mark = transaction.savepoint()
    plan, tried = {}, set()
    one = register("tests.killed", lambda by, event: _react_or_die(by, event, plan, tried))
    follow(one, world.system)
    for number, (what, fate) in enumerate(stream):
        if what == "deal":
            open_deal("Deal", by=rep)
            plan[head(world.workspace)] = fate
        else:
            set_rate("EUR", Decimal(number + 1), date(2026, 1, 1), by=owner)
    _follow_through_kills(one, world.system)
    ReactionTrouble.objects.of(rep).update(next_at=clock.now())
    retry_troubles(world.system)
    effects = Team.objects.of(rep).filter(name__startswith="effect").values_list("name", flat=True)
    assert sorted(effects) == sorted(f"effect {position}" for position in plan)
    transaction.savepoint_rollback(mark)


def _react_or_die(by, event, plan, tried):
    """What its fate says, the first time; the second time it lives."""
    fate = "live" if event.position in tried else plan[event.position]
    tried.add(event.position)
    if fate == "before":
        raise Killed
    Team.objects.of(by).create(workspace=by.workspace, name=f"effect {event.position}")
    if fate == "after":
        raise Killed
    if fate == "fail":
        raise ValueError("not now")


def _follow_through_kills(one, by):
    for _life in range(1000):
        with contextlib.suppress(Killed):
            return follow(one, by)
    raise AssertionError("it never came to an end")


@pytest.mark.django_db(transaction=True)
def test_with_many_writers_nothing_is_skipped_and_nothing_comes_twice(world):
    told, rep = [], world.actor("rep")
    one = register("tests.writers", lambda by, event: told.append(event.position))
    follow(one, world.system)
    # SQLite lets one write at a time, so there they take turns.
    (_take_turns if connection.vendor == "sqlite" else _crowd)(one, world)
    follow(one, world.system)
    rows = Event.objects.of(rep).filter(kind="deal.opened", position__gt=min(told) - 1)
    assert sorted(told) == sorted(rows.values_list("position", flat=True))
    assert len(told) == len(set(told)) == 4 * 25


def _take_turns(one, world):
    for number in range(4):
        for count in range(25):
            open_deal(f"Deal {number}.{count}", by=world.system)
        follow(one, world.system)


def _crowd(one, world):
    writers = [threading.Thread(target=_write, args=(world, number)) for number in range(4)]
    for writer in writers:
        writer.start()
    followers = [threading.Thread(target=_follow_while, args=(one, world, writers)) for _ in range(2)]
    for follower in followers:
        follower.start()
    for thread in (*writers, *followers):
        thread.join()


def _write(world, number):
    for count in range(25):
        open_deal(f"Deal {number}.{count}", by=world.system)
    connections.close_all()


def _follow_while(one, world, writers):
    while any(writer.is_alive() for writer in writers):
        follow(one, world.system)
    connections.close_all()


def test_what_concerns_nobody_is_sifted_out_before_any_transaction(world, rep, django_assert_max_num_queries):
    told = []
    one = register(
        "tests.sifted",
        lambda by, event: told.append(event.kind),
        sift=lambda by, events: [event for event in events if event.kind == "deal.changed"],
    )
    follow(one, world.system)
    deals = [open_deal(f"Deal {number}", by=rep) for number in range(20)]
    with django_assert_max_num_queries(4):
        follow(one, world.system)
    change_deal(deals[0], by=rep, name="Renamed")
    follow(one, world.system)
    assert told == ["deal.changed"]
