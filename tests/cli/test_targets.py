"""`penstock targets`: set, break down, list, what it takes, take back."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from penstock.cli import commands
from penstock.people.actions import add_team
from penstock.targets.models import Target
from penstock.workspaces.actor import Actor
from tests.world import World

PERIOD = ["--period", "2026-03"]


def run(*words: str) -> str:
    result = CliRunner().invoke(commands.load("targets"), ["--workspace", "Ours", *words])
    assert result.exit_code == 0, result.output
    return result.output


def told(*words: str):
    return json.loads(run(*words, "--format", "json"))


def test_a_target_is_set_broken_down_listed_and_taken_back(world: World) -> None:
    assert told("set", "100", "--team", "North", *PERIOD)["amount"] == "100"
    parts = told("break-down", "--team", "North", "--into", "below", *PERIOD)["targets"]
    assert [one["amount"] for one in parts] == ["50.00", "50.00"]
    lines = {one["who"]: one for one in told("list", *PERIOD)["lines"]}
    assert lines["North"]["target"] == 100 and lines["Rep"]["gap"] == 50 and not lines["Ours"]["is_set"]
    assert "North" in run("list", *PERIOD)
    run("remove", "--team", "North", *PERIOD)
    assert Target.objects.of(world.system).filter(team=None, person=None).count() == 0
    assert Target.objects.of(world.system).count() == 2


def test_what_it_takes_is_told_as_data(world: World) -> None:
    run("set", "3", "--person", "Rep", "--metric", "deals_won", *PERIOD)
    needs = told("needs", "--person", "Rep", "--metric", "deals_won", *PERIOD)
    assert needs["won_deals_needed"] == 3 and needs["attainment"] == 0
    assert [one["stage"] for one in needs["stages"]] == [
        one.name for one in reversed(world.stages) if one.kind == "open"
    ]
    assert "won_deals_needed: 3" in run("needs", "--person", "Rep", "--metric", "deals_won", *PERIOD)


def test_what_it_takes_a_team_or_everybody_is_told_as_on_the_screen(world: World) -> None:
    run("set", "3", "--person", "Rep", "--metric", "deals_won", *PERIOD)
    run("set", "4", "--person", "Colleague", "--metric", "deals_won", *PERIOD)
    words = ["needs", "--metric", "deals_won", *PERIOD]
    kinds = {"North": ["--team", "North"], "South": ["--team", "South"], "Ours": [], "Rep": ["--person", "Rep"]}
    found = {name: told(*words, *option) for name, option in kinds.items()}
    assert {name: (one["who"], one["kind"], one["won_deals_needed"]) for name, one in found.items()} == {
        "North": ("North", "team", 3),
        "South": ("South", "team", 4),
        "Ours": ("Ours", "workspace", 7),
        "Rep": ("Rep", "person", 3),
    }
    assert "won_deals_needed: 7" in run(*words)
    client = world.client("owner")
    asked = "?metric=deals_won&period=2026-03"
    for kind, pk, deals in (("team", world.people["rep"].team_id, "3"), ("workspace", 0, "7")):
        page = client.get(f"/targets/needs/{kind}/{pk}/{asked}")
        assert page.status_code == 200 and deals in page.content.decode()


def test_a_team_of_nobody_has_no_deals(world: World, owner: Actor) -> None:
    add_team("West", by=owner)
    world.deal()
    have = {name: told("needs", "--team", name, "--metric", "deals_won", *PERIOD) for name in ("West", "North")}
    assert have["West"]["stages"] == []
    run("set", "1", "--team", "West", "--metric", "deals_won", *PERIOD)
    run("set", "1", "--team", "North", "--metric", "deals_won", *PERIOD)
    have = {name: told("needs", "--team", name, "--metric", "deals_won", *PERIOD) for name in ("West", "North")}
    assert [sum(one["have"] for one in have[name]["stages"]) for name in ("West", "North")] == [0, 1]


@pytest.mark.parametrize(
    "words",
    [
        ["set", "much"],
        ["needs", "--person", "Rep", "--team", "North"],
        ["needs", "--team", "Nobody"],
        ["set", "5", "--person", "Nobody"],
        ["set", "5", "--person", "Rep", "--team", "North"],
    ],
)
def test_what_cannot_be_understood_is_wrong_usage(world: World, words: list[str]) -> None:
    result = CliRunner().invoke(commands.load("targets"), ["--workspace", "Ours", *words])
    assert result.exit_code == 2 and not Target.objects.of(world.system).exists()


def test_what_is_not_there_cannot_be_taken_back(world: World) -> None:
    result = CliRunner().invoke(commands.main, ["targets", "--workspace", "Ours", "remove", *PERIOD])
    assert result.exit_code == 1 and "no such target" in result.output


def test_scorecards_come_from_a_file_and_are_told_as_data(world: World, tmp_path: Path) -> None:
    file = tmp_path / "sets.csv"
    file.write_text("role,period,metric,weight,cap\nrep,2026,deals_won,100,120\n", encoding="utf-8")
    assert told("import-scorecards", str(file)) == {"set": 1, "same": 0}
    run("set", "2", "--person", "Rep", "--metric", "deals_won", *PERIOD)
    cards = {one["who"]: one for one in told("scorecards", *PERIOD)["cards"]}
    assert set(cards) == {"Rep", "Colleague"}
    assert (cards["Rep"]["total"], cards["Rep"]["known"], cards["Rep"]["scores"][0]["cap"]) == (0, 100, 120)
    assert cards["Colleague"]["total"] is None and "Rep" in run("scorecards", *PERIOD)
