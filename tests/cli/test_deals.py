"""`penstock deals`: the command line meets the same gates, and ends with a code of its own."""

import json

import pytest
from click.testing import CliRunner

from penstock.cli.deals import command
from penstock.deals.models import Deal
from penstock.losses.queries import standing
from tests.deals.gates.test_rules import AMOUNT, ask
from tests.losses.told import lost

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


def test_a_deal_is_handed_over_once_both_agreed(world):
    deal = world.deal()
    offered = run("hand-over", deal.pk, "--to", "manager@demo.test", "--note", "They pay late", "--as", "rep@demo.test")
    assert offered.exit_code == 0 and world.fresh(deal).owner == world.people["rep"]
    assert run("hand-over", deal.pk, "--accept", "--as", "rep@demo.test").exit_code == 1
    assert run("hand-over", deal.pk, "--accept", "--as", "manager@demo.test").exit_code == 0
    assert world.fresh(deal).owner == world.people["manager"]


def test_an_offer_is_declined_or_withdrawn_and_the_deal_stays(world):
    deal = world.deal()
    for answer, who in (("--decline", "manager"), ("--withdraw", "rep")):
        assert run("hand-over", deal.name, "--to", "Manager", "--as", "rep@demo.test").exit_code == 0
        assert run("hand-over", deal.name, answer, "--as", f"{who}@demo.test").exit_code == 0
    assert world.fresh(deal).owner == world.people["rep"]
    assert run("hand-over", deal.pk, "--as", "rep@demo.test").exit_code == 2
    assert run("hand-over", deal.pk, "--to", "Nobody", "--as", "rep@demo.test").exit_code == 1


def test_a_won_deal_goes_on_in_a_pipeline(world):
    deal = world.deal()
    assert run("follow-up", deal.pk, world.pipeline.name).exit_code == 1
    won = next(stage for stage in world.stages if stage.kind == "won")
    assert run("move", deal.pk, won.name).exit_code == 0
    told = run("follow-up", deal.pk, world.pipeline.name, "--name", "Next", "--owner", "Manager", "--format", "json")
    opened = Deal.unscoped.get(pk=json.loads(told.stdout)["opened"])
    assert (opened.name, opened.owner, opened.status) == ("Next", world.people["manager"], "open")
    assert run("follow-up", deal.pk, "Nowhere").exit_code == 1


def test_what_the_first_stage_wants_is_asked_of_what_goes_on_too(world):
    deal = world.deal()
    won = next(stage for stage in world.stages if stage.kind == "won")
    assert run("move", deal.pk, won.name).exit_code == 0
    ask(world, world.stages[0], AMOUNT)
    assert run("follow-up", deal.pk, world.pipeline.name).exit_code == 3


def test_what_a_customer_said_about_a_loss_is_noted_and_taken_back(world):
    deal = lost(world)
    assert run("verify-loss", deal.pk, "--as", "rep@demo.test").exit_code == 1
    words = ["--competitor", "Rival", "--change", "A visit"]
    said = run("verify-loss", deal.pk, "--reason", world.reason.name, *words, "--as", "rep@demo.test")
    assert said.exit_code == 0 and standing(deal).competitor == "Rival"
    assert run("verify-loss", deal.pk, "--would-not-say", "--as", "viewer@demo.test").exit_code == 1
    assert run("verify-loss", deal.pk, "--take-back", "--as", "rep@demo.test").exit_code == 0
    assert standing(deal) is None
