"""No automation runs in a circle; what a run did is taken back as one thing, and what stays is said."""

from itertools import pairwise

import pytest

from penstock.activities.actions import complete_activity
from penstock.activities.models import Activity
from penstock.automation.actions import undo_run
from penstock.automation.lineage import DEEPEST
from penstock.automation.models import RunState
from penstock.common.errors import NotPermitted, Refused
from penstock.deals.actions import change_deal, tag_deal, win_deal
from penstock.deals.models import Deal, DealPerson
from penstock.deals.queries import tags_of
from penstock.pipelines.actions import create_pipeline
from penstock.pipelines.templates import SHORT
from tests.automation.setting import NOTE, TASK, a_rule, runs, switched_on, work

pytestmark = pytest.mark.django_db


def change(fact, value):
    return ("change", {"fact": fact, "value": value})


def states(automation):
    return [run.state for run in runs(automation)]


def test_an_automation_does_not_run_on_what_it_caused_itself(world, rep, owner):
    automation = switched_on(a_rule("tagged", ("tag", {"added": "two", "removed": ""})), owner)
    first = switched_on(a_rule("won", ("tag", {"added": "one", "removed": ""})), owner, "First")
    deal = world.deal()
    win_deal(deal, by=rep)
    work()
    assert states(first) == [RunState.DONE]
    assert states(automation) == [RunState.DONE, RunState.STOPPED]
    assert "caused itself" in runs(automation)[1].error
    assert {tag.name for tag in tags_of(deal)} == {"one", "two"}


def test_two_automations_that_answer_each_other_come_to_rest(world, rep, owner):
    ping = switched_on(a_rule("changed", change("probability", "10"), fact="amount"), owner, "Ping")
    pong = switched_on(a_rule("changed", change("amount", "20"), fact="probability"), owner, "Pong")
    change_deal(world.deal(), by=rep, amount=1)
    work()
    assert states(ping) == [RunState.DONE, RunState.STOPPED]
    assert states(pong) == [RunState.DONE]


def test_a_long_chain_is_cut_and_the_log_says_so(world, rep, owner):
    words = [f"t{number}" for number in range(DEEPEST + 2)]
    tag_deal(world.deal("With every word"), words, by=rep)
    chain = [switched_on(a_rule("won", ("tag", {"added": words[0], "removed": ""})), owner, "First")]
    for before, after in pairwise(words):
        rule = a_rule("tagged", ("tag", {"added": after, "removed": ""}), if_=f"tag={before}")
        chain.append(switched_on(rule, owner, after))
    deal = world.deal()
    win_deal(deal, by=rep)
    work()
    assert {tag.name for tag in tags_of(deal)} == set(words[:DEEPEST])
    assert any("chain ends here" in run.error for one in chain for run in runs(one))


def test_what_a_run_did_is_undone_as_one_thing(world, rep, owner):
    onboarding = create_pipeline("Onboarding", SHORT.stages, by=owner)
    steps = (
        TASK,
        NOTE,
        change("probability", "55"),
        ("tag", {"added": "vip", "removed": ""}),
        ("join", {"who": f"person:{world.people['colleague'].pk}", "role": "expert"}),
        ("open", {"pipeline": onboarding.pk, "name": "{deal}", "who": "owner", "type": ""}),
        ("assign", {"who": f"person:{world.people['manager'].pk}"}),
    )
    automation = switched_on(a_rule("changed", *steps, fact="amount"), owner)
    deal = world.deal()
    change_deal(deal, by=rep, amount=10)
    work()
    (run,) = runs(automation)
    assert run.state == RunState.DONE, run.error
    assert Deal.objects.of(owner).count() == 2
    undo_run(run, by=owner)
    assert undo_run(run, by=owner) is None
    (run,) = runs(automation)
    assert (run.state, run.notes) == (RunState.UNDONE, [])
    assert Deal.objects.of(owner).count() == 1
    after = world.fresh(deal)
    assert (after.owner_id, after.probability, after.amount) == (rep.person_id, None, 10)
    assert not Activity.objects.of(owner).filter(deal=deal).exists()
    assert not DealPerson.objects.on(deal).exists() and tags_of(deal) == []


def test_what_cannot_be_undone_is_said_and_the_rest_is_undone(world, rep, owner):
    automation = switched_on(a_rule("won", TASK, NOTE), owner)
    win_deal(world.deal(), by=rep)
    work()
    complete_activity(Activity.objects.of(owner).get(kind="task"), by=rep)
    (run,) = runs(automation)
    undo_run(run, by=owner)
    (run,) = runs(automation)
    assert run.notes == ["“Thank ” was done already; it stays."] or "done already" in run.notes[0]
    assert [one.kind for one in Activity.objects.of(owner)] == ["task"]


def test_a_run_that_did_nothing_is_not_undone(world, rep, owner):
    automation = switched_on(a_rule("changed", ("assign", {"who": "owner"}), fact="amount"), owner)
    deal = world.deal(owner="owner")
    deal.owner = None
    deal.save()
    change_deal(deal, by=owner, amount=3)
    work()
    (run,) = runs(automation)
    assert run.state == RunState.REFUSED and "no owner" in run.error
    with pytest.raises(Refused):
        undo_run(run, by=owner)
    with pytest.raises(NotPermitted):
        undo_run(run, by=rep)
