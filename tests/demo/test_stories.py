"""The demo company is the same story in every language."""

import json
import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from statistics import median
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import transaction
from django.db.models import Count, Min

from penstock.activities.models import Activity
from penstock.attention.models import Block
from penstock.attention.queries import stuck_deals
from penstock.attention.reasons import Watch
from penstock.cli import commands
from penstock.common import clock
from penstock.deals.models import Deal, DealSpan
from penstock.demo import world
from penstock.demo.story import story
from penstock.metrics.asked import Asked
from penstock.metrics.asking import ask
from penstock.metrics.periods import Period
from penstock.pipelines.models import Stage
from penstock.playbooks.models import Finding
from penstock.products.models import Product
from penstock.reports.figures import Column, Figures
from penstock.reports.work_and_success import held, pairs_of
from penstock.workspaces.actor import Actor
from penstock.workspaces.calendar import calendar_of
from penstock.workspaces.models import Role, User, Workspace
from tests.reports.asked import drawn

NOW = datetime(2026, 5, 20, 9, tzinfo=UTC)
OTHERS = pytest.mark.parametrize("language", ["ru", "zh-hans"])
# Codes and facts for programs, not words.
SILENT = {"language", "region", "time_zone", "money", "currency", "phone", "kind"}


@pytest.fixture(autouse=True)
def _three_weeks(monkeypatch: pytest.MonkeyPatch) -> None:
    """As long as a test needs."""
    monkeypatch.setattr(world, "YEARS", timedelta(days=21))


def shape(table: Any) -> Any:
    """How long each table is."""
    if is_dataclass(table):
        return [shape(getattr(table, field.name)) for field in fields(table) if field.name != "money"]
    return [shape(one) for one in table] if isinstance(table, tuple) else type(table)


def words(table: Any) -> list[str]:
    """Every word that people will read."""
    if is_dataclass(table):
        return [word for f in fields(table) if f.name not in SILENT for word in words(getattr(table, f.name))]
    if isinstance(table, tuple):
        return [word for one in table for word in words(one)]
    return [table] if isinstance(table, str) else []


def told(language: str, of: Callable[[Actor], Any]) -> Any:
    """What the demo comes to; nothing of it is left behind, because the sign-ins of all languages are the same."""
    with transaction.atomic():
        found = of(world.build(NOW, language).by)
        transaction.set_rollback(True)
    return found


def counts(by: Actor) -> list[Any]:
    """How many deals of each outcome and in each stage, and how much history."""
    asked = ((Deal, "status"), (Deal, "stage__order"), (DealSpan, "status"))
    return [list(model.objects.of(by).values_list(one).annotate(Count("pk")).order_by(one)) for model, one in asked]


def home_worth(by: Actor) -> tuple[str, Decimal]:
    """The home currency, and what the first product costs in it."""
    return by.workspace.currency, Product.objects.of(by).order_by("pk")[0].unit_price


@OTHERS
def test_the_tables_are_equally_long(language: str) -> None:
    assert shape(story(language)) == shape(story("en"))


@OTHERS
def test_nothing_is_told_in_english(language: str) -> None:
    codes = {row[1] for row in story(language).products} | {channel for _name, channel in story(language).sources}
    codes = {word for code in codes for word in re.findall("[A-Za-z]+", code)}
    assert set(re.findall("[A-Za-z]+", " ".join(words(story(language))))) <= codes


@OTHERS
@pytest.mark.django_db
def test_the_same_deals_are_won_lost_and_open(language: str) -> None:
    assert told(language, counts) == told("en", counts)


@pytest.mark.django_db
def test_money_is_the_countrys_own_and_in_proportion() -> None:
    (money, worth), (ours, theirs) = told("en", home_worth), told("ru", home_worth)
    assert (money, ours) == ("EUR", "RUB")
    assert 95 < theirs / worth < 105


@pytest.mark.django_db
def test_roles_and_stages_are_called_in_the_language_too() -> None:
    by = world.build(NOW, "ru").by
    assert Role.objects.of(by).get(key="rep").name == "Продавец"
    assert not [one.name for one in Stage.objects.of(by) if re.search("[A-Za-z]", one.name)]


@pytest.mark.parametrize("language", ["en", "ru", "zh-hans"])
@pytest.mark.django_db
def test_each_role_signs_in_under_the_same_address(language: str) -> None:
    world.build(NOW, language)
    found = dict(User.objects.values_list("email", "people__role__key"))
    assert found == {
        "rep@demo.test": "rep",
        "colleague@demo.test": "rep",
        "manager@demo.test": "manager",
        "viewer@demo.test": "viewer",
        "owner@demo.test": "owner",
        "stranger@other.test": "owner",
    }


