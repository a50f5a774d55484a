"""The screens of contacts: who sees what, what is edited in place, and how much is asked of the database."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from penstock.companies.actions import add_company
from penstock.contacts.actions import add_contact
from penstock.contacts.channels import Channel
from penstock.contacts.models import ContactChannel
from penstock.workspaces.actor import Actor
from tests.world import World

HTMX = {"HX-Request": "true"}
EVIL = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'


def count_queries(client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


@pytest.mark.parametrize("role", ["colleague", "stranger"])
def test_a_contact_of_others_is_not_there(world: World, rep: Actor, role: str) -> None:
    contact = add_contact(by=rep, name="Secret Anna", channels=[Channel("email", "secret@acme.test")])
    client, page = world.client(role), f"/contacts/{contact.pk}/"
    assert client.get(page).status_code == 404
    assert client.post(page + "change/emails/", {"emails": ""}).status_code == 404
    assert client.post(page + "remove/").status_code == 404
    for url in ("/contacts/", "/contacts/?q=secret", "/contacts/?q=secret@acme.test"):
        assert "Anna" not in client.get(url).content.decode()


def test_a_company_that_one_may_not_see_stays_unnamed(world: World, rep: Actor, owner: Actor, colleague: Actor) -> None:
    hidden = add_company("Hidden Ltd", by=colleague)
    contact = add_contact(by=owner, name="Anna", company=hidden, owner=rep.person)
    client = world.client("rep")
    assert "Hidden" not in client.get(f"/contacts/{contact.pk}/").content.decode()
    assert "Hidden" not in client.get("/contacts/").content.decode()


def test_names_and_addresses_are_shown_as_text(world: World, rep: Actor) -> None:
    company = add_company("Acme", by=rep)
    channels = [Channel("phone", "1" + EVIL), Channel("messenger", EVIL)]
    contact = add_contact(by=rep, name=EVIL, position=EVIL, company=company, channels=channels)
    client = world.client("rep")
    for url in (f"/contacts/{contact.pk}/", "/contacts/", f"/companies/{company.pk}/", "/search/?q=script"):
        page = client.get(url).content.decode()
        assert "<script>alert" not in page
        assert "<img" not in page


def test_channels_of_one_kind_are_edited_and_the_others_stay(world: World, rep: Actor) -> None:
    kept = [Channel("email", "anna@acme.test"), Channel("phone", "+1 650 253 0000", "work")]
    contact = add_contact(by=rep, name="Anna", channels=kept)
    client, url = world.client("rep"), f"/contacts/{contact.pk}/change/emails/"
    assert "anna@acme.test" in client.get(url, headers=HTMX).content.decode()
    assert client.post(url, {"emails": "nobody"}, headers=HTMX).status_code == 422
    client.post(url, {"emails": "anna@new.test, second@new.test"}, headers=HTMX)
    assert set(ContactChannel.objects.on(contact).values_list("value", "label")) == {
        ("anna@new.test", ""),
        ("second@new.test", ""),
        ("+1 650 253 0000", "work"),
    }


def test_a_contact_is_added_at_a_company(world: World, rep: Actor) -> None:
    company, client = add_company("Acme", by=rep), world.client("rep")
    form = client.get(f"/contacts/new/?company={company.pk}", headers=HTMX).content.decode()
    assert 'value="Acme"' in form
    told = {"first_name": "Anna", "last_name": "Lee", "company": "acme", "phones": "+1 650 253 0000", "owner": ""}
    page = client.post("/contacts/new/", told, follow=True).content.decode()
    assert "Anna Lee" in page
    assert "Anna Lee" in client.get(f"/companies/{company.pk}/").content.decode()


def test_the_number_of_queries_does_not_grow(world: World, rep: Actor) -> None:
    company, client = add_company("Acme", by=rep), world.client("rep")
    first = add_contact(by=rep, name="First", company=company, channels=[Channel("email", "a@b.test")])
    urls = ("/contacts/", f"/contacts/{first.pk}/", f"/companies/{company.pk}/")
    few = [count_queries(client, url) for url in urls]
    for number in range(20):
        add_contact(by=rep, name=f"More {number}", company=company, channels=[Channel("email", f"a{number}@b.test")])
    assert [count_queries(client, url) for url in urls] == few
