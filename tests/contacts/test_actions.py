"""Contacts are added, changed, reached, removed and restored by those who may, once, with a journal."""

import pytest

from penstock.common.errors import NotPermitted, Refused
from penstock.companies.actions import add_company
from penstock.contacts.actions import (
    NewContact,
    add_contact,
    assign_contact,
    change_contact,
    ingest_contacts,
    remove_contact,
    restore_contact,
    set_channels,
    undo_contact_change,
)
from penstock.contacts.channels import Channel
from penstock.contacts.models import Contact, ContactChannel
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Workspace
from tests.world import World

PHONE = Channel("phone", "8 (912) 345-67-89 доб. 12")
EMAIL = Channel("email", "Anna@Example.TEST")


@pytest.fixture
def russia(world: World) -> World:
    Workspace.objects.filter(pk=world.workspace.pk).update(region="RU")
    world.workspace.region = "RU"
    world.system.workspace.region = "RU"
    return world


def channels(contact: Contact) -> list[tuple[str, str, str]]:
    return list(ContactChannel.objects.on(contact).values_list("value", "normal", "extension"))


def test_channels_are_kept_as_written_and_compared_in_normal_form(russia: World) -> None:
    contact = add_contact(by=russia.actor("rep"), name="Anna", channels=[PHONE, EMAIL, EMAIL, Channel("email", " ")])
    assert channels(contact) == [
        (PHONE.value, "+79123456789", "12"),
        ("anna@example.test", "anna@example.test", ""),
    ]


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [("Анна", "Каренина", "Анна Каренина"), ("伟", "王", "王伟"), ("Ann", "", "Ann"), ("", "Lee", "Lee")],
)
def test_a_name_is_put_together_in_the_order_of_its_language(rep: Actor, first: str, last: str, name: str) -> None:
    assert add_contact(by=rep, first_name=first, last_name=last).name == name


def test_a_name_made_of_parts_follows_them_and_one_that_was_written_stays(rep: Actor) -> None:
    made = add_contact(by=rep, first_name="Anna", last_name="Old")
    change_contact(made, by=rep, last_name="New")
    written = add_contact(by=rep, name="Dr. A. Old", first_name="Anna", last_name="Old")
    change_contact(written, by=rep, last_name="New")
    assert sorted(Contact.objects.of(rep).values_list("name", flat=True)) == ["Anna New", "Dr. A. Old"]


def test_somebody_without_a_name_is_refused(rep: Actor) -> None:
    with pytest.raises(Refused):
        add_contact(by=rep, name="  ")


@pytest.mark.parametrize("wrong", [Channel("email", "nobody"), Channel("phone", "no number"), Channel("fax", "1")])
def test_a_channel_that_reaches_nobody_is_refused(rep: Actor, wrong: Channel) -> None:
    with pytest.raises(Refused):
        add_contact(by=rep, name="Anna", channels=[wrong])


def test_setting_the_same_channels_again_records_nothing(rep: Actor) -> None:
    contact = add_contact(by=rep, name="Anna", channels=[EMAIL])
    assert set_channels(contact, [EMAIL], by=rep) is None
    event = set_channels(contact, [EMAIL, Channel("messenger", "@anna")], by=rep)
    assert [one["value"] for one in event.data["channels"]] == ["anna@example.test", "@anna"]


def test_a_company_that_one_may_not_see_does_not_exist(rep: Actor, colleague: Actor, stranger: Actor) -> None:
    for other in (colleague, stranger):
        with pytest.raises(Refused):
            add_contact(by=rep, name="Anna", company=add_company("Theirs", by=other))


@pytest.mark.parametrize("role", ["colleague", "viewer", "stranger"])
def test_others_may_not_touch_a_contact(world: World, rep: Actor, role: str) -> None:
    contact, other = add_contact(by=rep, name="Anna"), world.actor(role)
    for attempt in (
        lambda: change_contact(contact, by=other, position="x"),
        lambda: assign_contact(contact, None, by=other),
        lambda: set_channels(contact, [], by=other),
        lambda: remove_contact(contact, by=other),
    ):
        with pytest.raises(NotPermitted):
            attempt()


def test_a_removed_contact_is_out_of_sight_until_it_is_restored(rep: Actor) -> None:
    contact = add_contact(by=rep, name="Anna", channels=[EMAIL])
    remove_contact(contact, by=rep)
    assert remove_contact(contact, by=rep) is None
    assert not Contact.objects.of(rep).exists()
    assert not ContactChannel.objects.of(rep).exists()
    restore_contact(contact, by=rep)
    assert ContactChannel.objects.of(rep).exists()


def test_an_import_writes_many_contacts_with_channels(russia: World) -> None:
    news = [NewContact({"first_name": "Анна"}, [PHONE]), NewContact({"name": "Bob", "owner_id": None}, [EMAIL])]
    anna, bob = ingest_contacts(news, by=russia.system)
    assert anna.name == "Анна"
    assert channels(anna)[0][1] == "+79123456789"
    assert channels(bob)[0][1] == "anna@example.test"


def test_a_change_of_facts_or_channels_is_taken_back(rep: Actor) -> None:
    contact = add_contact(by=rep, name="Anna", channels=[EMAIL])
    changed = change_contact(contact, by=rep, position="Buyer")
    reached = set_channels(contact, [Channel("email", "new@acme.test")], by=rep)
    for event in (changed, reached):
        assert undo_contact_change(contact, event.position, by=rep)
        assert undo_contact_change(contact, event.position, by=rep) is None
    assert Contact.objects.of(rep).get().position == ""
    assert channels(contact)[0][0] == "anna@example.test"
