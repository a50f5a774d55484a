"""The demo's deals: each is led through its pipeline by chance, its seller's skill and the season, up to now."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from penstock.contacts.models import Contact
from penstock.deals.actions import DealHistory, Step
from penstock.deals.models import BuyingRole, DealContact, DealItem
from penstock.demo.company import Company
from penstock.demo.customers import Customer
from penstock.demo.hours import by_day
from penstock.products.models import Product

GOES_ON = (0.82, 0.80, 0.78, 0.76, 0.80, 0.86, 0.97)
"""The chance to leave each open stage forward, for a seller of middling skill."""


def histories(
    company: Company, customers: list[Customer], chance: random.Random, began: datetime, now: datetime
) -> Iterator[DealHistory]:
    """Deals from the beginning to now, more of them as time goes by."""
    skill = {person.pk: chance.uniform(0.9, 1.12) for person in company.all_sellers}
    at = began
    while at < now:
        grown = (at - began) / (now - began)
        at += timedelta(hours=chance.expovariate(1 / (13 - 6 * grown)))
        if at < now and at.weekday() < 5:
            customer = _customer(customers, chance.randrange(len(customers)), at)
            yield _history(company, customer, chance, at, now, skill)


def _customer(customers: list[Customer], place: int, at: datetime) -> Customer:
    """The customer there, or the next one whose seller had begun by then."""
    several = [*customers[place:], *customers[:place]]
    return next(one for one in several if one.seller.started_on is None or one.seller.started_on <= at.date())


def _history(
    company: Company, customer: Customer, chance: random.Random, at: datetime, now: datetime, skill: dict[int, float]
) -> DealHistory:
    pipeline = company.pipelines[0 if chance.random() < 0.85 else 1]
    owner = customer.seller
    items = _items(company, customer.currency, chance)
    zone = ZoneInfo(company.story.time_zone)
    told = _steps(company, pipeline.pk, owner.pk, skill[owner.pk], chance, at, now)
    steps = [replace(step, at=by_day(step.at, now, zone)) for step in told]
    last = steps[-1].stage
    if last.is_open and chance.random() < 0.8:
        steps[-1].facts["expected_close_on"] = (now + timedelta(days=chance.randint(-5, 75))).date()
    return DealHistory(
        chance.choice(company.story.needs).format(customer.short),
        steps,
        {
            "company_id": customer.company.pk,
            "source_id": chance.choice(company.sources).pk,
            "type": chance.choices(("new", "repeat", "existing"), (5, 2, 2))[0],
            "currency": customer.currency,
        },
        items,
        _contacts(customer.contacts, chance),
    )


def _steps(
    company: Company, pipeline: int, owner: int, skill: float, chance: random.Random, at: datetime, now: datetime
) -> Iterator[Step]:
    *open_stages, won, lost = company.stages[pipeline]
    facts = {"owner_id": owner}
    for place, stage in enumerate(open_stages):
        yield Step(at, stage, dict(facts))
        stay = timedelta(days=chance.lognormvariate(0, 0.7) * (stage.expected_days or 7) * 0.8)
        if stage.probability > 20 and chance.random() < 0.08 and at + stay < now:
            yield Step(at + stay / 2, stage, {"probability": chance.choice((30, 60, 75))})
        at += stay
        if at >= now:
            return
        if chance.random() > GOES_ON[place] * skill:
            yield Step(at, lost, {"loss_reason_id": chance.choice(company.reasons).pk})
            return
    yield Step(at, won, {})


def _items(company: Company, currency: str, chance: random.Random) -> list[DealItem]:
    price = Decimal(company.story.money.prices[currency])
    chosen = chance.sample(company.products, chance.choice((1, 1, 2, 3)))
    return [_item(product, price, order, chance) for order, product in enumerate(chosen)]


def _item(product: Product, price: Decimal, order: int, chance: random.Random) -> DealItem:
    recurring = product.code == "SVC"
    return DealItem(
        product=product,
        name=product.name,
        quantity=Decimal(1 if recurring else chance.choice((1, 1, 2, 2, 4, 6))),
        unit_price=((product.unit_price or Decimal(0)) * price).quantize(Decimal(1)),
        discount=Decimal(chance.choice((0, 0, 0, 3, 5, 10))),
        billing="monthly" if recurring else "once",
        periods=12 if recurring else 1,
        order=order,
    )


def _contacts(people: list[Contact], chance: random.Random) -> list[DealContact]:
    chosen = chance.sample(people, min(len(people), chance.choice((1, 1, 2))))
    roles = chance.sample(BuyingRole.values, len(chosen))
    return [
        DealContact(contact=contact, role=role, is_primary=order == 0)
        for order, (contact, role) in enumerate(zip(chosen, roles, strict=True))
    ]
