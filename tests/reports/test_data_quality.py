"""What is known, fresh, valid and single, and whose it is."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from penstock.activities.actions import plan_activity
from penstock.common import clock
from penstock.companies.actions import add_company
from penstock.contacts.actions import add_contact
from penstock.contacts.channels import Channel
from penstock.contacts.models import ContactChannel
from penstock.reports.contact_data import is_email
from tests.reports.asked import drawn, lines, values
from tests.world import World

pytestmark = pytest.mark.django_db


def test_facts_tell_what_is_missing_and_lead_to_it(world: World) -> None:
    by, old = world.actor("rep"), clock.now() - timedelta(days=60)
    full = world.deal("Full", amount=Decimal(5), expected_close_on=date(2030, 1, 1), at=old)
    plan_activity("call", "Ask", by=by, deal=full, due_at=clock.now())
    world.deal("Empty", at=old)
    world.deal("Theirs", "colleague", at=old)
    found = drawn("data-quality", by)
    assert {label: row[1] for label, row in values(found, "facts").items()} == {
        "Value": 1,
        "Expected close": 1,
        "Next step": 1,
        "Touch in 30 days": 2,
        "Owner": 0,
        "Company": 2,
        "Source": 2,
    }
    for label in ("Value", "Next step"):
        shown = world.client("rep").get(lines(found, "facts")[label].cells[1].url).content.decode()
        assert "Empty" in shown and "Full" not in shown and "Theirs" not in shown
    assert values(found, "people") == {"Rep": [pytest.approx(0.4), 2, 1, 1, 1, 2]}


def test_adoption_stands_beside_what_was_done_and_moved(world: World) -> None:
    world.deal()
    today = clock.now().date()
    query = f"period=custom&from={today - timedelta(days=7)}&to={today + timedelta(days=1)}"
    heads = {
        one.key: [head.key for head in one.heads] for one in drawn("data-quality", world.actor("rep"), query).tables
    }
    assert heads["use"] == ["adoption", "activities_done", "stage_entered", "stage_moved_on"]


def test_contacts_and_companies_are_valid_and_single_or_told(world: World) -> None:
    by = world.actor("rep")
    world.deal()
    for name, email, phone in (
        ("Ann", "ann@acme.example", "+1 212 555 0100"),
        ("Bob", "ann@acme.example", "12"),
        ("Cy", "cy@acme.example", ""),
        ("Di", "", ""),
    ):
        add_contact(by=by, name=name, channels=[Channel("email", email), Channel("phone", phone)])
    # As an older import may have left it.
    ContactChannel.unscoped.filter(normal="cy@acme.example").update(normal="no address")
    for name, inn in (("Acme", "7705260699"), ("ACME", "2500000000"), ("Globex", "")):
        add_company(name, by=by, inn=inn)
    found = drawn("data-quality", by)
    assert values(found, "validity") == {
        "E-mail of contacts": [4, 0.75, pytest.approx(2 / 3)],
        "Phone of contacts": [4, 0.5, 0.5],
        "Tax number (INN) of companies": [3, pytest.approx(2 / 3), 0.5],
    }
    twice = {label: (line.under, line.cells[0].value) for label, line in lines(found, "duplicates").items()}
    assert twice == {
        "ann@acme.example": ("Contacts with the same e-mail or phone", 2),
        "acme": ("Companies with the same name", 2),
    }
    theirs = drawn("data-quality", world.actor("colleague"))
    assert not any(line for one in theirs.tables if one.key == "duplicates" for line in one.lines)


@pytest.mark.parametrize("text", ["a@b.example", "first.last+tag@sub.b-c.example", "имя@пример.рф"])
def test_addresses_are_recognised(text: str) -> None:
    assert is_email(text)


@pytest.mark.parametrize("text", ["", "a", "a@b", "a b@c.d", "a@b..c", "a@@b.c", "a@b.c,", "@b.c", "a@.c"])
def test_what_is_no_address_is_not(text: str) -> None:
    assert not is_email(text)
