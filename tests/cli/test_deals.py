"""`penstock deals`: the command line meets the same gates, and ends with a code of its own."""

import json

import pytest
from click.testing import CliRunner

from penstock.cli.deals import command
from tests.deals.gates.test_rules import AMOUNT, ask

pytestmark = pytest.mark.django_db


def run(*arguments):
    return CliRunner().invoke(command, [*map(str, arguments), "--workspace", "Ours"])


def test_a_deal_moves_once(world):
    deal = world.deal()
    first, again = (run("move", deal.pk, world.stages[1].name) for _time in range(2))
    assert first.exit_code == again.exit_code == 0
    assert "is in Meeting now" in first.output and "already" in again.output


def test_what_is_missing_is_listed_and_the_code_says_so(world):
    ask(world, world.stages[1], AMOUNT)
    deal = world.deal()
    told = run("move", deal.pk, world.stages[1].name, "--as", "rep@demo.test", "--format", "json")
    assert told.exit_code == 3
    assert [one["about"] for one in json.loads(told.stdout)["missing"]] == ["amount", "expected_close_on"]
    assert "- Value is not filled in." in run("move", deal.name, world.stages[1].name).stderr
    assert run("missing", deal.pk, world.stages[1].pk).exit_code == 3
    assert world.fresh(deal).stage_id == world.stages[0].pk


def test_who_has_the_right_goes_past_it_with_a_reason(world):
    ask(world, world.stages[1], AMOUNT)
    deal = world.deal()
    as_rep = run("move", deal.pk, world.stages[1].name, "--as", "rep@demo.test", "--reason", "Hurry")
    assert as_rep.exit_code == 1 and world.fresh(deal).stage_id == world.stages[0].pk
    as_manager = run("move", deal.pk, world.stages[1].name, "--as", "manager@demo.test", "--reason", "Hurry")
    assert as_manager.exit_code == 0 and world.fresh(deal).stage_id == world.stages[1].pk


def test_a_wrong_name_is_a_sentence(world):
    assert run("move", "Nothing of the sort", "Meeting").exit_code == 1
    assert run("move", world.deal().pk, "Nowhere").exit_code == 1
