"""Activities count as soon as they are done, for whoever may see the deal they are on."""

from datetime import timedelta
from typing import Any

from penstock.activities.actions import complete_activity, log_activity, plan_activity, remove_activity
from penstock.common import clock
from penstock.metrics.asking import ask, behind
from penstock.workspaces.actor import Actor
from tests.world import World

KEYS = ("activities_done", "calls_made", "meetings_booked", "meetings_held", "touches_per_deal")


def values(by: Actor) -> list[Any]:
    return [ask(key, by=by).value for key in KEYS]


def test_what_is_planned_counts_when_it_is_done(world: World, rep: Actor) -> None:
    deal = world.deal()
    meeting = plan_activity("meeting", "Show it", by=rep, deal=deal, due_at=clock.now() + timedelta(days=1))
    assert values(rep) == [0, 0, 1, 0, None]
    complete_activity(meeting, by=rep)
    log_activity("call", "Asked", by=rep, deal=deal)
    log_activity("task", "Sorted", by=rep, deal=deal)
    assert values(rep) == [3, 1, 1, 1, 2]
    remove_activity(meeting, by=rep)
    assert values(rep) == [2, 1, 0, 0, 1]


def test_nobody_counts_work_on_deals_they_may_not_see(world: World) -> None:
    log_activity("call", "Asked", by=world.actor("rep"), deal=world.deal(owner="rep"))
    log_activity("call", "Alone", by=world.actor("rep"))
    seen = {role: ask("calls_made", by=world.actor(role)).value for role in ("rep", "manager", "colleague", "owner")}
    assert seen == {"rep": 1, "manager": 1, "colleague": 0, "owner": 1}


def test_work_splits_by_who_did_it_and_opens_into_the_deals(world: World, rep: Actor, owner: Actor) -> None:
    deal = world.deal()
    log_activity("call", "Asked", by=rep, deal=deal)
    log_activity("email", "Sent", by=owner, deal=deal)
    rows = ask("activities_done", by=owner, split=["owner", "activity"]).rows
    assert {row.group: row.n for row in rows} == {("Rep", "call"): 1, ("Owner", "email"): 1}
    assert [(row.deal_id, row.outcome) for row in behind("calls_made", (), by=owner)] == [(deal.pk, "call")]
    assert "Call" in world.client("owner").get("/numbers/rows/?metric=calls_made").content.decode()
