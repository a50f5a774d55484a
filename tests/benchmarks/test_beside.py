"""Each statement in SQL that is measured beside a figure comes to that figure, on both databases."""

from datetime import timedelta

import pytest

from benchmarks import activities, generate
from benchmarks.asked import Asked, answered
from benchmarks.beside import Beside, differences, ours
from benchmarks.numbers import HEADS, SHOWN, WIDGETS
from benchmarks.report import Size, table
from benchmarks.sql import STATEMENTS
from benchmarks.timing import Figure
from penstock.activities.actions import remove_activity
from penstock.activities.models import Activity
from penstock.common import clock
from penstock.deals.actions import (
    assign_deal,
    bring_back,
    change_deal,
    move_deal,
    remove_deal,
    reopen_deal,
    set_aside,
    win_deal,
)
from penstock.deals.models import Deal
from penstock.pipelines.models import Stage
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person

WINDOW = timedelta(days=40)


@pytest.fixture
def lively(db: None) -> Actor:
    """A measured workspace in which deals also go back, come again, change hands and value, and are removed."""
    made = generate.generate(200)
    activities.add_activities(3, by=made)
    by = Actor.of_person(Person.objects.of(made).get(name="Bench Owner"))
    first, *_rest = Stage.objects.of(by).order_by("order")
    people = list(Person.objects.of(by).filter(user__isnull=True))
    # What was entered long ago may be changed as of any day since.
    old = Deal.objects.of(by).open().filter(stage_entered_at__lt=clock.now() - WINDOW).exclude(stage=first)
    back, handed, grown, shrunk, dated, won, aside, rested, gone = old.order_by("pk")[:9]
    at = clock.now() - timedelta(days=20)
    move_deal(back, first, by=by, at=at)
    assign_deal(handed, next(person for person in people if person.pk != handed.owner_id), by=by, at=at)
    change_deal(grown, by=by, at=at, amount=grown.amount + 500)
    change_deal(shrunk, by=by, at=at, amount=shrunk.amount - 50)
    change_deal(dated, by=by, expected_close_on=clock.now().date())
    win_deal(won, by=by, at=at)
    set_aside(aside, until=clock.now().date() + timedelta(days=9), by=by)
    set_aside(rested, until=clock.now().date() + timedelta(days=9), by=by, at=at)
    bring_back(rested, by=by, at=at + timedelta(days=5))
    win_deal(rested, by=by, at=at + timedelta(days=6))
    remove_deal(gone, by=by)
    reopen_deal(Deal.objects.of(by).lost().order_by("pk")[0], by=by)
    remove_activity(Activity.objects.of(by).order_by("pk")[3], by=by)
    return by


def test_sql_comes_to_the_same_numbers_as_the_engine(lively: Actor) -> None:
    beside, database = Beside(), ours()
    figures = [Figure(asked.name, 200, 1.0, 1.0, None, 1, (asked,)) for asked in STATEMENTS]
    beside.measure(database, figures, lively)
    assert beside.differences == []
    assert all(beside.told(figure, database.vendor) for figure in figures)


def test_the_numbers_that_are_compared_are_there(lively: Actor) -> None:
    """Two empty answers would be equal as well."""
    for asked in STATEMENTS:
        assert answered(asked, lively), asked
    changes = {what for (what,) in answered(SHOWN[-1], lively)}
    assert changes >= {"opening", "closing", "new", "won", "lost", "moved_in", "moved_out", "grown", "shrunk"}


def test_every_figure_that_is_shown_has_its_statement() -> None:
    assert {*SHOWN, *WIDGETS, HEADS} == STATEMENTS.keys()


def test_another_number_is_said_loudly() -> None:
    engine = {(1,): (2.0,), (2,): (None,), (3,): (1.0,)}
    assert differences(engine, engine) == []
    assert differences(engine, {(1,): (2.5,), (2,): (0.0,), (4,): (1.0,)}) == [
        "1: (2.0,) by the engine, (2.5,) by SQL",
        "2: (None,) by the engine, (0.0,) by SQL",
        "3: (1.0,) by the engine, None by SQL",
        "4: None by the engine, (1.0,) by SQL",
    ]


def test_the_table_shows_a_dash_where_sql_does_not_stand_beside() -> None:
    size = Size(1_000_000, 4_000_000, 5_000_000, "no PostgreSQL here")
    with_sql = Figure("win_rate by owner", 10, 8.0, 9.0, 1.0, 2, (Asked("win_rate", "owner"),), 1234.5, 132.0)
    without = Figure("first copy of the numbers", 10, 20_000.0, 20_000.0, None, 0)
    told = table([size, with_sql, without], ["win_rate by owner on sqlite: 1: 2 by the engine, 3 by SQL"]).splitlines()
    assert told[0].startswith("1,000,000 deals, 4,000,000 spans, 5,000,000 activities")
    assert told[2].split()[-6:] == ["8.0", "9.0", "1.0", "1,234.5", "132.0", "2"]
    assert told[3].split()[-6:] == ["20,000.0", "20,000.0", "—", "—", "—", "0"]
    assert told[4] == "WRONG: win_rate by owner on sqlite: 1: 2 by the engine, 3 by SQL"
