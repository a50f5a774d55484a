"""`penstock metrics` prints what a script can read, and says with its exit code how it went."""

import json
from decimal import Decimal
from typing import Any

import pytest
from click.testing import CliRunner, Result

from penstock.cli.metrics import command
from penstock.deals.actions import win_deal
from tests.world import World


@pytest.fixture(name="shop")
def shop_world(world: World) -> World:
    win_deal(world.deal(amount=Decimal("10.50")), by=world.actor("rep"))
    world.deal(owner="colleague", amount=Decimal(20))
    return world


def run(*words: str, of: str = "Ours") -> Result:
    return CliRunner().invoke(command, [*words, "--workspace", of])


def data(*words: str) -> Any:
    result = run(*words, "--format", "json")
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


def test_one_figure_is_one_row(shop: World) -> None:
    assert data("revenue_won") == {
        "metric": "revenue_won",
        "unit": "USD",
        "from": None,
        "to": None,
        "as_of": None,
        "by": [],
        "rows": [{"n": 1, "value": 10.5}],
    }


def test_a_split_names_the_dimensions_first_and_the_value_last(shop: World) -> None:
    rows = data("open_deals", "--by", "owner,team")["rows"]
    assert [list(row.items()) for row in rows] == [[("owner", "Colleague"), ("team", "South"), ("n", 1), ("value", 1)]]


def test_several_metrics_are_a_list(shop: World) -> None:
    assert [one["metric"] for one in data("win_rate", "open_deals")] == ["win_rate", "open_deals"]


def test_periods_days_and_filters_are_told_back(shop: World) -> None:
    told = data(
        "deals_won", "--from", "2017-01-01", "--to", "2017-04-01", "--as-of", "2017-02-01", "--where", "owner=Rep"
    )
    assert (told["from"], told["to"], told["as_of"]) == ("2017-01-01", "2017-04-01", "2017-02-01")
    assert told["rows"] == [{"n": 0, "value": 0}]


def test_what_has_no_value_is_null_in_json_and_a_dash_in_a_table(shop: World) -> None:
    assert data("open_deals", "--by", "sector")["rows"] == [{"sector": None, "n": 1, "value": 1}]
    assert "—" in run("open_deals", "--by", "sector").output


def test_csv_has_a_head_and_a_line_for_each_row(shop: World) -> None:
    assert run("open_deals", "--by", "owner", "--format", "csv").output == "owner,n,open_deals\nColleague,1,1\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["win_rat"], "There is no metric “win_rat”. Did you mean: win_rate?"),
        (["win_rate", "--by", "ownr"], "There is no dimension “ownr”. Did you mean: owner"),
        (["open_deals", "--by", "month"], "“open_deals” cannot be split by month"),
        (["win_rate", "--from", "2017-13-01"], "“2017-13-01” is not a day"),
        (["win_rate", "--from", "2017-02-01", "--to", "2017-01-01"], "The period is empty"),
        (["win_rate", "--where", "owner=Colleage"], "Did you mean: Colleague?"),
        (["win_rate", "--where", "owner"], "wants a dimension and a value"),
        ([], "Which metric?"),
    ],
)
def test_a_question_that_cannot_be_understood_ends_with_2(shop: World, words: list[str], said: str) -> None:
    result = run(*words)
    assert (result.exit_code, said in result.output) == (2, True), result.output


def test_where_there_are_several_workspaces_one_must_be_named(shop: World) -> None:
    result = CliRunner().invoke(command, ["open_deals"])
    assert result.exit_code == 2
    assert "Ours, Others" in result.output


def test_the_catalogue_can_be_listed(world: World) -> None:
    listed = json.loads(CliRunner().invoke(command, ["--list", "--format", "json"]).output)
    assert {"metric", "name", "sentence", "unit"} == set(listed[0])
    assert len(CliRunner().invoke(command, ["--list"]).output.splitlines()) == len(listed)
