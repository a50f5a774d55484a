"""What each person has to do is what one finds in the activities themselves, whoever asks."""

from collections import defaultdict
from datetime import datetime, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from penstock.activities.actions import complete_activity, plan_activity, remove_activity, write_note
from penstock.activities.models import Activity
from penstock.activities.queries import to_do_by_owner
from penstock.common import clock
from penstock.deals.actions import remove_deal
from penstock.workspaces.actor import Actor
from tests.world import World

PLANS = st.lists(
    st.tuples(
        st.sampled_from(["rep", "manager"]),
        st.sampled_from(["deal", "removed", "none"]),
        st.sampled_from(["stays", "done", "removed", "note"]),
        st.none() | st.integers(-3, 3),
    ),
    max_size=8,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PLANS)
def test_it_is_what_the_activities_say(world: World, plans: list[tuple[str, str, str, int | None]]) -> None:
    now, admin = clock.now(), world.actor("owner")
    deals = {"deal": world.deal(), "removed": world.deal(), "none": None}
    for owner, on, becomes, days in plans:
        by, deal = world.actor(owner), deals[on]
        if becomes == "note":
            write_note("Seen", by=by, deal=deal or deals["deal"])
            continue
        due = None if days is None else now + timedelta(days=days, minutes=1)
        one = plan_activity("call", by=by, deal=deal, due_at=due)
        if becomes != "stays":
            (complete_activity if becomes == "done" else remove_activity)(one, by=by)
    remove_deal(deals["removed"], by=admin)
    for role in ("owner", "manager", "rep"):
        actor = world.actor(role)
        assert to_do_by_owner(actor, now) == slowly(actor, now), role


def slowly(by: Actor, now: datetime) -> dict[int | None, tuple[int, int]]:
    found: dict[int | None, list[Activity]] = defaultdict(list)
    for one in Activity.objects.of(by).select_related("deal"):
        if one.done_at is None and one.kind != "note" and not (one.deal and one.deal.removed_at):
            found[one.owner_id].append(one)
    return {
        owner: (len(several), sum(one.due_at is not None and one.due_at < now for one in several))
        for owner, several in found.items()
    }


def test_for_who_reads_everything_no_deal_is_looked_up(world: World) -> None:
    with CaptureQueriesContext(connection) as asked:
        to_do_by_owner(world.actor("owner"), clock.now())
    (asked_once,) = [one["sql"] for one in asked if "activities_activity" in one["sql"]]
    assert " JOIN " not in asked_once
