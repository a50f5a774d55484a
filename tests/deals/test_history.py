"""Random lives of a deal against a slow and obvious second telling: spans give back every past moment."""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from penstock.common import clock
from penstock.common.errors import Refused
from penstock.deals.actions import (
    DealHistory,
    Step,
    assign_deal,
    bring_back,
    change_deal,
    ingest_deals,
    move_deal,
    open_deal,
    set_aside,
    undo_change,
)
from penstock.deals.models import Deal, DealSpan
from penstock.journal.models import Event
from penstock.workspaces.models import Workspace

START = clock.now() - timedelta(days=400)
TO_COME = clock.now().date() + timedelta(days=400)
CLOSED_FROM = 4
OPS = st.one_of(
    st.tuples(st.just("move"), st.integers(0, 5)),
    st.tuples(st.just("amount"), st.sampled_from([None, Decimal("10.00"), Decimal("99.99")])),
    st.tuples(st.just("owner"), st.sampled_from(["rep", "manager"])),
    st.tuples(st.just("odds"), st.sampled_from([None, 0, 55])),
    st.tuples(st.just("category"), st.sampled_from([None, "commit", "best_case", "pipeline", "omitted"])),
    st.tuples(st.sampled_from(["aside", "back"]), st.just(None)),
    st.tuples(st.just("undo"), st.just(None)),
)
LIVES = st.lists(st.tuples(OPS, st.integers(0, 3)), max_size=12)


@dataclass(frozen=True)
class Told:
    """What the obvious telling remembers of a moment."""

    at: datetime
    stage: int
    owner: str
    amount: Decimal | None
    probability: int | None
    visit: int
    aside: bool = False
    category: str | None = None


def tell(life):
    """The list of what was true from when on; an undo forgets the newest entry that is a change."""
    told, at = [Told(START, 0, "manager", None, None, 1)], START
    closed = [stage for stage in range(6) if stage >= CLOSED_FROM]
    for (op, value), days in life:
        at += timedelta(days=days)
        if op == "undo":
            told = told[:-1] if len(told) > 1 else told
            continue
        last = told[-1]
        after = {
            "move": lambda: replace(
                last, stage=value, visit=last.visit + (value != last.stage), aside=last.aside and value == last.stage
            ),
            "aside": lambda: replace(last, aside=last.stage not in closed),
            "back": lambda: replace(last, aside=False),
            "amount": lambda: replace(last, amount=value),
            "owner": lambda: replace(last, owner=value),
            "odds": lambda: replace(last, probability=value),
            "category": lambda: replace(last, category=value),
        }[op]()
        if after != last:
            told.append(replace(after, at=at))
    return told


def live(world, life):
    """The same life through the actions."""
    by, at = world.actor("manager"), START
    deal = open_deal("Life", by=by, at=START)
    done = []
    for (op, value), days in life:
        at += timedelta(days=days)
        if op == "undo":
            if done:
                undo_change(deal, done.pop(), by=by)
            continue
        event = {
            "move": lambda: move_deal(deal, world.stages[value], by=by, at=at, loss_reason=world.reason),
            "amount": lambda: change_deal(deal, by=by, at=at, amount=value),
            "owner": lambda: assign_deal(deal, world.people[value], by=by, at=at),
            "odds": lambda: change_deal(deal, by=by, at=at, probability=value),
            "category": lambda: change_deal(deal, by=by, at=at, forecast_category=value),
            "aside": lambda: put_aside(deal, by, at),
            "back": lambda: bring_back(deal, by=by, at=at),
        }[op]()
        if event:
            done.append(event.position)
    return deal


def put_aside(deal, by, at):
    """A closed deal cannot be, and stays as it is."""
    with suppress(Refused):
        return set_aside(deal, until=TO_COME, by=by, at=at)


def expected(told, world):
    stage = world.stages[told.stage]
    status = "aside" if told.aside else stage.kind
    odds = {"won": 100, "lost": 0}.get(stage.kind, stage.probability if told.probability is None else told.probability)
    owner, worth = world.people[told.owner].pk, told.amount or Decimal(0)
    return (stage.pk, status, owner, worth, odds, told.visit, told.category)


def as_of(spans, moment):
    (span,) = [s for s in spans if s.from_at <= moment and (s.to_at is None or moment < s.to_at)]
    return (span.stage_id, span.status, span.owner_id, span.value, span.odds, span.visit, span.forecast_category)


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(life=LIVES)
def test_spans_give_back_what_was_true_at_every_moment(world, life):
    with transaction.atomic():
        deal, told = live(world, life), tell(life)
        spans = list(DealSpan.objects.on(deal).believed().order_by("from_at", "pk"))
        for day in range(-1, 40):
            moment = START + timedelta(days=day, hours=1)
            known = [entry for entry in told if entry.at <= moment]
            if known:
                assert as_of(spans, moment) == expected(known[-1], world)
        assert_whole(deal, spans)
        assert_gapless(deal.workspace)
        transaction.set_rollback(True)


def assert_whole(deal, spans):
    """No hole, no overlap, one open end, and the row agrees with the last span."""
    assert all(a.to_at == b.from_at for a, b in pairwise(spans))
    assert [span.to_at is None for span in spans] == [False] * (len(spans) - 1) + [True]
    row = Deal.unscoped.get(pk=deal.pk)
    for name in ("stage_id", "status", "value", "odds", "forecast_category"):
        assert getattr(row, name) == getattr(spans[-1], name)
    assert row.stage_entered_at == spans[-1].entered_at
    assert [row.aside_at is not None, row.aside_until is not None] == [row.status == "aside"] * 2
    assert row.stage_since == row.stage_entered_at + rested(span for span in spans if span.visit == spans[-1].visit)
    assert row.age_since == row.opened_at + rested(spans)


def rested(spans):
    """For how long it was set aside, as far as that is over."""
    over = list(spans)
    while over and over[-1].status == "aside":
        over.pop()
    return sum((span.to_at - span.from_at for span in over if span.status == "aside"), timedelta())


def assert_gapless(workspace):
    positions = list(Event.objects.on(workspace).order_by("position").values_list("position", flat=True))
    head = Workspace.objects.get(pk=workspace.pk).journal_head
    assert positions == list(range(1, head + 1))


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(life=st.lists(st.tuples(OPS.filter(lambda op: op[0] != "undo"), st.integers(0, 3)), max_size=10))
def test_a_history_taken_in_bulk_is_the_history_lived_step_by_step(world, life):
    with transaction.atomic():
        lived = live(world, life)
        steps = [
            Step(
                entry.at,
                world.stages[entry.stage],
                {
                    "owner_id": world.people[entry.owner].pk,
                    "amount": entry.amount,
                    "probability": entry.probability,
                    "forecast_category": entry.category,
                    "loss_reason_id": world.reason.pk if world.stages[entry.stage].kind == "lost" else None,
                },
                is_aside=entry.aside,
            )
            for entry in tell(life)
        ]
        (taken,) = ingest_deals([DealHistory("Life", steps)], by=world.actor("owner", "import"))
        assert story(taken) == story(lived)
        transaction.set_rollback(True)


def story(deal):
    names = (
        "from_at",
        "to_at",
        "visit",
        "entered_at",
        "stage_id",
        "status",
        "owner_id",
        "value",
        "odds",
        "forecast_category",
        "loss_reason_id",
    )
    return list(DealSpan.objects.on(deal).believed().order_by("from_at", "pk").values_list(*names))
