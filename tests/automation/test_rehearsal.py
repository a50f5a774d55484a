"""A dry run says how often an automation would have run, on which deals, and does nothing."""

from datetime import timedelta

import pytest

from penstock.automation.rehearsing import rehearse
from penstock.automation.rules import read_rule
from penstock.common import clock
from penstock.deals.actions import DealHistory, Step, assign_deal, change_deal, ingest_deals, tag_deal, win_deal
from penstock.deals.models import Deal
from penstock.deals.models.tags import Tag
from penstock.journal.recording import head
from tests.automation.setting import TASK, a_rule

pytestmark = pytest.mark.django_db


def won(world, name, days_ago, owner="rep", **facts):
    now = clock.now()
    steps = [
        Step(now - timedelta(days=days_ago + 5), world.stages[0], {"owner_id": world.people[owner].pk, **facts}),
        Step(now - timedelta(days=days_ago), world.stages[-2], {}),
    ]
    assert world.stages[-2].kind == "won"
    return DealHistory(name, steps, {"currency": "USD"})


def test_it_counts_what_happened_in_the_last_ninety_days(world, rep, owner):
    ingest_deals([won(world, "Old", 200), won(world, "New", 20), won(world, "Newer", 3)], by=rep.through("import"))
    before = head(world.workspace)
    told = rehearse(read_rule(a_rule("won", TASK, pipeline=world.pipeline.pk), owner))
    assert [hit.deal.name for hit in told.latest] == ["Newer", "New"]
    assert (told.count, told.deals) == (2, 2)
    assert head(world.workspace) == before


def test_conditions_and_rights_count(world, rep, owner):
    ingest_deals([won(world, "Small", 5, amount=10), won(world, "Big", 5, amount=50_000)], by=rep)
    win_deal(world.deal("Theirs", owner="colleague", amount=60_000), by=world.actor("colleague"))
    rule = a_rule("won", TASK, if_="value_from=10000")
    assert {hit.deal.name for hit in rehearse(read_rule(rule, owner)).latest} == {"Big", "Theirs"}
    assert {hit.deal.name for hit in rehearse(read_rule(rule, rep)).latest} >= {"Big"}


def test_days_that_came_count_too(world, rep, owner):
    today = clock.day_of(clock.now(), world.workspace.zone)
    world.deal("Soon", expected_close_on=today + timedelta(days=1))
    world.deal("Far", expected_close_on=today + timedelta(days=300))
    rule = a_rule("moment", TASK, count=3, unit="days", side="before", date="expected_close_on")
    assert [hit.deal.name for hit in rehearse(read_rule(rule, owner)).latest] == ["Soon"]


def test_a_number_of_days_does_not_cost_more_queries(world, rep, owner, django_assert_max_num_queries):
    rule = read_rule(a_rule("won", TASK, pipeline=world.pipeline.pk), owner)
    ingest_deals([won(world, f"Deal {number}", number) for number in range(60)], by=rep)
    with django_assert_max_num_queries(6):
        assert rehearse(rule).count == 60


def test_conditions_are_judged_as_the_deals_were_then(world, rep, owner):
    """A deal that grew since it was won would not have been one of them; one that shrank would."""
    ingest_deals([won(world, "Shrank", 5, amount=50_000), won(world, "Grew", 5, amount=10)], by=rep)
    shrank, grew = Deal.objects.of(owner).get(name="Shrank"), Deal.objects.of(owner).get(name="Grew")
    change_deal(shrank, by=rep, amount=10)
    change_deal(grew, by=rep, amount=90_000)
    rehearsal = rehearse(read_rule(a_rule("won", TASK, if_="value_from=10000"), owner))
    assert ([hit.deal.name for hit in rehearsal.latest], rehearsal.as_of_today) == (["Shrank"], ())


def test_who_owned_it_then_counts(world, rep, owner):
    ingest_deals([won(world, "Moved on", 5)], by=rep)
    assign_deal(Deal.objects.of(owner).get(), world.people["manager"], by=owner)
    for role, count in (("rep", 1), ("manager", 0)):
        rule = a_rule("won", TASK, if_=f"owner={world.people[role].pk}")
        assert rehearse(read_rule(rule, owner)).count == count


def test_what_the_history_does_not_know_is_judged_as_of_today_and_named(world, rep, owner):
    ingest_deals([won(world, "Tagged", 5), won(world, "Not", 5)], by=rep)
    tag_deal(Deal.objects.of(owner).get(name="Tagged"), ["hot"], by=rep)
    rule = read_rule(a_rule("won", TASK, if_=f"tag={Tag.objects.of(owner).get().pk}&value_from=0"), owner)
    rehearsal = rehearse(rule)
    assert [hit.deal.name for hit in rehearsal.latest] == ["Tagged"]
    assert rehearsal.as_of_today == ("Tag",)
