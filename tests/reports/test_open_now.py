"""What waits now is counted by one walk, and comes to what the list's own flags find."""

from datetime import timedelta

import pytest
from django.http import QueryDict

from penstock.activities.actions import plan_activity
from penstock.attention.models import DealMark
from penstock.boards.filters import read_filters
from penstock.common import clock
from penstock.deals.models import Deal
from penstock.metrics.asked import Asked
from penstock.metrics.periods import Period
from penstock.reports.open_now import waiting
from penstock.reports.quality import FLAGS
from penstock.workspaces.actor import Actor
from tests.world import World

pytestmark = pytest.mark.django_db
ASKED = Asked(Period("all"), None, ())


@pytest.fixture
def waits(world: World, rep: Actor) -> World:
    now = clock.now()
    for owner, count in (("rep", 3), ("colleague", 2)):
        for number in range(count):
            deal = world.deal(f"{owner} {number}", owner=owner, expected_close_on=now.date() - timedelta(days=number))
            late = now - timedelta(days=1)
            stuck = late if number else now + timedelta(days=9)
            DealMark.objects.on(deal).update(slow_at=late, stuck_at=stuck)
    planned = Deal.objects.of(rep).get(name="rep 1")
    plan_activity("call", "Ask", by=rep, deal=planned, due_at=now + timedelta(hours=1))
    return world


@pytest.mark.parametrize("role", ["owner", "rep"])
@pytest.mark.parametrize("where", [(), (("owner", "Rep"),)])
def test_each_flag_counts_the_deals_that_its_filter_lists(waits: World, role: str, where: tuple) -> None:
    by = waits.actor(role)
    found = waiting(FLAGS, Asked(Period("all"), None, where), by)
    for flag in FLAGS:
        one = found[flag]
        assert one is not None
        listed = read_filters(QueryDict(one.filtering.query), by).apply(Deal.objects.of(by).open())
        assert sum(one.counts.values()) == listed.count() and one.filtering.condition(flag)


def test_what_waits_is_counted_anew_when_something_changes(waits: World, rep: Actor) -> None:
    before = waiting(("no_next_step",), ASKED, rep)["no_next_step"]
    plan_activity(
        "call", "Ask", by=rep, deal=Deal.objects.of(rep).get(name="rep 2"), due_at=clock.now() + timedelta(days=1)
    )
    after = waiting(("no_next_step",), ASKED, rep)["no_next_step"]
    assert before and after
    assert (sum(before.counts.values()), sum(after.counts.values())) == (2, 1)


def test_of_a_past_day_nobody_knows_what_waited(waits: World, rep: Actor) -> None:
    past = Asked(Period("all"), clock.now().date() - timedelta(days=9), ())
    assert waiting(FLAGS, past, rep) == dict.fromkeys(FLAGS)
