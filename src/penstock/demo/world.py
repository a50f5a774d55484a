"""The whole demo: the company, its customers, two years of sales, and the work of the coming days."""

import random
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import translation

from penstock.attention.actions import learn_norms
from penstock.common import clock
from penstock.deals.actions import DealHistory, ingest_deals, tag_deal
from penstock.deals.models import Deal
from penstock.demo.activities import do_the_work
from penstock.demo.after_sales import sell_again
from penstock.demo.company import Company, found_company, found_stranger
from penstock.demo.customers import win_customers
from penstock.demo.losses import ask_the_lost
from penstock.demo.outlook import look_ahead
from penstock.demo.pay import pay_people
from penstock.demo.playing import Playing
from penstock.demo.resting import let_rest_and_block
from penstock.demo.sales import histories
from penstock.demo.scorecards import measure
from penstock.demo.shipments import ship
from penstock.demo.story import story
from penstock.demo.targets import want
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person

SEED = 20
YEARS = timedelta(days=730)


def build(now: datetime | None = None, language: str = "en") -> Company:
    """The demo company as it stands now; moment and seed tell the same story in every language."""
    now = now or clock.now()
    chance = random.Random(SEED)
    began = (now - YEARS).replace(hour=8, minute=0, second=0, microsecond=0)
    with transaction.atomic(), translation.override(language):
        company = found_company(story(language), began.date(), now.date())
        found_stranger(company.story)
        customers = win_customers(company, chance, began)
        told = list(histories(company, customers, chance, began, now))
        playing = Playing(company)
        for place, seller in enumerate(company.all_sellers):
            mine = [one for one in told if one.steps[0].facts["owner_id"] == seller.pk]
            deals = _sell(company, seller, mine, chance, now)
            playing.play(mine, deals, SEED + place, now, Actor.of_person(seller))
        sell_again(company, now)
        ask_the_lost(company, now)
        learn_norms(by=company.by)
        want(company, now)
        measure(company, now)
        pay_people(company, now)
        let_rest_and_block(company.story, company.by)
        ship(company.by, now)
        look_ahead(company, now)
    return company


def _sell(
    company: Company, seller: Person, told: list[DealHistory], chance: random.Random, now: datetime
) -> list[Deal]:
    """One seller's deals and work, in the seller's own name."""
    by = Actor.of_person(seller)
    deals = ingest_deals(told, by=by)
    _tag(company.story.tags, deals, chance, by)
    do_the_work(company.story, told, deals, chance, now, by)
    return deals


def _tag(tags: tuple[str, ...], deals: list[Deal], chance: random.Random, by: Actor) -> None:
    for deal in [deal for deal in deals if deal.is_open and chance.random() < 0.3]:
        tag_deal(deal, chance.sample(tags, chance.choice((1, 1, 2))), by=by)
