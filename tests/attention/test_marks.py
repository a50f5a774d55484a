"""A mark comes when a deal waits longer than won deals did, and goes only when something real happens."""

from datetime import time, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from penstock.activities.actions import (
    complete_activity,
    log_activity,
    plan_activity,
    remove_activity,
    reopen_activity,
    reschedule_activity,
    restore_activity,
    write_note,
)
from penstock.attention.actions import learn_norms
from penstock.attention.models import DealMark, Level
from penstock.attention.queries import stuck_deals
from penstock.common import clock
from penstock.common.errors import NotPermitted, Refused
from penstock.deals.actions import (
    assign_deal,
    bring_back,
    change_deal,
    lose_deal,
    move_deal,
    remove_deal,
    reopen_deal,
    restore_deal,
    set_aside,
    undo_change,
    win_deal,
)
from penstock.journal.projections import PROJECTIONS
from penstock.people.actions import add_special_day, remove_special_day, set_hours
from penstock.pipelines.actions import change_stage, merge_stages
from tests.attention.histories import ago, open_since, won_deals
from tests.world import World


def level(deal, after=0):
    mark = DealMark.objects.on(deal).first()
    return mark.level(clock.now() + timedelta(days=after)) if mark else None


def learnt(world):
    """Won deals stayed two weeks in the first stage; the oldest was won after 138 days."""
    won_deals(world, 60, stays=(14, 7))
    won_deals(world, 1, stays=(14, 124), ended=200)
    learn_norms(by=world.system)


def test_a_deal_is_slow_beyond_the_median_and_stuck_beyond_three_quarters(world):
    won_deals(world, 30, stays=(7,))
    won_deals(world, 10, stays=(28,))
    won_deals(world, 20, stays=(42,))
    learn_norms(by=world.system)
    assert [level(open_since(world, days)) for days in (3, 39, 60)] == [Level.NONE, Level.SLOW, Level.STUCK]


def test_who_is_older_than_the_oldest_ever_won_is_found_whatever_the_stage(world):
    learnt(world)
    young, old = open_since(world, 137, stage=3, since=1), open_since(world, 139, stage=3, since=1)
    assert level(young) != Level.STUCK and level(old) == Level.STUCK
    log_activity("call", "Talked", by=world.actor("rep"), deal=old)
    assert level(old) == Level.STUCK, "talking does not make it young"


def test_a_planned_next_step_holds_the_mark_off_until_its_day(world, rep):
    learnt(world)
    deal = open_since(world, 100)
    assert level(deal) == Level.STUCK
    meeting = plan_activity("meeting", "Board decides", by=rep, deal=deal, due_at=clock.now() + timedelta(days=30))
    assert level(deal) == Level.NONE and level(deal, after=29) == Level.NONE and level(deal, after=31) == Level.STUCK
    reschedule_activity(meeting, clock.now() - timedelta(days=1), by=rep)
    assert level(deal) == Level.STUCK, "a step that is overdue holds nothing off"


def test_only_a_two_way_contact_or_a_move_starts_the_clock_anew(world, rep):
    learnt(world)
    deal = open_since(world, 100)
    write_note("I should call", by=rep, deal=deal)
    log_activity("task", "Looked at the file", by=rep, deal=deal)
    log_activity("email", "Sent a reminder", by=rep, deal=deal)
    change_deal(deal, by=rep, description="More words")
    assign_deal(deal, world.people["manager"], by=world.actor("owner"))
    assert level(deal) == Level.STUCK
    manager = world.actor("manager")
    log_activity("call", "Talked", by=manager, deal=deal)
    assert level(deal) == Level.SLOW, "its age still speaks against it"
    mark = DealMark.objects.on(deal).get()
    assert mark.touches == 2 and mark.touched_at is not None
    other = open_since(world, 100)
    move_deal(other, world.stages[2], by=rep)
    assert level(other) == Level.SLOW


def test_a_closed_deal_has_no_mark_and_a_reopened_one_has(world, rep):
    learnt(world)
    deal = open_since(world, 100)
    win_deal(deal, by=rep)
    assert level(deal) is None
    reopen_deal(deal, by=rep)
    assert level(deal) == Level.SLOW


