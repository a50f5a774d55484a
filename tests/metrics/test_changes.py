"""What changed between two days adds up exactly: from what the pipeline was worth to what it is worth."""

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from penstock.common import clock
from penstock.deals.actions import bring_back, change_deal, set_aside, win_deal
from penstock.metrics.asking import ask, run
from penstock.metrics.catalogue.changing import CHANGES
from penstock.metrics.columnar import Copy, Mark
from penstock.metrics.question import parse
from tests.metrics.histories import PEOPLE as NAMES
from tests.metrics.histories import MadeUpFeed, Span, Story, stories
from tests.metrics.slow import Slow, compute
from tests.metrics.test_figures import PEOPLE, QUICK, copy_fixture, near, sight
from tests.world import World

copy = copy_fixture
DAYS = [date(2024, 3, 30), date(2024, 3, 31), date(2024, 4, 1), date(2024, 4, 8), date(2024, 10, 27)]
ENDS = st.lists(st.sampled_from(DAYS), min_size=2, max_size=2, unique=True).map(sorted)


@QUICK
@given(told=stories(), ends=ENDS, people=PEOPLE)
def test_each_change_is_what_the_slow_computation_says(
    copy: Copy, tmp_path: Path, told: list[Story], ends: list[date], people: Any
) -> None:
    copy.draw(MadeUpFeed(told, tmp_path), Mark())
    answer = run(
        parse("pipeline_changes", from_on=ends[0], until_on=ends[1], split=["change"]), sight(people), "USD", copy
    )
    found = {row.group[0]: (row.n, row.value) for row in answer.rows}
    expected = compute("pipeline_changes", Slow(told, *ends, None, people), "change")
    assert found == near({key: one for key, one in expected.items() if one[0] or key in found}, "change")


@QUICK
@given(told=stories(), ends=ENDS, people=PEOPLE, split=st.sampled_from(["owner", "team", "stage", "currency", "type"]))
def test_the_changes_of_every_group_lead_from_its_opening_to_its_closing_value(
    copy: Copy, tmp_path: Path, told: list[Story], ends: list[date], people: Any, split: str
) -> None:
    copy.draw(MadeUpFeed(told, tmp_path), Mark())

    def table(key: str, *by: str, **words: Any) -> dict[Any, Any]:
        rows = run(parse(key, split=by, **words), sight(people), "USD", copy).rows
        return {row.group if len(by) > 1 else row.group[0]: row.value for row in rows if row.value}

    changes = table("pipeline_changes", "change", split, from_on=ends[0], until_on=ends[1])
    sums: dict[Any, Any] = defaultdict(Decimal)
    for (change, group), value in changes.items():
        if change != "closing":
            sums[group] += value
    assert {group: value for group, value in sums.items() if value} == table("pipeline_value", split, until_on=ends[1])
    opening = {group: value for (change, group), value in changes.items() if change == "opening"}
    assert opening == table("pipeline_value", split, as_of=ends[0] - timedelta(days=1))
    net = run(parse("pipeline_changes", from_on=ends[0], until_on=ends[1]), sight(people), "USD", copy).rows[0].value
    assert net == sum(value for (change, _g), value in changes.items() if change not in ("opening", "closing"))


def test_changes_come_in_the_order_of_the_story_and_open_into_their_deals(world: World) -> None:
    today = clock.day_of(clock.now(), world.workspace.zone)
    before, by = clock.now() - timedelta(days=10), world.actor("owner")
    won, grown = (world.deal(name, amount=Decimal(100), at=before) for name in ("Won", "Grown"))
    win_deal(won, by=by)
    change_deal(grown, by=by, amount=Decimal(150))
    world.deal("New", amount=Decimal(7))
    words = {"from_on": today - timedelta(days=5), "until_on": today + timedelta(days=1)}
    rows = ask("pipeline_changes", by=by, split=["change"], **words).rows
    assert [(row.group[0], row.n, row.value) for row in rows] == [
        ("opening", 2, 200),
        ("new", 1, 7),
        ("grown", 1, 50),
        ("won", 1, -100),
        ("closing", 2, 157),
    ]
    assert [row.group[0] for row in rows] == [one for one in CHANGES if one in {row.group[0] for row in rows}]
    page = world.client("owner").get(
        f"/numbers/rows/?metric=pipeline_changes&change=won&period=custom&from={words['from_on']}"
    )
    assert "Won" in page.content.decode()


