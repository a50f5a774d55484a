"""What time brings: reminders when somebody wants them, what is overdue, and deals that became stuck."""

from datetime import UTC, datetime, timedelta

import pytest

from penstock.activities.actions import change_activity, complete_activity, plan_activity, reschedule_activity
from penstock.attention.models import DealMark
from penstock.common import clock
from penstock.notifications.actions import set_preferences, set_usual_reminder
from penstock.notifications.reminding import remind
from tests.notifications.setting import told

pytestmark = pytest.mark.django_db

MORNING = datetime(2026, 3, 30, 7, 0, tzinfo=UTC)


@pytest.fixture
def now(monkeypatch, world):
    """The present moment; as it goes on, the worker looks every minute of interest."""

    class Now:
        moment = MORNING

        def goes_on(self, **passed):
            self.moment += timedelta(**passed)
            remind(world.system)

    present = Now()
    monkeypatch.setattr(clock, "now", lambda: present.moment)
    remind(world.system)
    return present


def plan(world, by, **fields):
    return plan_activity("call", "Ring", by=by, deal=world.deal(), due_at=MORNING + timedelta(hours=3), **fields)


def test_one_is_reminded_a_quarter_of_an_hour_before_as_is_usual_and_once(world, rep, now):
    plan(world, rep)
    now.goes_on(hours=2, minutes=44)
    assert told(rep) == []
    now.goes_on(minutes=1)
    now.goes_on(minutes=5)
    assert len(told(rep)) == 1 and told(rep)[0].startswith("“Ring” is due ")


@pytest.mark.parametrize(("minutes", "hears"), [(60, 1), (0, 0), (-1, 0)])
def test_an_activity_may_say_when_itself(world, rep, now, minutes, hears):
    plan(world, rep, remind_before=minutes)
    now.goes_on(hours=2, minutes=5)
    assert len(told(rep)) == hears
    now.goes_on(minutes=54)
    assert len(told(rep)) == hears


def test_ones_own_choice_comes_before_the_workspaces(world, rep, manager, owner, now):
    set_usual_reminder(60, by=owner)
    set_preferences(by=rep, remind_before=0)
    plan(world, rep)
    plan_activity("call", "Mine", by=manager, due_at=MORNING + timedelta(hours=3), deal=world.deal())
    now.goes_on(hours=2, minutes=30)
    assert (told(rep), len(told(manager))) == ([], 1)
    now.goes_on(minutes=29, seconds=59)
    assert told(rep) == []
    now.goes_on(seconds=1)
    assert len(told(rep)) == 2  # it is due, and with that moment overdue


def test_what_is_put_off_is_reminded_of_again_and_what_is_done_is_not(world, rep, now):
    one = plan(world, rep)
    now.goes_on(hours=2, minutes=50)
    reschedule_activity(one, MORNING + timedelta(hours=5), by=rep)
    now.goes_on(hours=2)
    assert len(told(rep)) == 2
    two = plan_activity("call", "Two", by=rep, deal=world.deal(), due_at=now.moment + timedelta(minutes=20))
    complete_activity(two, by=rep)
    now.goes_on(minutes=9)
    assert len(told(rep)) == 2


def test_a_whole_day_is_reminded_of_in_its_morning(world, rep, now):
    due = datetime(2026, 3, 31, 23, 59, tzinfo=UTC)
    plan_activity("task", "Send it", by=rep, deal=world.deal(), due_at=due, is_all_day=True, remind_before=0)
    now.goes_on(days=1, hours=1, minutes=59)
    assert told(rep) == []
    now.goes_on(minutes=1)
    assert told(rep) == ["“Send it” is due today."] or "is due" in told(rep)[0]


def test_overdue_is_told_when_it_becomes_so_and_not_of_the_past(world, rep, now):
    plan_activity("call", "Old", by=rep, deal=world.deal(), due_at=MORNING - timedelta(days=1), remind_before=-1)
    plan(world, rep, remind_before=-1)
    now.goes_on(hours=4)
    assert told(rep) == ["“Ring” is overdue."]


def test_after_a_pause_what_was_missed_is_told_once(world, rep, now):
    plan(world, rep, remind_before=-1)
    now.goes_on(days=1)
    now.goes_on(days=1)
    assert told(rep) == ["“Ring” is overdue."]


def test_a_deal_that_becomes_stuck_is_told_to_its_owner(world, rep, now):
    deal = world.deal("Slow one")
    DealMark.objects.on(deal).update(stuck_at=MORNING + timedelta(minutes=30))
    now.goes_on(minutes=29)
    assert told(rep) == []
    now.goes_on(minutes=1)
    assert told(rep) == ["“Slow one” is stuck."]


def test_the_reminder_of_an_activity_can_be_changed(world, rep, now):
    one = plan(world, rep)
    change_activity(one, by=rep, remind_before=-1)
    now.goes_on(hours=2, minutes=55)
    assert told(rep) == []


def test_a_look_costs_the_same_however_much_is_planned(world, rep, now, django_assert_max_num_queries):
    deal = world.deal()
    for number in range(30):
        plan_activity("call", f"Call {number}", by=rep, deal=deal, due_at=MORNING + timedelta(days=9 + number))
    now.moment += timedelta(minutes=1)
    with django_assert_max_num_queries(15):
        remind(world.system)
