"""The forecast category is chosen by a person: nothing else ever changes it, and every door and screen knows it."""

import csv
import io
import json
from datetime import timedelta
from decimal import Decimal

import pytest
from click.testing import CliRunner
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.urls import reverse
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from penstock.automation.delivering import payload
from penstock.boards.actions import change_many, choose_columns, undo_many
from penstock.boards.filters import read_filters
from penstock.boards.models import SavedView
from penstock.cli.deals import command
from penstock.common import clock
from penstock.common.errors import NotPermitted, Refused, Unready
from penstock.deals.actions import (
    assign_deal,
    bring_back,
    change_deal,
    lose_deal,
    move_deal,
    open_deal,
    remove_deal,
    reopen_deal,
    restore_deal,
    set_aside,
    undo_change,
    win_deal,
)
from penstock.deals.gates.rules import Draft
from penstock.deals.models import Deal, DealSpan, ForecastCategory
from penstock.metrics.asking import ask as figure
from penstock.pipelines.actions import change_stage
from tests.automation.setting import NOTE, a_rule, runs, switched_on, work
from tests.deals.gates.test_rules import ask
from tests.metrics.test_past_board import day, noon
from tests.metrics.test_past_list import listed, names

pytestmark = pytest.mark.django_db
WORDS = {
    "en": ["Commit", "Best case", "Pipeline", "Omitted"],
    "ru": ["Обязательство", "Лучший случай", "Воронка", "Вне прогноза"],
    "zh-hans": ["承诺", "最佳情况", "管道", "不计入预测"],
}
DEEDS = st.lists(
    st.tuples(
        st.sampled_from(["forward", "win", "lose", "reopen", "aside", "back", "assign", "stage", "remove", "undo"]),
        st.sampled_from([None, None, *ForecastCategory.values]),
    ),
    max_size=8,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=DEEDS)
def test_only_who_chooses_a_category_changes_it(world, deeds):
    """Whatever happens to a deal between two choices, it keeps the one before, and so does each of its spans."""
    with transaction.atomic():
        deal, chosen, moments = world.deal(at=clock.now() - timedelta(days=1)), None, []
        for deed, category in deeds:
            happen(world, deal, deed)
            assert world.fresh(deal).forecast_category == chosen
            if category and Deal.objects.of(world.system).filter(pk=deal.pk).exists():
                change_deal(deal, by=world.actor("owner"), forecast_category=category)
                chosen = category
            moments.append((clock.now(), chosen))
        spans = DealSpan.objects.on(deal).believed()
        for moment, category in moments:
            held = [one for one in spans if one.from_at <= moment and (one.to_at is None or moment < one.to_at)]
            assert [one.forecast_category for one in held] == [category]
        transaction.set_rollback(True)


def happen(world, deal, deed):
    """Something else than a choice; what is refused does not happen."""
    by = world.actor("owner")
    held = world.fresh(deal)
    deeds = {
        "forward": lambda: move_deal(held, world.stages[(held.stage.order % 3) + 1], by=by),
        "win": lambda: win_deal(held, by=by),
        "lose": lambda: lose_deal(held, reason=world.reason, by=by),
        "reopen": lambda: reopen_deal(held, by=by),
        "aside": lambda: set_aside(held, until=clock.now().date() + timedelta(days=9), by=by),
        "back": lambda: bring_back(held, by=by),
        "assign": lambda: assign_deal(held, world.people["manager"], by=by),
        "stage": lambda: change_stage(held.stage, by=by, probability=(held.stage.probability + 7) % 90),
        "remove": lambda: (remove_deal(held, by=by), restore_deal(held, by=by)),
        "undo": lambda: undo_change(held, move_deal(held, world.stages[2], by=by).position, by=by),
    }
    try:
        with transaction.atomic():
            deeds[deed]()
    except (Refused, AttributeError):
        pass  # such as a closed deal that cannot be set aside, or a move that was none


def test_it_is_chosen_taken_away_and_undone(world, rep):
    deal = world.deal()
    assert world.fresh(deal).forecast_category is None
    event = change_deal(deal, by=rep, forecast_category="commit")
    assert event.data["changes"] == {"forecast_category": [None, "commit"]}
    assert change_deal(deal, by=rep, forecast_category="commit") is None
    undo_change(deal, event.position, by=rep)
    assert world.fresh(deal).forecast_category is None
    change_deal(deal, by=rep, forecast_category="omitted")
    change_deal(deal, by=rep, forecast_category="")
    assert world.fresh(deal).forecast_category is None
    with pytest.raises(Refused, match="forecast category"):
        change_deal(deal, by=rep, forecast_category="certain")


