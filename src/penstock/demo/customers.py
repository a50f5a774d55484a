"""The demo's customers: companies in seven countries, each with a few people and a seller of ours."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from penstock.companies.actions import NewCompany, ingest_companies, ingest_parents
from penstock.companies.models import Company as CustomerCompany
from penstock.contacts.actions import NewContact, ingest_contacts
from penstock.contacts.channels import Channel
from penstock.contacts.models import Contact
from penstock.demo import names
from penstock.demo.company import Company
from penstock.workspaces.models import Person

EAST = ("Russia", "Kazakhstan", "China")
PHONES = {
    "Germany": "+49 30 901{:05d}",
    "Sweden": "+46 8 1234{:04d}",
    "Poland": "+48 22 621{:04d}",
    "Russia": "8 (495) 123-{:02d}-{:02d}",
    "Kazakhstan": "+7 727 25{:05d}",
    "China": "+86 21 6123 {:04d}",
    "United States": "+1 212 555 {:04d}",
}


@dataclass
class Customer:
    """A company that buys, the word people call it by, its people, its currency and who of us sells to it."""

    company: CustomerCompany
    short: str
    contacts: list[Contact]
    currency: str
    seller: Person


def win_customers(ours: Company, chance: random.Random, began: datetime) -> list[Customer]:
    """Companies and contacts, dated before the deals begin."""
    found = [(country, short) for country in names.COUNTRIES for short in _shorts(country)]
    sellers = [_seller(ours, country, chance) for country, _short in found]
    news = [
        _company(country, short, seller, chance, began) for (country, short), seller in zip(found, sellers, strict=True)
    ]
    companies = ingest_companies(news, by=ours.by)
    ingest_parents([(companies[1], companies[0]), (companies[2], companies[0])], by=ours.by)
    people = [
        [_contact(company, country, chance, began) for _n in range(chance.choice((1, 2, 3)))]
        for company, (country, _short) in zip(companies, found, strict=True)
    ]
    contacts = iter(ingest_contacts([one for some in people for one in some], by=ours.by))
    return [
        Customer(company, short, [next(contacts) for _one in some], names.COUNTRIES[country][0], seller)
        for company, (country, short), some, seller in zip(companies, found, people, sellers, strict=True)
    ]


def _shorts(country: str) -> list[str]:
    return [f"{first}{second}" for first in names.COUNTRIES[country][1] for second in names.SECOND[country]]


def _seller(ours: Company, country: str, chance: random.Random) -> Person:
    return chance.choice(ours.sellers["East" if country in EAST else "North"])


def _company(country: str, short: str, seller: Person, chance: random.Random, began: datetime) -> NewCompany:
    facts = {
        "owner_id": seller.pk,
        "sector": chance.choice(names.SECTORS),
        "country": country,
        "employees": chance.choice((20, 45, 120, 380, 900, 2400)),
        "website": "",
    }
    return NewCompany(names.FORMS[country].format(short), facts, began - timedelta(days=chance.randint(1, 200)))


def _contact(company: CustomerCompany, country: str, chance: random.Random, began: datetime) -> NewContact:
    first, last = (chance.choice(some) for some in names.PEOPLE[country])
    digits = [chance.randint(0, 99) for _n in range(2)] if country == "Russia" else [chance.randint(0, 9999)]
    facts = {
        "first_name": first,
        "last_name": last,
        "company_id": company.pk,
        "owner_id": company.owner_id,
        "position": chance.choice(names.POSITIONS),
    }
    channels = [
        Channel(kind="email", value=f"contact{chance.randint(1000, 9999)}@example.com", label="work"),
        Channel(kind="phone", value=PHONES[country].format(*digits), label="work"),
    ]
    return NewContact(facts, channels, began - timedelta(days=chance.randint(0, 150)))