def test_holidays_and_hours_move_the_marks(world, owner):
    learnt(world)
    deal = open_since(world, 20)
    before = DealMark.objects.on(deal).get().stuck_at
    today = clock.day_of(clock.now(), world.workspace.zone)
    day = add_special_day("Closed", today - timedelta(days=10), today - timedelta(days=4), by=owner)
    assert DealMark.objects.on(deal).get().stuck_at > before
    remove_special_day(day, by=owner)
    assert DealMark.objects.on(deal).get().stuck_at == before


def test_stuck_deals_are_read_within_ones_scope(world, rep, colleague):
    learnt(world)
    deal = open_since(world, 100)
    open_since(world, 100, owner_id=world.people["colleague"].pk)
    assert list(stuck_deals(rep)) == [deal]
    assert stuck_deals(world.actor("owner")).count() == 2 and not stuck_deals(world.actor("stranger")).exists()


STEP = st.tuples(st.integers(0, 18), st.integers(0, 3), st.integers(-40, 40))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEP, max_size=14))
def test_kept_is_rebuilt(world: World, steps: list[tuple[int, int, int]]) -> None:
    if not DealMark.objects.on(world.workspace).exists():
        learnt(world)
    story = Story(world)
    for verb, which, days in steps:
        try:
            story.tell(verb, which, days)
        except (Refused, NotPermitted):
            continue
    marks = PROJECTIONS["attention.marks"]
    kept = marks.picture(world.system)
    marks.rebuild(world.system)
    assert marks.picture(world.system) == kept


class Story:
    """Anything that may happen to a deal, its activities, its stage or the calendar."""

    def __init__(self, world: World) -> None:
        self.world, self.by = world, world.actor("owner")
        self.deals = [open_since(world, days) for days in (5, 60, 200)]
        self.planned: list = []
        self.days: list = []
        self.events: list = []

    def tell(self, verb: int, which: int, days: int) -> None:
        deal, by, world = self.deals[which % 3], self.by, self.world
        moment = clock.now() + timedelta(days=days)
        activity = self.planned[which % len(self.planned)] if self.planned else None
        verbs = {
            0: lambda: self.planned.append(plan_activity("meeting", by=by, deal=deal, due_at=moment)),
            1: lambda: activity and complete_activity(activity, by=by),
            2: lambda: activity and reopen_activity(activity, by=by),
            3: lambda: activity and reschedule_activity(activity, moment, by=by),
            4: lambda: activity and remove_activity(activity, by=by),
            5: lambda: activity and restore_activity(activity, by=by),
            6: lambda: self.planned.append(log_activity("call", "x", by=by, deal=deal, at=ago(abs(days)))),
            7: lambda: self.events.append((deal, move_deal(deal, world.stages[which], by=by))),
            8: lambda: lose_deal(deal, by=by, reason=world.reason),
            9: lambda: reopen_deal(deal, by=by),
            10: lambda: remove_deal(deal, by=by),
            11: lambda: restore_deal(deal, by=by),
            12: lambda: self.events.append((deal, change_deal(deal, by=by, amount=abs(days) * 100, type="new"))),
            13: lambda: change_stage(world.stages[which], by=by, expected_days=abs(days) or None),
            14: lambda: self._undo(),
            15: lambda: merge_stages(world.stages[1], world.stages[2], by=by) if days == 7 else None,
            16: lambda: self._calendar(days),
            17: lambda: self.events.append((deal, set_aside(deal, until=moment.date() + timedelta(days=60), by=by))),
            18: lambda: self.events.append((deal, bring_back(deal, by=by))),
        }
        verbs[verb]()

    def _undo(self) -> None:
        deal, event = self.events.pop() if self.events else (None, None)
        if event is not None:
            undo_change(deal, event.position, by=self.by)

    def _calendar(self, days: int) -> None:
        today = clock.day_of(clock.now(), self.world.workspace.zone)
        if self.days and days < 0:
            remove_special_day(self.days.pop(), by=self.by)
        elif days > 20:
            set_hours({0: (time(8), time(12))}, by=self.by)
        else:
            self.days.append(add_special_day("Closed", today + timedelta(days=days), by=self.by))
