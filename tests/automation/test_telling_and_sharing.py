"""Automations tell people, and share deals out among a team."""

import pytest

from penstock.deals.actions import assign_deal, open_deal, win_deal
from penstock.deals.models import Deal
from penstock.notifications.queries import notifications_for
from penstock.notifications.sentences import sentence
from penstock.people.actions import add_person
from penstock.workspaces.models import Team
from tests.automation.setting import a_rule, runs, switched_on, work

pytestmark = pytest.mark.django_db


def told(by):
    return [sentence(one) for one in notifications_for(by)]


@pytest.mark.parametrize(("who", "hears"), [("owner", "rep"), ("head", "manager"), ("self", "owner")])
def test_whom_an_automation_tells(world, rep, owner, who, hears):
    switched_on(a_rule("won", ("notify", {"who": who, "text": "{deal} is won"})), owner)
    win_deal(world.deal(), by=rep)
    work()
    for role in ("rep", "manager", "owner", "colleague"):
        assert told(world.actor(role)) == (["Big order is won"] if role == hears else [])


def test_a_whole_team_hears_and_nobody_twice(world, rep, owner):
    automation = switched_on(a_rule("won", ("notify", {"who": "team", "text": "{deal}!"})), owner)
    win_deal(world.deal(), by=rep)
    work()
    work()
    assert told(world.actor("manager")) == told(rep) == ["Big order!"]
    assert told(world.actor("colleague")) == []
    assert runs(automation)[0].state == "done"


def test_who_may_not_read_the_deal_hears_nothing_of_it(world, rep, owner):
    whom = f"person:{world.people['colleague'].pk}"
    switched_on(a_rule("won", ("notify", {"who": whom, "text": "{deal} is won"})), owner)
    win_deal(world.deal(), by=rep)
    work()
    assert told(world.actor("colleague")) == []


def test_what_stands_in_a_deal_stays_text(world, rep, owner):
    switched_on(a_rule("won", ("notify", {"who": "owner", "text": "{deal}"})), owner)
    win_deal(world.deal("{owner} %(by)s <b>"), by=rep)
    work()
    assert told(rep) == ["{owner} %(by)s <b>"]


def test_deals_go_to_whoever_has_the_fewest(world, rep, owner):
    north = Team.objects.of(owner).get(name="North")
    switched_on(a_rule("opened", ("assign", {"who": "least", "team": north.pk})), owner)
    for number in range(4):
        open_deal(f"New {number}", by=owner, owner=world.people["owner"])
        work()
    owners = [deal.owner_id for deal in Deal.objects.of(owner).order_by("pk")]
    assert sorted(owners) == sorted([world.people["manager"].pk, world.people["rep"].pk] * 2)


def test_deals_go_to_each_in_turn_whatever_they_have(world, rep, owner):
    north = Team.objects.of(owner).get(name="North")
    add_person("Third", by=owner, role="rep", team=north)
    switched_on(a_rule("opened", ("assign", {"who": "turn", "team": north.pk})), owner)
    for number in range(6):
        open_deal(f"New {number}", by=owner, owner=world.people["owner"])
    work()
    names = [deal.owner.name for deal in Deal.objects.of(owner).select_related("owner").order_by("pk")]
    assert names == ["Manager", "Rep", "Third"] * 2


def test_a_team_without_anybody_who_may_have_a_deal_refuses_with_a_sentence(world, rep, owner):
    south = Team.objects.of(owner).get(name="South")
    automation = switched_on(a_rule("won", ("assign", {"who": "turn", "team": south.pk})), owner)
    deal = world.deal()
    assign_deal(deal, None, by=owner)
    world.people["colleague"].role.write_scope = "none"
    world.people["colleague"].role.save()
    win_deal(world.fresh(deal), by=owner)
    work()
    assert (runs(automation)[0].state, runs(automation)[0].error) == ("refused", "Nobody in “South” can have a deal.")
