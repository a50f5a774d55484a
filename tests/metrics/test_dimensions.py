"""Figures split by what hangs on a deal: its company, product, source, type and the workspace's own fields."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from penstock.companies.actions import add_company, change_company
from penstock.deals.actions import Line, assign_deal, change_deal, lose_deal, move_deal, set_items, undo_change
from penstock.fields.actions import add_field
from penstock.metrics.asking import ask
from penstock.people.actions import add_team, change_person, change_team, change_workspace
from penstock.pipelines.actions import add_source
from penstock.products.actions import add_product
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Team
from tests.world import World


def counted(by: Actor, *split: str, key: str = "open_deals", **words: Any) -> dict[Any, Any]:
    rows = ask(key, by=by, split=split, **words).rows
    return {row.group[0] if len(split) == 1 else row.group: row.n for row in rows}


def test_by_sector_and_country_follow_the_company(world: World, owner: Actor) -> None:
    acme = add_company('Acme, "Iron" & Co', by=owner, sector="Iron, steel", country="Norway")
    world.deal(company=acme)
    world.deal()
    assert counted(owner, "sector") == {"Iron, steel": 1, None: 1}
    change_company(acme, by=owner, sector="Wood")
    assert counted(owner, "sector", "country", "company") == {
        ("Wood", "Norway", 'Acme, "Iron" & Co'): 1,
        (None, None, None): 1,
    }
    assert counted(owner, "company", where=[("sector", "wood")]) == {'Acme, "Iron" & Co': 1}


def test_by_product_is_by_the_first_line_item(world: World, rep: Actor, owner: Actor) -> None:
    pump, pipe = (add_product(name, by=owner, currency="USD", unit_price=Decimal(5)) for name in ("Pump", "Pipe"))
    deal = world.deal()
    set_items(deal, [Line(pump.pk), Line(pipe.pk, quantity=Decimal(9))], by=rep)
    assert counted(rep, "product") == {"Pump": 1}
    assert ask("pipeline_value", by=rep, where=[("product", "Pump")]).value == 50


def test_by_source_and_type(world: World, rep: Actor, owner: Actor) -> None:
    fair = add_source("Fair", by=owner)
    world.deal(source=fair, type="repeat")
    assert counted(rep, "source", "type") == {("Fair", "repeat"): 1}


def test_by_the_forecast_category_of_that_day(world: World, rep: Actor, owner: Actor) -> None:
    march = [datetime(2026, 3, day, 12, tzinfo=UTC) for day in range(1, 8)]
    sure, unsure = (world.deal(at=march[1], amount=Decimal(amount)) for amount in (10, 1))
    change_deal(sure, by=rep, at=march[3], forecast_category="commit")
    change_deal(sure, by=rep, at=march[5], forecast_category="omitted")
    move_deal(sure, world.stages[1], by=rep, at=march[6])
    told = [counted(owner, "forecast_category", as_of=date(2026, 3, day)) for day in (3, 4, 5, 6, 7)]
    assert told == [{None: 2}, *[{"commit": 1, None: 1}] * 2, *[{"omitted": 1, None: 1}] * 2]
    assert ask("pipeline_value", by=owner, as_of=date(2026, 3, 5), where=[("forecast_category", "commit")]).value == 10
    assert ask("pipeline_value", by=owner, where=[("forecast_category", "—")]).value == 1
    # What is left out of the forecast still counts in every other figure.
    assert ask("weighted_pipeline_value", by=owner, where=[("forecast_category", "omitted")]).value > 0
    event = change_deal(unsure, by=rep, forecast_category="best_case")
    assert list(counted(owner, "forecast_category")) == ["best_case", "omitted"]
    undo_change(unsure, event.position, by=rep)
    assert counted(owner, "forecast_category") == {"omitted": 1, None: 1}
    lose_deal(sure, reason=world.reason, by=rep)
    assert counted(owner, "forecast_category", key="deals_lost") == {"omitted": 1}


def test_by_a_custom_field(world: World, rep: Actor, owner: Actor) -> None:
    field = add_field("deal", 'Region\'s "code"', by=owner, holds="text")
    deal = world.deal()
    change_deal(deal, by=rep, custom={field.key: "N'1"})
    world.deal()
    name = f"field.{field.key}"
    assert counted(rep, name) == {"N'1": 1, None: 1}
    assert counted(rep, name, where=[(name, "n'1")]) == {"N'1": 1}
    assert counted(rep, name, where=[(name, "—")]) == {None: 1}


def test_losses_by_stage_and_reason(world: World, rep: Actor) -> None:
    lose_deal(world.deal(), reason=world.reason, by=rep)
    assert counted(rep, "stage", "loss_reason", key="stage_lost") == {(world.stages[0].name, "Price too high"): 1}


def test_by_period_and_owner_of_that_time(world: World, owner: Actor) -> None:
    deal = world.deal()
    lose_deal(deal, reason=world.reason, by=owner)
    today = date.fromisoformat(next(iter(counted(owner, "day", key="deals_lost"))))
    assert counted(owner, "year", "month", key="deals_lost") == {(f"{today:%Y}", f"{today:%Y-%m}"): 1}
    assign_deal(deal, world.people["colleague"], by=owner)
    assert counted(owner, "owner", key="deals_lost") == {"Colleague": 1}
    assert counted(owner, "owner", key="stage_lost") == {"Rep": 1}


def test_namesakes_are_told_apart(world: World, owner: Actor) -> None:
    for _n in range(2):
        world.deal(company=add_company("Twin", by=owner))
    companies = counted(owner, "company")
    assert len(companies) == 2
    assert all(label.startswith("Twin (") for label in companies)
    assert all(counted(owner, "company", where=[("company", label)]) == {label: 1} for label in companies)


def test_a_fiscal_year_is_called_after_the_year_it_ends_in(world: World, owner: Actor) -> None:
    for month in (3, 4, 12):
        deal = world.deal(at=datetime(2025, month, 1, tzinfo=UTC))
        lose_deal(deal, reason=world.reason, by=owner, at=datetime(2025, month, 31 if month != 4 else 30, tzinfo=UTC))
    assert counted(owner, "fiscal_year", key="deals_lost") == {"FY2025": 3}
    change_workspace(by=owner, fiscal_month="4")
    assert counted(owner, "fiscal_year", key="deals_lost") == {"FY2025": 1, "FY2026": 2}
    assert list(counted(owner, "fiscal_quarter", key="deals_lost")) == ["FY2025-Q4", "FY2026-Q1", "FY2026-Q3"]
    assert counted(owner, "year", key="deals_lost", where=[("fiscal_quarter", "fy2026-q1")]) == {"2025": 1}


def test_a_department_is_the_team_on_top_with_all_beneath_it(world: World, owner: Actor) -> None:
    north, south = (Team.objects.of(owner).get(name=name) for name in ("North", "South"))
    far = add_team("Far North", by=owner, parent=north)
    world.deal(amount=Decimal(5))
    world.deal(owner="colleague", amount=Decimal(7))
    world.deal(owner="owner")
    assert counted(owner, "department") == {"North": 1, "South": 1, None: 1}
    change_person(world.people["colleague"], by=owner, team=far)
    assert counted(owner, "team") == {"North": 1, "Far North": 1, None: 1}
    assert counted(owner, "department") == {"North": 2, None: 1}
    assert ask("pipeline_value", by=owner, where=[("department", "north")]).value == 12
    assert counted(owner, "department", "team", where=[("team", "North")]) == {("North", "North"): 1}
    change_team(far, by=owner, name="Far North", parent=south)
    assert counted(owner, "department") == {"North": 1, "South": 1, None: 1}


def test_what_is_open_is_told_by_when_it_is_expected_to_close(world: World, owner: Actor) -> None:
    world.deal(expected_close_on=date(2026, 12, 5))
    world.deal(expected_close_on=date(2027, 1, 31))
    world.deal()
    assert counted(owner, "expected_month") == {"2026-12": 1, "2027-01": 1, None: 1}
    assert counted(owner, "expected_quarter") == {"2026-Q4": 1, "2027-Q1": 1, None: 1}
    assert ask("open_deals", by=owner, where=[("expected_quarter", "2027-Q1")]).value == 1
