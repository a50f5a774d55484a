"""The whole demo: the company, its customers, two years of sales, and the work of the coming days."""

import random
from datetime import datetime, timedelta

from django.db import transaction

from penstock.common import clock
from penstock.deals.actions import ingest_deals, tag_deal
from penstock.deals.models import Deal
from penstock.demo import names
from penstock.demo.activities import do_the_work
from penstock.demo.company import Company, found_company, found_stranger
from penstock.demo.customers import win_customers
from penstock.demo.sales import histories

SEED = 20
YEARS = timedelta(days=730)


def build(now: datetime | None = None) -> Company:
    """The demo company as it stands now; the same moment and seed give the same company."""
    now = now or clock.now()
    chance = random.Random(SEED)
    began = (now - YEARS).replace(hour=8, minute=0, second=0, microsecond=0)
    with transaction.atomic():
        company = found_company(began.date())
        found_stranger()
        customers = win_customers(company, chance, began)
        deals = ingest_deals(list(histories(company, customers, chance, began, now)), by=company.by)
        _tag(company, deals, chance)
        do_the_work(company, deals, chance, now)
    return company


def _tag(company: Company, deals: list[Deal], chance: random.Random) -> None:
    for deal in [deal for deal in deals if deal.is_open and chance.random() < 0.3]:
        tag_deal(deal, chance.sample(names.TAGS, chance.choice((1, 1, 2))), by=company.by)
