"""What goes with winning in the playbook: counted as by hand, opening into its deals, and never made out of chance."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from penstock.boards.filters import read_filters
from penstock.common import clock
from penstock.deals.actions import lose_deal, move_deal, win_deal
from penstock.deals.models import Deal
from penstock.metrics.passed import passed
from penstock.playbooks.actions import add_playbook_entry, give_asset, renew_asset, use_script, write_script
from penstock.playbooks.models import Asset, AssetUse, ScriptUse
from penstock.playbooks.queries import script_of
from penstock.reports import closings
from penstock.reports.report import Drawn
from tests.reports.asked import drawn, values
from tests.world import World

pytestmark = pytest.mark.django_db
STEPS = [
    {"say": "Who decides?", "answers": [{"say": "I do", "to": 2}, {"say": "The board", "to": 0}]},
    {"say": "When?", "answers": [{"say": "This year", "to": 0}, {"say": "Later", "to": 0}]},
]
PATHS = [[], [(1, 2)], [(1, 1), (2, 1)], [(1, 1), (2, 2)]]
WORDS = {(1, 1): "I do", (1, 2): "The board", (2, 1): "This year", (2, 2): "Later"}


def with_playbook(world: World) -> Asset:
    """A script and a price list in the second stage."""
    by, stage = world.actor("owner"), world.stages[1]
    write_script(stage, STEPS, by=by)
    asset = add_playbook_entry(stage, "assets", by=by, name="Price list", kind="text")
    renew_asset(asset, by=by, text="From 10")
    return asset


def closed(world: World, asset: Asset, path: list[tuple[int, int]], is_given: bool, is_won: bool, late: bool) -> Deal:
    """A deal that went through the stage; what is late comes once it is closed."""
    by = world.actor("rep")
    deal = world.deal()
    move_deal(deal, world.stages[1], by=by)
    script = script_of(world.stages[1], by)
    if path and script:
        use_script(deal, script, path, by=by)
    if is_given:
        give_asset(deal, asset, by=by)
    if late:
        later = clock.now() + timedelta(days=1)
        ScriptUse.unscoped.filter(deal=deal).update(at=later)
        AssetUse.unscoped.filter(deal=deal).update(at=later)
    if is_won:
        win_deal(deal, by=by)
    else:
        lose_deal(deal, by=by, reason=world.reason)
    return deal


DEALS = st.tuples(st.sampled_from(PATHS), st.booleans(), st.booleans(), st.sampled_from((False, False, True)))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(DEALS, max_size=7))
def test_every_share_is_what_one_counts_by_hand(
    world: World, deals: list[tuple[list[tuple[int, int]], bool, bool, bool]]
) -> None:
    asset = with_playbook(world) if not Asset.unscoped.exists() else Asset.unscoped.get()
    Deal.unscoped.update(removed_at=clock.now())
    for path, is_given, is_won, late in deals:
        closed(world, asset, path, is_given, is_won, late)
    told = drawn("playbook", world.actor("rep"))
    counted = [(path if not late else [], is_given and not late, is_won) for path, is_given, is_won, late in deals]

    def share(some: list[bool]) -> float | str | None:
        return sum(some) / len(some) if some else None

    by_asset = values(told, "assets")
    if any(is_given for _path, is_given, _won in counted):
        both = [share([won for _path, is_given, won in counted if is_given is side]) for side in (True, False)]
        assert by_asset["Price list"][:2] == both
    else:
        assert by_asset == {}
    answers = values(told, "answers")
    for place, words in WORDS.items():
        asked = [(place in path, won) for path, _given, won in counted if any(step == place[0] for step, _one in path)]
        others = any(other[0] == place[0] and other != place for path, *_rest in counted for other in path)
        if any(so for so, _won in asked) and others:
            assert answers[words][:2] == [share([won for so, won in asked if so is side]) for side in (True, False)]
        else:
            assert words not in answers


def opened(world: World, told: Drawn, role: str) -> list[tuple[int, int]]:
    """For each figure how many deals it says it is of, and how many its address lists."""
    found, client = [], world.client(role)
    for table in told.tables:
        for line in table.lines:
            for cell in line.cells:
                if cell.url:
                    address = urlsplit(cell.url)
                    page = client.get(f"/exports/deals.json?{address.query}")
                    text = b"".join(page.streaming_content).decode()
                    found.append((int(cell.note.split(" of ")[1]), text.count('"name"')))
    return found


def test_every_figure_opens_into_as_many_deals(world: World) -> None:
    asset = with_playbook(world)
    for number in range(6):
        closed(world, asset, PATHS[number % 4], number % 2 == 0, number % 3 == 0, False)
    world.deal()
    told = drawn("playbook", world.actor("rep"), "period=year")
    pairs = opened(world, told, "rep")
    assert len(pairs) == 12 and all(said == listed for said, listed in pairs)


def test_what_chance_would_hardly_make_is_said_and_nothing_else(world: World) -> None:
    asset = with_playbook(world)
    for number in range(24):
        closed(world, asset, PATHS[1 + number % 2], number < 12, number < 12, False)
    told = drawn("playbook", world.actor("rep"))
    assert values(told, "assets")["Price list"][2] == "more were won with it"
    assert values(told, "answers")["The board"][2] == "no clear difference"
    assert told.title == "“Price list” (Meeting): 100% of the deals with it were won, of the others 0%"


def test_few_deals_say_nothing(world: World) -> None:
    asset = with_playbook(world)
    closed(world, asset, PATHS[1], True, True, False)
    closed(world, asset, PATHS[2], False, False, False)
    assert values(drawn("playbook", world.actor("rep")), "assets")["Price list"][2] == "too few to say"


def test_deals_that_one_may_not_read_are_not_counted(world: World) -> None:
    asset = with_playbook(world)
    closed(world, asset, PATHS[1], True, True, False)
    for role in ("colleague", "stranger"):
        assert not any(table.lines for table in drawn("playbook", world.actor(role)).tables)


def test_a_past_day_is_not_told(world: World) -> None:
    asset = with_playbook(world)
    closed(world, asset, PATHS[1], True, True, False)
    assert drawn("playbook", world.actor("rep"), "period=all&as_of=2024-01-01").is_empty


def test_the_number_of_questions_does_not_hang_on_the_number_of_deals(world: World) -> None:
    asset = with_playbook(world)

    def asked() -> int:
        closed(world, asset, PATHS[2], True, True, False)
        drawn("playbook", world.actor("rep"))
        with CaptureQueriesContext(connection) as queries:
            drawn("playbook", world.actor("rep"))
        return sum("journal_event" not in query["sql"] for query in queries)

    assert asked() == [asked() for _time in range(4)][-1]


def test_the_deals_that_were_in_a_stage_are_counted_once_for_talks_and_assets(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: list[set[int]] = []
    monkeypatch.setattr(closings, "passed", lambda stages, *rest: counted.append(set(stages)) or passed(stages, *rest))
    asset = with_playbook(world)
    closed(world, asset, PATHS[2], True, True, False)
    drawn("playbook", world.actor("rep"))
    assert len(counted) == 1


@pytest.mark.parametrize("query", ["given=0", "not_given=x", "talked=999", "answered=1.2", "not_answered=9.9.9"])
def test_the_list_says_what_it_does_not_know(world: World, query: str) -> None:
    assert world.client("rep").get(f"/exports/deals.csv?{query}").status_code == 422


def test_however_many_deals_answered_so_the_list_asks_with_as_few_values(world: World) -> None:
    """A database takes so many values in one question and no more."""
    asset, by = with_playbook(world), world.actor("rep")
    given_values = []
    for _n in range(3):
        closed(world, asset, [(1, 2)], False, True, False)
        pk = ScriptUse.unscoped.first().script_id
        deals = read_filters(QueryDict(f"answered={pk}.1.2"), by).apply(Deal.objects.of(by))
        given_values.append(len(deals.query.sql_with_params()[1]))
    assert deals.count() == 3
    assert len(set(given_values)) == 1


def test_who_never_used_the_playbook_is_told_how_to_begin(world: World) -> None:
    told = drawn("playbook", world.actor("rep"))
    assert told.is_empty and told.nothing is not None and "Guided talk" in told.nothing.text
    unwritten = drawn("playbook", world.actor("owner"))
    assert unwritten.nothing is not None and unwritten.nothing.url == "/settings/playbooks/"
    page = world.client("rep").get("/reports/playbook/").content.decode()
    assert "The playbook was not used yet" in page
