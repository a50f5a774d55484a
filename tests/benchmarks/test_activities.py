"""The work that is added to measured deals is as if people had done it, and is added once."""

import csv
import io
import sqlite3

import pytest
from django.db.models import F, Max, Q

from benchmarks import activities, generate
from benchmarks.postgres import csv_of
from penstock.activities.events import ActivityDone
from penstock.activities.models import Activity, ActivityKind
from penstock.deals.models import Deal
from penstock.journal.models import Event
from penstock.journal.projections import PROJECTIONS, matches
from penstock.journal.recording import head
from penstock.workspaces.actor import Actor

DEALS, EACH = 200, 5


@pytest.fixture
def by(db: None) -> Actor:
    made = generate.generate(DEALS)
    activities.see_to(EACH, by=made)
    return made


def test_every_deal_has_its_share_of_work_while_it_was_open(by: Actor) -> None:
    done = Activity.objects.of(by).done()
    assert 0.8 * DEALS * EACH < done.count() < 1.2 * DEALS * EACH
    assert set(done.values_list("kind", flat=True)) == {*ActivityKind.values} - {ActivityKind.NOTE}
    assert not done.filter(Q(done_at__lt=F("deal__opened_at")) | Q(done_at__gt=F("deal__closed_at"))).exists()
    of_its_owner = done.filter(owner=F("deal__owner")).count()
    assert 0.8 * done.count() < of_its_owner < done.count()


def test_two_open_deals_of_three_have_a_next_step(by: Actor) -> None:
    planned = Activity.objects.of(by).planned()
    assert not planned.exclude(deal__status="open").exists()
    assert 0.5 < planned.count() / Deal.objects.of(by).open().count() < 0.8


def test_the_journal_tells_of_each_without_gaps(by: Actor) -> None:
    events = Event.objects.on(by.workspace)
    assert events.count() == events.aggregate(last=Max("position"))["last"] == head(by.workspace)
    told = {event.data["activity_id"]: event for event in events.filter(kind__startswith="activity.")}
    for activity in Activity.objects.of(by):
        event = told.pop(activity.pk)
        assert (event.deal_id, event.company_id) == (activity.deal_id, activity.company_id)
        assert (event.data["type"], event.data["owner_id"]) == (activity.kind, activity.owner_id)
        assert event.kind == ("activity.done" if activity.done_at else "activity.planned")
    assert not told


def test_what_follows_activities_is_as_if_drawn_anew(by: Actor) -> None:
    followers = [one for one in PROJECTIONS.values() if matches(ActivityDone.kind, one.kinds) and one.tables]
    for one in followers:
        kept = one.picture(by)
        one.rebuild(by)
        assert kept == one.picture(by), one.name


def test_what_is_there_is_left_as_it_is(by: Actor, capsys: pytest.CaptureFixture[str]) -> None:
    before = Activity.objects.of(by).count()
    activities.see_to(EACH, by=by)
    assert Activity.objects.of(by).count() == before
    assert f"The workspace has {before:,} activities" in capsys.readouterr().err


def test_rows_go_to_postgresql_as_they_are() -> None:
    """Also what is nothing, what is empty, and what has quotes, commas and lines."""
    rows = [(1, 'a "b", c', None), (2, "", 2.5), (50_000, "one\ntwo", 0), (50_001, None, -1)]
    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE TABLE told (id INTEGER, said TEXT, worth NUMERIC)")
        connection.executemany("INSERT INTO told VALUES (?, ?, ?)", rows)
        columns = [("id", "bigint"), ("said", "text"), ("worth", "numeric")]
        text = "".join(csv_of(connection.cursor(), "told", columns))
    assert text.splitlines()[0] == '1,"a ""b"", c",'
    assert text.splitlines()[-1] == "50001,,-1"
    read = list(csv.reader(io.StringIO(text)))
    assert read == [["" if one is None else str(one) for one in row] for row in rows]
