"""The order of work at a stage is told beside moving on: by hand, and as a slow telling of random histories has it."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from penstock.activities.actions import log_activity
from penstock.deals.actions import lose_deal, move_deal
from penstock.deals.models import Deal
from penstock.metrics.sequences import sequences
from tests.reports.asked import drawn, lines
from tests.world import World

pytestmark = pytest.mark.django_db
START = datetime(2026, 3, 2, 8, tzinfo=UTC)
KINDS = ("call", "meeting", "email", "task")


def visit(world: World, work: list[tuple[str, float]], *, moves_on: bool, stay: float = 5, owner: str = "rep") -> Deal:
    """A deal that left the first stage after some days, with work done so many days after it came there."""
    by = world.actor(owner)
    deal = world.deal(owner=owner, at=START)
    for kind, days in sorted(work, key=lambda one: one[1]):
        log_activity(kind, "Did it", by=by, deal=deal, at=START + timedelta(days=days))
    at = START + timedelta(days=stay)
    if moves_on:
        return move_deal(world.fresh(deal), world.stages[1], by=by, at=at)
    return lose_deal(world.fresh(deal), by=by, reason=world.reason, at=at)


def test_an_order_goes_with_moving_on_only_where_it_clearly_does(world: World) -> None:
    for number in range(24):
        visit(world, [("call", 1), ("meeting", 2.5)], moves_on=number % 12 != 0)
        visit(world, [("meeting", 1), ("call", 1.5)], moves_on=number % 4 == 0)
    found = drawn("work-and-success", world.actor("rep"))
    told = {label: [cell.shown for cell in line.cells] for label, line in lines(found, "order").items()}
    assert told["Call before Meeting"] == ["91.7%", "25.0%", "+66.7 points", "more moved on so"]
    assert told["First: Meeting"][3] == "fewer moved on so" and "Meeting before Call" not in told
    assert told["1–3 days between the first two actions"][:2] == ["91.7%", "25.0%"]
    table = next(one for one in found.tables if one.key == "order")
    assert "by 67 points" in table.title and "association" in table.note
    assert "22 of 24, 74% to 98%" in lines(found, "order")["Call before Meeting"].cells[0].note


def test_of_a_few_nothing_is_said_and_the_same_moment_has_no_order(world: World) -> None:
    for _number in range(3):
        visit(world, [("call", 1), ("meeting", 1)], moves_on=True)
        visit(world, [("call", 1)], moves_on=False)
    told = {
        label: line.cells[3].shown
        for label, line in lines(drawn("work-and-success", world.actor("rep")), "order").items()
    }
    assert told == {"First: Call": "too few to say", "0–1 days between the first two actions": "too few to say"}


def test_deals_of_others_tell_nothing(world: World) -> None:
    visit(world, [("call", 1), ("meeting", 2)], moves_on=True, owner="colleague")
    assert not sequences(by=world.actor("rep"))
    assert sequences(by=world.actor("colleague"))
    assert not sequences(by=world.actor("colleague"), where=[("owner", "Rep")])


def test_every_share_opens_into_the_deals_it_is_of(world: World) -> None:
    for number in range(6):
        visit(world, [("call", 1), ("meeting", 2.5)], moves_on=number % 3 != 0)
        visit(world, [("meeting", 1), ("call", 1.5)], moves_on=number % 2 == 0)
        visit(world, [("email", 1), ("email", 4)], moves_on=True)
        visit(world, [("task", 2), ("task", 2)], moves_on=False, owner="colleague")
    told = opened(world, "rep")
    assert len(told) == 14 and set(told.values()) == {True}
    assert set(opened(world, "owner").values()) == {True}


def opened(world: World, role: str) -> dict[tuple[str, str], bool]:
    """Whether each share of the table is what stands where it leads, over as many deals."""
    client, found = world.client(role), {}
    for label, line in lines(drawn("work-and-success", world.actor(role)), "order").items():
        for side, cell in zip(("with", "otherwise"), line.cells, strict=False):
            if cell.value is not None:
                page = client.get(cell.url)
                yes, of = cell.note.split(",")[0].split(" of ")
                assert int(yes) / int(of) == cell.value
                share = float(page.context["figure"].rstrip("%")) / 100
                found[label, side] = page.context["n"] == int(of) and abs(share - cell.value) < 0.006
    return found


WORK = st.lists(st.tuples(st.sampled_from(KINDS), st.sampled_from([0, 0.5, 1, 2, 4, 6, 9, 20])), max_size=4)


def slow_traits(work: list[tuple[str, float]], stay: float) -> list[tuple[str, str]]:
    done = sorted((days, kind) for kind, days in work if days < stay)
    first = {kind: min(days for days, other in done if other == kind) for _days, kind in done}
    traits = []
    if done and len({kind for days, kind in done if days == done[0][0]}) == 1:
        traits.append(("first", done[0][1]))
    if len(done) > 1:
        gap = done[1][0] - done[0][0]
        bands = ((0, 1), (1, 3), (3, 7), (7, 14))
        traits.append(("gap", next((f"{start}–{end}" for start, end in bands if gap < end), "14+")))
    for one, other in combinations(KINDS, 2):
        if one in first and other in first and first[one] != first[other]:
            traits.append(("order", f"{one}>{other}" if first[one] < first[other] else f"{other}>{one}"))
    return traits


def counted(world: World) -> Counter:
    found: Counter = Counter()
    for one in sequences(by=world.actor("rep")):
        found[(one.trait, one.value), True] += one.moved_on
        found[(one.trait, one.value), False] += one.of - one.moved_on
    return found


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(visits=st.lists(st.tuples(WORK, st.booleans(), st.sampled_from([2, 5, 40])), max_size=4))
def test_counts_are_those_of_a_slow_telling(world: World, visits: list) -> None:
    before, wanted = counted(world), Counter()
    for work, moves_on, stay in visits:
        visit(world, work, moves_on=moves_on, stay=stay)
        wanted.update((trait, moves_on) for trait in slow_traits(work, stay))
    assert counted(world) - before == wanted
