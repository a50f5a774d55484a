"""The next steps that are kept are those that a rebuild would draw, whatever happened in whatever order."""

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from penstock.activities.actions import (
    complete_activity,
    plan_activity,
    remove_activity,
    reopen_activity,
    reschedule_activity,
    restore_activity,
)
from penstock.activities.models import NextStep
from penstock.activities.projections import rebuild_next_steps
from penstock.common import clock
from penstock.common.errors import NotPermitted, Refused
from penstock.deals.actions import (
    bring_back,
    lose_deal,
    move_deal,
    remove_deal,
    reopen_deal,
    restore_deal,
    set_aside,
    win_deal,
)
from tests.world import World

SOON = clock.now().date() + timedelta(days=9)
STEP = st.tuples(
    st.sampled_from(
        [
            "plan",
            "done",
            "reopen",
            "later",
            "remove",
            "restore",
            "win",
            "lose",
            "again",
            "hide",
            "show",
            "aside",
            "move",
        ]
    ),
    st.integers(0, 5),
    st.one_of(st.none(), st.integers(-3, 30)),
)


def picture() -> list[tuple]:
    return sorted(NextStep.unscoped.values_list("deal_id", "activity_id", "kind", "subject", "due_at", "owner_id"))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEP, max_size=14))
def test_kept_is_rebuilt(world: World, steps: list[tuple[str, int, int | None]]) -> None:
    by, deals, planned = world.actor("rep"), [world.deal(), world.deal()], []
    now = clock.now()
    for verb, which, days in steps:
        due = None if days is None else now + timedelta(days=days)
        deal = deals[which % 2]
        chosen = planned[which % len(planned)] if planned else None
        try:
            if verb == "plan":
                planned.append(plan_activity("task", by=by, deal=deal, due_at=due))
            elif verb in DEAL_VERBS:
                DEAL_VERBS[verb](deal, by, world)
            elif chosen is not None:
                ACTIVITY_VERBS[verb](chosen, by, due)
        except (Refused, NotPermitted):
            continue
    kept = picture()
    rebuild_next_steps(by)
    assert picture() == kept


DEAL_VERBS = {
    "win": lambda deal, by, world: win_deal(deal, by=by),
    "lose": lambda deal, by, world: lose_deal(deal, by=by, reason=world.reason),
    "again": lambda deal, by, world: reopen_deal(deal, by=by),
    "hide": lambda deal, by, world: remove_deal(deal, by=by),
    "show": lambda deal, by, world: restore_deal(deal, by=by),
    "aside": lambda deal, by, world: set_aside(deal, until=SOON, by=by) or bring_back(deal, by=by),
    "move": lambda deal, by, world: move_deal(deal, world.stages[1], by=by) or move_deal(deal, world.stages[0], by=by),
}
ACTIVITY_VERBS = {
    "done": lambda activity, by, due: complete_activity(activity, by=by),
    "reopen": lambda activity, by, due: reopen_activity(activity, by=by),
    "later": lambda activity, by, due: reschedule_activity(activity, due, by=by),
    "remove": lambda activity, by, due: remove_activity(activity, by=by),
    "restore": lambda activity, by, due: restore_activity(activity, by=by),
}
