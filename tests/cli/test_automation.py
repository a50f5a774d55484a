"""`penstock automation` lists, switches, tries on the past, and shows what was done."""

import json

import pytest
from click.testing import CliRunner

from penstock.automation.actions import make_automation
from penstock.automation.models import RunState
from penstock.cli import findings
from penstock.cli.automation import command
from penstock.common import clock
from penstock.deals.actions import win_deal
from penstock.journal.models import ReactionTrouble
from tests.automation.setting import TASK, a_rule, runs, work

pytestmark = pytest.mark.django_db


def run(*words):
    answer = CliRunner().invoke(command, ["--workspace", "Ours", *map(str, words)])
    return answer.exit_code, answer.output


def test_an_automation_from_the_command_line(world, rep, owner):
    automation = make_automation("Thanks", a_rule("won", TASK), by=owner)
    win_deal(world.deal("Before"), by=rep)
    code, words = run("dry-run", automation.pk, "--format", "json")
    assert code == 0 and json.loads(words)["count"] == 1
    work()
    assert run("on", automation.pk)[0] == 0
    assert "Thanks: When a deal is won" in run("list")[1]
    win_deal(world.deal("After"), by=rep)
    work()
    (one,) = json.loads(run("runs", "--format", "json")[1])["runs"]
    assert (one["state"], one["automation"]) == (RunState.DONE, automation.pk)
    assert run("undo", one["run"])[0] == 0
    assert runs(automation)[0].state == RunState.UNDONE
    assert run("off", automation.pk)[0] == 0


def test_what_is_not_there_is_said(world):
    code, words = run("on", 999)
    assert code == 1 and "999" in words


def test_check_tells_of_events_that_were_given_up_and_retry_takes_them_up_again(world):
    assert findings._reactions().well
    facts = {"name": "automation.fire", "position": 1, "error": "KeyError: 'stage'", "next_at": clock.now()}
    ReactionTrouble(workspace=world.workspace, parked_at=clock.now(), **facts).save()
    told = findings._reactions()
    assert not told.well and "KeyError" in told.sentence
    assert run("retry")[0] == 0
    assert findings._reactions().well
