"""The forecast's parts come to the whole, of those deals that one asks about, and its errors are of periods like it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from penstock.common import clock
from penstock.deals.actions import DealHistory, Step, ingest_deals
from penstock.forecasts import learning
from penstock.forecasts.expected import Window
from penstock.forecasts.forecast import Forecast
from penstock.metrics.copies import caught_up
from penstock.pipelines.models import Source
from penstock.workspaces.actor import Actor
from tests.forecasts.test_expected import UTC, around, expected, lived
from tests.world import World


@pytest.fixture(autouse=True)
def _few_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning, "ENOUGH", 4)


@pytest.fixture(name="busy")
def busy_world(world: World) -> World:
    lived(world, [*[(300, 10, "won")] * 6, *[(300, 10, "lost")] * 4, *[(1, 0, "open")] * 5, (3, 2, "won")])
    lived(world, [*[(200, 30, "won")] * 3, *[(12, 0, "open")] * 2, (45, 0, "open")], owner="colleague", amount=1000)
    return world


@pytest.fixture(name="owner")
def owner_actor(world: World) -> Actor:
    return world.actor("owner")


WINDOW = (-2, 40)


def window(begins: int = WINDOW[0], ends: int = WINDOW[1], as_of: int = 0) -> Window:
    return Window(around(begins), around(ends), around(as_of))


@pytest.mark.parametrize("dimension", ["owner", "team", "pipeline", "stage", "type", "department"])
def test_parts_come_to_the_whole(busy: World, owner: Actor, dimension: str) -> None:
    with caught_up(owner.workspace) as copy:
        forecast = Forecast(copy, owner)
        whole, parts = forecast.expected(window()), forecast.splits(window(), [dimension])[dimension]
    assert sum(part.won for part in parts) == whole.won == 100
    assert sum(part.standing.count for part in parts) == 8
    assert sum(part.standing.brings for part in parts) == pytest.approx(whole.still_open)
    assert sum(part.together for part in parts) == pytest.approx(whole.together - (whole.new or 0))
    assert parts == sorted(parts, key=lambda part: -part.together)


def test_deals_come_to_the_whole_and_the_first_bring_most(busy: World, owner: Actor) -> None:
    with caught_up(owner.workspace) as copy:
        forecast = Forecast(copy, owner)
        whole, deals = forecast.expected(window()), forecast.deals(window())
        page = forecast.deals(window(), slice(2, 4))
    assert sum(deal.expected for deal in deals) == pytest.approx(whole.still_open)
    assert [deal.expected for deal in deals] == sorted((deal.expected for deal in deals), reverse=True)
    assert page == deals[2:4] and all(0 <= deal.chance <= 1 for deal in deals)
    late = [deal for deal in deals if deal.is_late]
    assert [deal.days for deal in late] == [45] and late[0].worth == 1000
    (stage,) = whole.stages
    assert (stage.late_count, stage.late_worth) == (1, 1000) and stage.late_expected == late[0].expected


def test_filters_leave_the_others_out(busy: World, owner: Actor) -> None:
    seller = str(busy.people["rep"])
    with caught_up(owner.workspace) as copy:
        told = Forecast(copy, owner, [("owner", seller)]).expected(window())
        parts = {part.label: part for part in Forecast(copy, owner).splits(window(), ["owner"])["owner"]}
    mine = parts[seller]
    assert (told.won, sum(one.count for one in told.stages)) == (100, 5)
    assert told.still_open == pytest.approx(mine.standing.brings)


def test_what_is_due_is_told_by_the_expected_close(busy: World, owner: Actor) -> None:
    (stage,) = expected(owner, *WINDOW).stages
    assert stage.due == 0, "nobody said when they expect to close"


def test_the_run_rate_is_that_of_the_last_year(busy: World, owner: Actor) -> None:
    # 600 + 3000 + 100 were won in the 301 days since the first deal was opened, and 39 days are left.
    told = expected(owner, *WINDOW)
    days = (around(0) - clock.day_of(clock.now() - timedelta(days=300), owner.workspace.zone)).days + 1
    assert told.run_rate == pytest.approx(100 + 3700 / days * 39)


def test_whole_quarters_are_held_against_quarters() -> None:
    asked = Window(date(2026, 10, 1), date(2027, 1, 1), date(2026, 11, 20))
    assert (asked.months, asked.begins, asked.ends) == (3, 0, 41)
    before = asked.months_before(3)
    assert (before.from_on, before.until_on) == (date(2026, 7, 1), date(2026, 10, 1))
    assert before.until_on - before.as_of == asked.until_on - asked.as_of
    assert Window(date(2026, 10, 2), date(2027, 1, 1), date(2026, 11, 20)).months is None


def test_what_is_known_of_stages_is_held_against_their_odds(busy: World, owner: Actor) -> None:
    with caught_up(owner.workspace) as copy:
        (told,) = Forecast(copy, owner).calibration(around(0))
    assert told.stage_id == busy.stages[0].pk and told.n == 22
    # Of those that came ten of fourteen were won by day ten, or the second; three of the eight left later on.
    assert 0.6 < told.won < 0.8


def test_colleagues_deals_are_none_of_mine(busy: World, rep: Actor) -> None:
    with caught_up(rep.workspace) as copy:
        forecast = Forecast(copy, rep)
        labels = [part.label for part in forecast.splits(window(), ["owner"])["owner"]]
        deals = forecast.deals(window())
        others = Forecast(copy, rep, [("owner", str(busy.people["colleague"]))]).expected(window())
    assert labels == [str(busy.people["rep"])] and len(deals) == 5
    assert (others.won, others.still_open, others.new) == (0, 0, None) or others.new == 0


def test_a_source_that_is_won_more_often_makes_a_better_chance(world: World, owner: Actor) -> None:
    good, bad = (Source.unscoped.create(workspace=world.workspace, name=name) for name in ("Fair", "List"))
    for source, won, lost in ((good, 60, 20), (bad, 20, 60)):
        told = [*[(300, 10, "won")] * won, *[(300, 10, "lost")] * lost, (1, 0, "open")]
        lived(world, told, source_id=source.pk)
    with caught_up(owner.workspace) as copy:
        forecast = Forecast(copy, owner)
        deals = forecast.deals(window())
        one = forecast.deal(window(), deals[1].deal_id)
    assert [deal.levels[1] for deal in deals] == [good.pk, bad.pk] and one == deals[1]
    assert deals[0].learnt == deals[1].learnt == pytest.approx(0.5)
    assert deals[0].chance > 0.6 and deals[1].chance == pytest.approx(1 - deals[0].chance, abs=0.01)


def test_what_somebody_left_out_is_left_out_and_the_others_are_told_by_category(world: World, owner: Actor) -> None:
    lived(world, [*[(300, 10, "won")] * 6, *[(300, 10, "lost")] * 4])
    for category, amount in (("commit", 1), ("best_case", 10), ("pipeline", 100), ("omitted", 1000), ("", 10_000)):
        lived(world, [(1, 0, "open")], amount=amount, forecast_category=category or None, expected_close_on=around(9))
    (stage,) = expected(owner, *WINDOW).stages
    assert (stage.due, stage.commit, stage.best_case, stage.omitted, stage.pipeline) == (11111, 1, 10, 1000, 10_100)
    with caught_up(owner.workspace) as copy:
        chances = {deal.category: deal.chance for deal in Forecast(copy, owner).deals(window())}
    assert chances.pop("omitted") == 0 and len(set(chances.values())) == 1
    assert stage.brings == pytest.approx(10_111 * 0.6)


def test_only_whole_days_in_a_stage_count(world: World, owner: Actor) -> None:
    midnight = clock.day_start(around(-1), UTC)
    stages = (midnight + timedelta(minutes=1), midnight - timedelta(minutes=1), midnight - timedelta(hours=30))
    facts = {"owner_id": world.people["rep"].pk, "amount": Decimal(100)}
    histories = [DealHistory(str(number), [Step(at, world.stages[0], facts)]) for number, at in enumerate(stages)]
    ingest_deals(histories, by=world.actor("owner", "import"))
    with caught_up(owner.workspace) as copy:
        found = Forecast(copy, owner).deals(Window(around(1), around(32), around(0)))
    assert sorted(one.days for one in found) == [1, 2, 3]