@pytest.mark.parametrize("role", ["viewer", "colleague", "stranger"])
def test_who_may_not_write_the_deal_does_not_choose(world, role):
    deal = world.deal()
    with pytest.raises(NotPermitted):
        change_deal(deal, by=world.actor(role), forecast_category="commit")
    url = reverse("deals:change", args=[deal.pk, "forecast_category"])
    assert world.client(role).post(url, {"forecast_category": "commit"}).status_code in (403, 404)
    assert world.fresh(deal).forecast_category is None


@pytest.mark.django_db(transaction=True)
def test_the_migration_writes_no_row():
    migrations = MigrationLoader(connection)
    before = migrations.project_state([("deals", "0012_closed")])
    with connection.schema_editor(collect_sql=True) as editor:
        migrations.get_migration("deals", "0013_forecast_category").apply(before, editor, collect_sql=True)
    told = [line for line in editor.collected_sql if line.startswith(("ALTER", "CREATE", "INSERT", "UPDATE", "DROP"))]
    assert len(told) == 2
    assert all("ADD COLUMN" in line and "DEFAULT" not in line for line in told)


@pytest.mark.parametrize("language", WORDS)
def test_its_words_are_in_every_language(language):
    with translation.override(language):
        assert [str(label) for label in ForecastCategory.labels] == WORDS[language]


def test_the_page_of_a_deal_shows_and_edits_it_in_place(world, rep):
    deal, client = world.deal(), world.client("rep")
    url = reverse("deals:change", args=[deal.pk, "forecast_category"])
    page = client.get(reverse("deals:deal", args=[deal.pk])).content.decode()
    assert url in page and "Not chosen" in page
    client.post(url, {"forecast_category": "best_case"})
    assert "Best case" in client.get(reverse("deals:deal", args=[deal.pk])).content.decode()
    story = client.get(f"{reverse('timeline:story')}?deal={deal.pk}", headers={"HX-Request": "true"}).content.decode()
    assert "Forecast category" in story and "Best case" in story and "best_case" not in story
    assert client.post(url, {"forecast_category": "sure"}).status_code == 422
    assert world.fresh(deal).forecast_category == "best_case"


def test_a_deal_is_opened_with_it(world):
    sent = {"name": "New", "stage": world.stages[0].pk, "owner": world.people["rep"].pk, "currency": "USD"}
    world.client("rep").post(reverse("deals:open"), {**sent, "forecast_category": "commit"})
    assert Deal.objects.of(world.system).get(name="New").forecast_category == "commit"
    span = DealSpan.objects.of(world.system).get()
    assert span.forecast_category == "commit"


def test_a_gate_can_want_it(world, rep):
    ask(world, world.stages[1], Draft("fields", {"fields": ["forecast_category"]}))
    deal = world.deal()
    with pytest.raises(Unready) as refused:
        move_deal(deal, world.stages[1], by=rep)
    assert [one.about for one in refused.value.missing] == ["forecast_category"]
    gate = reverse("deals:gate", args=[deal.pk]) + f"?stage={world.stages[1].pk}"
    assert 'name="fill.forecast_category"' in world.client("rep").get(gate).content.decode()
    change_deal(deal, by=rep, forecast_category="omitted")
    assert move_deal(deal, world.stages[1], by=rep)


def test_an_automation_hears_its_change_and_asks_for_it(world, rep, owner):
    heard = switched_on(a_rule("changed", NOTE, fact="forecast_category"), owner)
    asked = switched_on(a_rule("changed", NOTE, if_="forecast_category=commit", fact="forecast_category"), owner, "Two")
    sure, unsure = world.deal("Sure"), world.deal("Unsure")
    change_deal(sure, by=rep, forecast_category="commit")
    change_deal(unsure, by=rep, forecast_category="omitted")
    change_deal(unsure, by=rep, amount=Decimal(5))
    work()
    assert (len(runs(heard)), len(runs(asked))) == (2, 1)
    assert payload(runs(asked)[0], world.fresh(sure), owner)["deal"]["forecast_category"] == "commit"