def test_what_is_set_aside_leaves_the_pipeline_of_that_day_and_comes_back_to_it(world: World) -> None:
    today = clock.day_of(clock.now(), world.workspace.zone)
    by, long_ago = world.actor("owner"), clock.now() - timedelta(days=20)
    resting, back, won = (world.deal(name, amount=Decimal(100), at=long_ago) for name in ("Resting", "Back", "Won"))
    set_aside(resting, until=today + timedelta(days=9), by=by)
    for deal in (back, won):
        set_aside(deal, until=today + timedelta(days=9), by=by, at=clock.now() - timedelta(days=10))
    bring_back(back, by=by)
    win_deal(won, by=by)

    def value(key: str, **words: Any) -> Any:
        return ask(key, by=by, **words).rows[0].value

    for key, each in (("open_deals", 1), ("stage_deals", 1), ("pipeline_value", 100), ("stage_value", 100)):
        aside_then = today - timedelta(days=5)
        assert value(key, as_of=today - timedelta(days=15)) == 3 * each
        assert value(key, as_of=aside_then) == each
    assert (value("open_deals"), value("win_rate"), value("deals_won")) == (1, 1, 1)
    assert round(value("cycle_length")) == 20, "time set aside is time that the sale took"
    assert round(value("stage_days")) == 10, "but no time in the stage"
    words = {"from_on": today - timedelta(days=5), "until_on": today + timedelta(days=1)}
    rows = ask("pipeline_changes", by=by, split=["change"], **words).rows
    assert [(row.group[0], row.n, row.value) for row in rows] == [
        ("opening", 1, 100),
        ("brought_back", 2, 200),
        ("won", 1, -100),
        ("set_aside", 1, -100),
        ("closing", 1, 100),
    ]


def test_before_its_first_day_nothing_of_a_period_has_changed(world: World) -> None:
    today = clock.day_of(clock.now(), world.workspace.zone)
    before, by = clock.now() - timedelta(days=10), world.actor("owner")
    change_deal(world.deal("Grown", amount=Decimal(100), at=before), by=by, amount=Decimal(150))
    words = {"from_on": today + timedelta(days=9), "as_of": today - timedelta(days=5)}
    rows = ask("pipeline_changes", by=by, split=["change"], **words).rows
    assert [(row.group[0], row.n, row.value) for row in rows] == [("opening", 1, 100), ("closing", 1, 100)]


def test_what_another_currency_makes_of_a_deal_is_told_of_whoever_has_it_now(copy: Copy, tmp_path: Path) -> None:
    handed_over, opened = datetime(2024, 4, 5, 9, tzinfo=UTC), datetime(2024, 4, 1, 9, tzinfo=UTC)
    before = Span(1, 1, 1, opened, handed_over, 1, 1, Decimal(10), "EUR", 0, None)
    after = Span(2, 1, 1, handed_over, None, 1, 2, Decimal(10), "USD", 0, None)
    copy.draw(MadeUpFeed([Story(1, opened, [before, after])], tmp_path), Mark())
    words = {"from_on": date(2024, 4, 3), "until_on": date(2024, 4, 8), "split": ["change", "owner"]}
    rows = run(parse("pipeline_changes", **words), sight(), "USD", copy).rows
    assert {row.group[1] for row in rows if row.group[0] == "revalued"} == {NAMES[2]}


def test_a_head_of_many_people_is_told_the_changes(copy: Copy, tmp_path: Path) -> None:
    """Many readers are looked up in one place of the question, not joined wherever the engine takes the condition."""
    copy.draw(MadeUpFeed([], tmp_path), Mark())
    asked = parse("pipeline_changes", from_on=DAYS[0], until_on=DAYS[-1], split=["change"])
    assert not any(row.n for row in run(asked, sight(frozenset(range(1, 300, 7))), "USD", copy).rows)
