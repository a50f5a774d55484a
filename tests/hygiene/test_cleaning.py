"""What is irrelevant, stuck or old is on the list, is gone through in bulk, and the list comes every few months."""

from datetime import date, timedelta

import pytest

from penstock.activities.models import Activity
from penstock.attention.models import DealMark
from penstock.common import clock
from penstock.common.errors import NotPermitted, Refused
from penstock.companies.actions import add_company
from penstock.contacts.actions import add_contact
from penstock.contacts.models import Contact
from penstock.deals.actions import add_deal_contact
from penstock.deals.models import Deal
from penstock.hygiene import worklist
from penstock.hygiene.actions import (
    begin_cleaning,
    complete_cleaning,
    keep_deal,
    mark_irrelevant,
    mark_relevant,
    plan_cleaning,
)
from penstock.hygiene.actions.clean import months_later
from penstock.hygiene.models import Cleaning, CleaningPlan
from penstock.hygiene.worklist import count_dead, dead_deals, lines, old_contacts
from penstock.workspaces.actor import Actor
from tests.world import World

pytestmark = pytest.mark.django_db


def named(by: Actor) -> set[str]:
    return set(dead_deals(by).values_list("name", flat=True))


def test_irrelevant_stuck_and_long_overdue_deals_are_on_the_list_with_why(world: World, rep: Actor) -> None:
    today = clock.now().date()
    world.deal("Alive", expected_close_on=today + timedelta(days=5))
    mark_irrelevant(world.deal("Useless"), "Went bankrupt", by=rep)
    world.deal("Late", expected_close_on=today - timedelta(days=40))
    DealMark.objects.on(world.deal("Stuck")).update(stuck_at=clock.now() - timedelta(days=1))
    why = {line.deal.name: " ".join(line.why) for line in lines(rep)}
    assert set(why) == {"Useless", "Late", "Stuck"}
    assert "Irrelevant: Went bankrupt" in why["Useless"] and "days ago" in why["Late"]