@pytest.mark.parametrize(
    ("options", "shell", "language"),
    [((), "zh_CN.UTF-8", "zh-hans"), (("--language", "ru"), "C", "ru"), (("--language", "en"), "ru_RU.UTF-8", "en")],
)
@pytest.mark.django_db
def test_the_shell_chooses_the_language_unless_it_is_told(
    options: tuple[str, ...], shell: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", shell)
    done = CliRunner().invoke(commands.load("demo"), [*options, "--format", "json"])
    assert json.loads(done.output)["language"] == language
    assert Workspace.objects.order_by("pk")[0].language == language


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "ru", "zh-hans"])
def test_some_deals_rest_one_is_held_up_and_nothing_is_planned_on_a_free_day(language: str) -> None:
    def found(by: Actor) -> tuple[int, int, int]:
        calendar, zone = calendar_of(by.workspace), by.workspace.zone
        days = [at.astimezone(zone).date() for at in Activity.objects.of(by).planned().values_list("due_at", flat=True)]
        free = [day for day in days if not calendar.is_working_day(day)]
        return Deal.objects.of(by).aside().count(), Block.objects.of(by).count(), len(free)

    assert told(language, found) == (2, 1, 0)


ON_DAYS = [
    ("en", datetime(2026, 11, 22, 9, tzinfo=UTC)),
    ("en", datetime(2026, 3, 16, 7, tzinfo=UTC)),
    ("ru", datetime(2026, 1, 10, 12, tzinfo=UTC)),
    ("zh-hans", datetime(2027, 2, 19, 3, tzinfo=UTC)),
]
"""A Sunday, a Monday, a Saturday amid Russian holidays, and a Friday amid Chinese ones."""


@pytest.mark.parametrize(("language", "now"), ON_DAYS)
@pytest.mark.django_db
def test_on_any_day_a_deal_is_stuck_for_a_reason_and_meetings_go_with_moving_on(
    language: str, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(world, "YEARS", timedelta(days=300))
    monkeypatch.setattr(clock, "now", lambda: now)
    by = world.build(now, language).by
    watch = Watch(calendar_of(by.workspace), now)
    stuck = list(stuck_deals(by))
    assert stuck
    for deal in stuck:
        assert watch.days_in_stage(deal) + 1 > (deal.mark.most or 0) or watch.age(deal) + 1 > (deal.mark.age_most or 0)
        assert deal.mark.planned_at is None or deal.mark.planned_at < now
    pairs = held(list(pairs_of("meeting", column_of("meeting", by))))
    assert any(pair.holds for pair in pairs)
    assert not [pair for pair in pairs if pair.holds and pair.apart and pair.apart.value < 0]


def column_of(kind: str, by: Actor) -> Column:
    """How many moved on from each stage, with the kind of work and without."""
    return Figures(Asked(Period("all"), None, ()), by).column("stage_conversion", "stage", f"did_{kind}", "stay")


@pytest.mark.django_db
def test_deals_that_were_won_were_called_sooner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(world, "YEARS", timedelta(days=200))
    by = world.build(NOW).by
    waited: dict[str, list[float]] = {"won": [], "lost": []}
    calls = Activity.objects.of(by).filter(kind="call", done_at__isnull=False)
    first = calls.values("deal_id", "deal__status", "deal__opened_at").annotate(at=Min("done_at"))
    for row in first:
        waited.get(row["deal__status"], []).append((row["at"] - row["deal__opened_at"]).total_seconds() / 86_400)
    assert 0 <= median(waited["won"]) < median(waited["lost"]) / 1.5


@pytest.mark.django_db
def test_sellers_use_their_playbooks_and_find_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(world, "YEARS", timedelta(days=300))
    monkeypatch.setattr(clock, "now", lambda: NOW)
    by = world.build(NOW).by
    tables = {table.key: table for table in drawn("playbook", by).tables}
    assert all(tables[key].lines for key in ("talks", "answers", "assets"))
    shares = {row.group[0]: row.value for row in ask("win_rate", by=by, split=["has_need"]).rows}
    assert shares["yes"] > shares["no"] and 0.2 < float(ask("needs_found_share", by=by).value or 0) < 0.8
    late = [one for one in Finding.objects.of(by) if one.deal.closed_at and one.at > one.deal.closed_at]
    assert not late and {one.sort for one in Finding.objects.of(by)} == {"needs", "objections"}