def test_many_deals_get_it_at_once_and_one_undo_takes_it_back(world, rep):
    deals = [world.deal("One", forecast_category="omitted"), world.deal("Two")]
    values = {"fact": ["forecast_category"], "value": ["commit"]}
    bulk = change_many("change", values, [deal.pk for deal in deals], by=rep)
    assert [world.fresh(deal).forecast_category for deal in deals] == ["commit", "commit"]
    undo_many(bulk, by=rep)
    assert [world.fresh(deal).forecast_category for deal in deals] == ["omitted", None]


def test_list_and_views_filter_by_it_and_show_it(world, rep):
    for name, category in (("Sure", "commit"), ("Out", "omitted"), ("Unsaid", None)):
        world.deal(name, forecast_category=category)
    choose_columns(["name", "forecast_category"], by=rep)
    client = world.client("rep")
    for query, found in {
        "forecast_category=commit": {"Sure"},
        "forecast_category=none": {"Unsaid"},
        "forecast_category=commit&forecast_category=Omitted": {"Sure", "Out"},
    }.items():
        page = client.get(f"/deals/?{query}").content.decode()
        assert {name for name in ("Sure", "Out", "Unsaid") if f">{name}<" in page} == found
        board = client.get(f"/board/?{query}").content.decode()
        assert {name for name in ("Sure", "Out", "Unsaid") if f">{name}<" in board} == found
    assert 'class="cell-forecast_category"' in client.get("/deals/").content.decode()
    assert read_filters(client.get("/deals/?forecast_category=sure").wsgi_request.GET, rep).problems
    view = SavedView(query="forecast_category=commit")
    assert read_filters(type(client.get("/").wsgi_request.GET)(view.query), rep).conditions[0].words == "Commit"


def test_its_file_has_it(world):
    world.deal("Sure", forecast_category="best_case")
    world.deal("Unsaid")
    text = b"".join(world.client("rep").get("/exports/deals.csv?sort=name").streaming_content).decode("utf-8-sig")
    told = {row["Name"]: row["Forecast category"] for row in csv.DictReader(io.StringIO(text))}
    assert told == {"Sure": "Best case", "Unsaid": ""}


def test_a_past_day_is_listed_filed_and_counted_by_what_was_chosen_then(world, owner):
    deal = world.deal("Sure", at=noon(20), amount=Decimal(5))
    change_deal(deal, by=owner, at=noon(15), forecast_category="commit")
    change_deal(deal, by=owner, at=noon(10), forecast_category="omitted")
    choose_columns(["name", "forecast_category"], by=owner)
    for ago, category, words in ((18, "none", ""), (12, "commit", "Commit"), (5, "omitted", "Omitted")):
        panel = listed(world, day(ago), f"&forecast_category={category}")
        assert names(panel) == ["Sure"] and words in " ".join(panel["lines"][0].cells)
        assert not any("orecast category" in note for note in panel["notes"])
        for other in {"none", "commit", "omitted", "pipeline"} - {category}:
            assert names(listed(world, day(ago), f"&forecast_category={other}")) == []
            where = [("deal.forecast_category", other)]
            assert not figure("open_deals", by=owner, as_of=day(ago), where=where).value
        where = [("deal.forecast_category", category)]
        assert figure("open_deals", by=owner, as_of=day(ago), where=where).value == 1
        file = world.client("owner").get(f"/exports/past-deals.csv?as_of={day(ago)}")
        (row,) = csv.DictReader(io.StringIO(b"".join(file.streaming_content).decode("utf-8-sig")))
        assert row["Forecast category"] == words


def test_the_command_line_chooses_it(world):
    deal = world.deal()

    def told(*words):
        answer = CliRunner().invoke(command, ["forecast", str(deal.pk), *words, "--as", "rep@demo.test"])
        return answer.exit_code, answer.stdout

    assert json.loads(told("commit", "--format", "json")[1]) == {
        "deal": deal.pk,
        "forecast_category": "commit",
        "changed": True,
    }
    assert "already" in told("commit")[1]
    assert told("certain")[0] == 2
    assert told("none")[0] == 0
    assert world.fresh(deal).forecast_category is None
    answer = CliRunner().invoke(command, ["forecast", str(deal.pk), "commit", "--as", "viewer@demo.test"])
    assert answer.exit_code != 0 and world.fresh(deal).forecast_category is None


def test_a_deal_that_was_opened_with_it_tells_so_from_the_beginning(world, rep, owner):
    open_deal("Early", by=rep, at=noon(9), forecast_category="pipeline")
    assert figure("open_deals", by=owner, as_of=day(9), where=[("forecast_category", "pipeline")]).value == 1