def test_however_a_deal_seems_dead_it_is_counted_once_and_the_longest_dead_come_first(
    world: World, owner: Actor, rep: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = clock.now()
    today = now.date()
    company = add_company("Bankrupt", by=rep)
    both = world.deal("Late and stuck", expected_close_on=today - timedelta(days=90), company=company)
    DealMark.objects.on(both).update(stuck_at=now - timedelta(days=1))
    DealMark.objects.on(world.deal("Stuck")).update(stuck_at=now - timedelta(days=40))
    DealMark.objects.on(world.deal("Kept")).update(stuck_at=now - timedelta(days=50))
    keep_deal(Deal.objects.of(rep).get(name="Kept"), today + timedelta(days=30), by=rep)
    world.deal("Late", expected_close_on=today - timedelta(days=50), owner="colleague")
    mark_irrelevant(world.deal("Useless"), "Gone", by=rep)
    mark_irrelevant(company, "Bankrupt", by=owner)
    for by in (owner, rep):
        assert count_dead(by) == len(named(by))
    assert (count_dead(owner), count_dead(rep)) == (4, 3)
    names = [line.deal.name for line in lines(owner)]
    assert names == ["Late and stuck", "Stuck", "Late", "Useless"]
    monkeypatch.setattr(worklist, "SHOWN", 2)
    assert [line.deal.name for line in lines(owner)] == names[:2]
    assert [line.deal.name for line in lines(owner, 2)] == names[2:]
    page = world.client("owner").get("/to-clean/?page=2").content.decode()
    assert [name for name in names if f">{name}<" in page] == names[2:]


def test_a_mark_has_a_reason_is_said_once_and_taken_back(world: World, rep: Actor, colleague: Actor) -> None:
    deal = world.deal()
    with pytest.raises(Refused, match="Say why"):
        mark_irrelevant(deal, " ", by=rep)
    with pytest.raises(NotPermitted):
        mark_irrelevant(deal, "Mine", by=colleague)
    assert mark_irrelevant(deal, "Gone", by=rep)
    assert mark_irrelevant(deal, "Gone", by=rep) is None
    assert mark_relevant(deal, by=rep)
    assert mark_relevant(deal, by=rep) is None
    assert named(rep) == set()


def test_nobody_sees_or_counts_deals_of_others_on_it(world: World, rep: Actor, colleague: Actor) -> None:
    mark_irrelevant(world.deal("Theirs", owner="colleague"), "Gone", by=colleague)
    assert named(rep) == set()
    assert "Theirs" not in world.client("rep").get("/to-clean/").content.decode()


def test_what_is_kept_is_off_the_list_until_its_day(world: World, rep: Actor) -> None:
    deal = world.deal("Kept")
    mark_irrelevant(deal, "Gone", by=rep)
    keep_deal(deal, clock.now().date() + timedelta(days=30), by=rep)
    DealMark.objects.on(deal).update(stuck_at=clock.now() - timedelta(days=1))
    assert named(rep) == set()


def test_the_ticked_deals_are_kept_set_aside_or_lost_and_refusals_are_told(world: World, manager: Actor) -> None:
    deals = [world.deal(name) for name in ("A", "B")]
    client, until = world.client("manager"), clock.now().date() + timedelta(days=60)
    sent = {"deal": [deal.pk for deal in deals], "verdict": "lose", "until": until}
    page = client.post("/to-clean/review/", sent, follow=True).content.decode()
    assert "2 deals stayed as they are" in page and "Say why the deal was lost" in page
    client.post("/to-clean/review/", {**sent, "deal": deals[0].pk, "loss_reason": world.reason.pk})
    client.post("/to-clean/review/", {**sent, "deal": deals[1].pk, "verdict": "aside"})
    assert [world.fresh(deal).status for deal in deals] == ["lost", "aside"]


def test_a_viewer_only_reads_and_can_change_nothing(world: World, rep: Actor) -> None:
    deal = world.deal("Mine")
    mark_irrelevant(deal, "Gone", by=rep)
    client = world.client("viewer")
    page = client.get("/to-clean/").content.decode()
    assert "Mine" in page and "Go through the ticked" not in page
    client.post("/to-clean/review/", {"deal": deal.pk, "verdict": "aside", "until": "2099-01-01"})
    assert world.fresh(deal).is_open


def test_contacts_on_open_deals_are_checked_every_few_months(world: World, rep: Actor) -> None:
    contact = add_contact(by=rep, name="Jane", owner=world.people["rep"])
    add_deal_contact(world.deal(), contact, by=rep, role="champion")
    assert not old_contacts(rep).exists()
    Contact.objects.on([contact.pk], "pk__in").update(created_at=clock.now() - timedelta(days=400))
    assert [one.name for one in old_contacts(rep)] == ["Jane"]
    world.client("rep").post("/to-clean/contacts/", {"contact": contact.pk})
    assert not old_contacts(rep).exists()


def test_the_list_comes_back_every_few_months_as_a_task_of_its_owner(
    world: World, owner: Actor, manager: Actor
) -> None:
    plan_cleaning(3, world.people["manager"], by=owner)
    assert begin_cleaning(by=world.system) is None
    CleaningPlan.objects.of(owner).update(next_on=clock.now().date() - timedelta(days=1))
    assert begin_cleaning(by=world.system)
    assert begin_cleaning(by=world.system) is None
    task = Activity.objects.of(manager).get()
    assert (task.owner, task.done_at) == (world.people["manager"], None)
    with pytest.raises(NotPermitted):
        complete_cleaning(by=world.actor("rep"))
    assert complete_cleaning(by=manager)
    assert Activity.objects.of(manager).get().done_at is not None
    assert Cleaning.objects.of(owner).get().completed_by == world.people["manager"]
    assert CleaningPlan.objects.of(owner).get().next_on == months_later(clock.now().date(), 3)
    assert complete_cleaning(by=manager) is None


def test_months_end_where_they_end() -> None:
    assert months_later(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert months_later(date(2026, 12, 1), 12) == date(2027, 12, 1)


def test_the_number_of_deals_costs_no_queries(world: World, rep: Actor, django_assert_max_num_queries) -> None:
    for n in range(12):
        mark_irrelevant(world.deal(f"Deal {n}"), "Gone", by=rep)
    client = world.client("rep")
    client.get("/to-clean/")
    with django_assert_max_num_queries(24):
        client.get("/to-clean/")


def test_a_contacts_page_says_that_it_is_irrelevant(world: World, rep: Actor) -> None:
    contact = add_contact(by=rep, name="Jane", owner=world.people["rep"])
    client = world.client("rep")
    client.post(f"/irrelevant/contact/{contact.pk}/", {"reason": "Left the company"})
    assert "Irrelevant: Left the company" in client.get(f"/contacts/{contact.pk}/").content.decode()
    client.post(f"/relevant/contact/{contact.pk}/")
    assert "Irrelevant:" not in client.get(f"/contacts/{contact.pk}/").content.decode().split("story")[0]
