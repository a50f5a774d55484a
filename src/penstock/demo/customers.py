"""The demo's customers: companies in seven countries, each with a few people and a seller of ours."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from penstock.companies.actions import NewCompany, ingest_companies, ingest_parents
from penstock.companies.models import Company as CustomerCompany
from penstock.contacts.actions import NewContact, ingest_contacts
from penstock.contacts.channels import Channel
from penstock.contacts.models import Contact
from penstock.demo.company import Company
from penstock.demo.story import Market, Story
from penstock.workspaces.models import Person


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
    story = ours.story
    found = [(market, short) for market in story.markets for short in _shorts(market)]
    sellers = [chance.choice(ours.sellers[market.team]) for market, _short in found]
    news = [
        _company(story, market, short, seller, chance, began)
        for (market, short), seller in zip(found, sellers, strict=True)
    ]
    companies = ingest_companies(news, by=ours.by)
    ingest_parents([(companies[1], companies[0]), (companies[2], companies[0])], by=ours.by)
    people = [
        [_contact(story, company, market, chance, began) for _n in range(chance.choice((1, 2, 3)))]
        for company, (market, _short) in zip(companies, found, strict=True)
    ]
    contacts = iter(ingest_contacts([one for some in people for one in some], by=ours.by))
    return [
        Customer(company, short, [next(contacts) for _one in some], market.currency, seller)
        for company, (market, short), some, seller in zip(companies, found, people, sellers, strict=True)
    ]


def _shorts(market: Market) -> list[str]:
    return [f"{first}{second}" for first in market.firsts for second in market.seconds]


def _company(
    story: Story, market: Market, short: str, seller: Person, chance: random.Random, began: datetime
) -> NewCompany:
    facts = {
        "owner_id": seller.pk,
        "sector": chance.choice(story.sectors),
        "country": market.country,
        "employees": chance.choice((20, 45, 120, 380, 900, 2400)),
        "website": "",
    }
    return NewCompany(market.form.format(short), facts, began - timedelta(days=chance.randint(1, 200)))


def _contact(
    story: Story, company: CustomerCompany, market: Market, chance: random.Random, began: datetime
) -> NewContact:
    first, last = chance.choice(market.given_names), chance.choice(market.family_names)
    in_pairs = market.phone.count("{") == 2
    digits = [chance.randint(0, 99) for _n in range(2)] if in_pairs else [chance.randint(0, 9999)]
    facts = {
        "first_name": first,
        "last_name": last,
        "company_id": company.pk,
        "owner_id": company.owner_id,
        "position": chance.choice(story.positions),
    }
    channels = [
        Channel(kind="email", value=f"contact{chance.randint(1000, 9999)}@example.com", label="work"),
        Channel(kind="phone", value=market.phone.format(*digits), label="work"),
    ]
    return NewContact(facts, channels, began - timedelta(days=chance.randint(0, 150)))
