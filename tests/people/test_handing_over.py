"""Whoever leaves hands over what is open: companies, contacts and planned activities beside the deals."""

from penstock.activities.actions import plan_activity
from penstock.activities.models import Activity
from penstock.companies.actions import add_company
from penstock.contacts.actions import add_contact
from penstock.journal.models import Event
from penstock.people.actions import deactivate_person
from penstock.workspaces.actor import Actor
from tests.world import World


def test_companies_contacts_and_plans_go_to_the_successor(world: World, owner: Actor, rep: Actor) -> None:
    company = add_company("Acme", owner=world.people["rep"], by=rep)
    contact = add_contact(name="Ann", owner=world.people["rep"], company=company, by=rep)
    activity = plan_activity("call", "Call Ann", deal=world.deal(), by=rep)
    event = deactivate_person(world.people["rep"], successor=world.people["manager"], by=owner)
    for row in (company, contact, activity):
        row.refresh_from_db()
        assert row.owner_id == world.people["manager"].pk
    told = Event.objects.of(owner).filter(caused_by=event.position).values_list("kind", flat=True)
    assert set(told) == {"deal.assigned", "company.assigned", "contact.assigned", "activity.assigned"}


def test_what_a_leaver_did_stays_theirs(world: World, owner: Actor, rep: Actor) -> None:
    from penstock.activities.actions import complete_activity

    activity = plan_activity("call", "Call Ann", deal=world.deal(), by=rep)
    complete_activity(activity, by=rep)
    deactivate_person(world.people["rep"], successor=world.people["manager"], by=owner)
    assert Activity.unscoped.get(pk=activity.pk).owner_id == world.people["rep"].pk
    assert Event.objects.of(owner).filter(kind="deal.opened", person_id=world.people["rep"].pk).exists()
