"""The page of targets, setting and breaking down where they stand, what it takes, and the line on Today."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from penstock.common import clock
from penstock.deals.actions import move_deal, win_deal
from penstock.people.actions import add_person
from penstock.targets.actions import set_target
from penstock.targets.models import Aim, Target
from penstock.targets.periods import Period
from penstock.targets.plans import WORKSPACE, person, team
from penstock.workspaces.models import Team

HTMX = {"HTTP_HX_REQUEST": "true"}
PAGE = reverse("attainment:targets")


@pytest.fixture
def month():
    return Period.around("month", clock.now().date())


def want(world, when, amount, whose=WORKSPACE, aim=Aim.REVENUE):
    return set_target(aim, when, Decimal(amount), by=world.actor("owner"), whose=whose)


def of(world, role):
    return person(world.people[role].pk)


def won(world, amount, role="rep"):
    deal = world.deal(f"Won {amount}", owner=role, amount=Decimal(amount))
    win_deal(deal, by=world.actor(role))


def text(world, role, url=PAGE):
    return world.client(role).get(url).content.decode()


def test_everybody_stands_with_target_reached_and_missing(world, month):
    want(world, month, 1000, of(world, "rep"))
    won(world, 640)
    page = text(world, "owner")
    assert "64%" in page and "$640" in page and "$360" in page


def test_a_target_above_says_how_those_below_differ(world, month):
    want(world, month, 1000)
    want(world, month, 900, of(world, "rep"))
    assert "$100 not handed down" in text(world, "owner")


def test_a_rep_sees_the_team_but_neither_the_others_nor_the_whole(world, month):
    for whose, amount in ((WORKSPACE, 91), (of(world, "colleague"), 92), (of(world, "rep"), 93)):
        want(world, month, amount, whose)
    page = text(world, "rep")
    assert "$93" in page and "$92" not in page and "$91" not in page and "Colleague" not in page
    assert "/targets/set/" not in page


def test_a_target_is_set_where_it_stands(world, month):
    url = reverse("attainment:set", args=["person", world.people["rep"].pk]) + f"?period={month}"
    client = world.client("manager")
    assert "amount" in client.get(url, **HTMX).content.decode()
    answer = client.post(url, {"amount": "500"}, **HTMX)
    assert answer["HX-Trigger"] == '{"targets-changed": {}}' and "$500" in answer.content.decode()
    assert Target.objects.of(world.actor("owner")).get().amount == 500
    assert client.post(url, {"amount": ""}).status_code == 302
    assert not Target.objects.of(world.actor("owner")).exists()


def test_what_makes_no_sense_is_said_at_the_box(world, month):
    url = reverse("attainment:set", args=["workspace", 0]) + f"?period={month}&metric=deals_won"
    answer = world.client("owner").post(url, {"amount": "1.5"}, **HTMX)
    assert answer.status_code == 422 and not Target.objects.of(world.actor("owner")).exists()


def test_breaking_down_shows_first_what_each_gets(world, month):
    quarter = want(world, Period.around("quarter", month.starts_on), "100.00")
    url = reverse("attainment:break_down", args=[quarter.pk]) + f"?period={month}"
    page = world.client("owner").get(url + "&into=month&way=evenly").content.decode()
    assert page.count("$33.33") == 2 and page.count("$33.34") == 1
    assert Target.objects.of(world.actor("owner")).count() == 1
    world.client("owner").post(url, {"into": "month", "way": "evenly"})
    amounts = [row.amount for row in Target.objects.of(world.actor("owner")).filter(period="month")]
    assert len(amounts) == 3 and sum(amounts) == 100


def test_a_teams_target_is_broken_down_as_it_was_a_year_before(world, month):
    north = team(Team.objects.of(world.actor("owner")).get(name="North").pk)
    target = want(world, month, 400, north)
    at = clock.day_start(month.a_year_before.starts_on + timedelta(days=3), world.workspace.zone)
    for role, amount in (("rep", 30), ("manager", 10)):
        deal = world.deal(owner=role, amount=Decimal(amount), at=at)
        move_deal(deal, next(one for one in world.stages if one.kind == "won"), by=world.actor(role), at=at)
    url = reverse("attainment:break_down", args=[target.pk]) + f"?period={month}"
    world.client("manager").post(url, {"into": "below", "way": "last_year"})
    rows = Target.objects.of(world.actor("owner")).exclude(person=None)
    assert {row.person_id: row.amount for row in rows} == {
        world.people["rep"].pk: 300,
        world.people["manager"].pk: 100,
    }


def test_what_it_takes_is_told_stage_by_stage(world, month):
    want(world, month, 1000, of(world, "rep"))
    won(world, 100)
    world.deal("Open", amount=Decimal(50))
    page = text(world, "rep", reverse("attainment:needs", args=[world.people["rep"].pk]))
    assert "9" in page and world.stages[0].name in page and "only 1 deals" in page.replace("deal:", "deals:")


def test_what_it_takes_is_told_of_a_team_and_of_everybody_for_who_sees_them(world, month):
    won(world, 500)
    won(world, 300, "colleague")
    want(world, month, 4000)
    want(world, month, 2000, team(world.people["rep"].team_id))
    ours = reverse("attainment:needs_of", args=["workspace", 0])
    theirs = reverse("attainment:needs_of", args=["team", world.people["rep"].team_id])
    assert "$3.2K" in text(world, "owner", ours) and "$1.5K" in text(world, "manager", theirs)
    assert ours in text(world, "owner") and theirs in text(world, "manager") and ours not in text(world, "rep")
    assert world.client("rep").get(ours).status_code == 404
    assert world.client("colleague").get(theirs).status_code == 404
    for url in ("crowd/1", "team/999999", "person/999999"):
        assert world.client("owner").get(f"{PAGE}needs/{url}/").status_code == 404


def test_from_old_deals_one_is_led_to_the_time_after_them(world):
    deal = world.deal("Old", amount=Decimal(500), at=clock.now() - timedelta(days=900))
    win_deal(deal, by=world.actor("rep"), at=clock.now() - timedelta(days=800))
    day = (clock.now() - timedelta(days=800)).date()
    then = Period.around("month", Period.around("month", day).ends_on)
    assert f"period={then}&amp;as_of={day}" in text(world, "owner")
    assert "too long ago" not in text(world, "owner", f"{PAGE}?period={then}&as_of={day}")


def test_nobody_reads_what_it_takes_somebody_out_of_sight(world):
    url = reverse("attainment:needs", args=[world.people["rep"].pk])
    assert world.client("colleague").get(url).status_code == 404
    assert world.client("stranger").get(url).status_code == 404


def test_other_periods_aims_and_days_are_addresses_that_keep_the_rest(world, month):
    page = text(world, "owner", PAGE + "?metric=deals_won&period=2026-Q2&as_of=2026-05-01")
    assert "metric=deals_won&amp;period=2026-Q3&amp;as_of=2026-05-01" in page
    assert "metric=deals_won&amp;period=2026&amp;as_of=2026-05-01" in page
    assert world.client("owner").get(PAGE + "?period=soon&metric=x&pipeline=ä&as_of=z").status_code == 200


def test_today_says_how_far_the_month_is_and_how_many_deals_it_still_takes(world, month):
    assert "today-target" not in text(world, "rep", "/today/")
    want(world, month, 1000, of(world, "rep"))
    won(world, 250)
    assert "This month: 25% of the target, 3 deals to go" in text(world, "rep", "/today/")


def test_the_page_asks_as_much_of_the_database_for_many_as_for_few(world, month):
    want(world, month, 1000, of(world, "rep"))
    won(world, 10)
    client = world.client("owner")
    client.get(PAGE)

    def queries():
        with CaptureQueriesContext(connection) as told:
            client.get(PAGE)
        return len(told)

    few = queries()
    for number in range(12):
        one = add_person(f"Seller {number}", by=world.system, role="rep")
        want(world, month, 10 + number, person(one.pk))
    client.get(PAGE)
    assert queries() == few
