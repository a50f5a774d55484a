"""The demo after the sale: customers who order again, and those whose next order is expected, some of them overdue."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from penstock.activities.actions import ActivityDraft, ingest_activities
from penstock.activities.next_step import worked_from
from penstock.deals.actions import DealHistory, Step, ingest_deals
from penstock.deals.models import Deal, DealContact, DealItem
from penstock.demo.company import Company
from penstock.demo.hours import by_day
from penstock.demo.story import Done
from penstock.playbooks.actions import expect_reorder, ingest_follow_ups
from penstock.workspaces.actor import Actor
from penstock.workspaces.calendar import calendar_of
from penstock.workspaces.models import Person


@dataclass(frozen=True)
class Again:
    """A next order: so many days ago it began, after so many days each it moved on, and so it ended, if it did.

    ``expected`` are the days from its beginning until it should be closed; ``planned`` are those from now to the next
    step of one that is open.
    """

    began: int
    stays: tuple[int, ...]
    ended: str
    expected: int
    planned: int = 0


AGAIN = (
    Again(4, (), "", 35, 1),
    Again(11, (5,), "", 30, 3),
    Again(18, (), "", 10, 2),
    Again(33, (6, 9), "won", 21),
    Again(41, (8, 10), "", 21, 1),
    Again(70, (7, 10), "won", 21),
    Again(95, (12,), "lost", 30),
    Again(120, (6, 8), "won", 25),
    Again(160, (14, 12), "won", 20),
    Again(210, (9, 7), "won", 30),
)
OLD = timedelta(days=45)
"""So long after a win at the earliest a customer orders again."""

EXPECTED = (-38, -17, -6, 12, 24, 48, 75, 120)
"""In so many days further orders are expected; some should have come."""
LONG_WON = timedelta(days=110)

DONE = (5, 6, 7)
"""What is done at the beginning of a next order and when it moves on, by its place in the story."""


def sell_again(company: Company, now: datetime) -> None:
    """Open and lead the next orders, and say when others are expected."""
    wins = Deal.objects.of(company.by).won().filter(company__isnull=False, closed_at__lt=now - OLD)
    left = list(wins.select_related("company").order_by("-closed_at", "pk"))
    groups: dict[Person, list[tuple[Deal, Again]]] = defaultdict(list)
    for number, again in enumerate(AGAIN):
        leader, sellers = _leaders(company)[number % 2]
        known = (one for one in left if one.owner_id in sellers)
        origin = next((one for one in known if _closed(one) < now - timedelta(days=again.began) - OLD), None)
        if origin is not None:
            left.remove(origin)
            groups[leader].append((origin, again))
    for leader, orders in groups.items():
        _order_again(company, leader, orders, now)
    _expect(left, company, now)


def _leaders(company: Company) -> tuple[tuple[Person, list[int]], ...]:
    """Who leads the next orders, and of whose customers: the head those of the team, a seller their own."""
    seller = company.sellers[1][0]
    return (company.manager, [one.pk for one in company.sellers[0]]), (seller, [seller.pk])


def _order_again(company: Company, leader: Person, orders: Sequence[tuple[Deal, Again]], now: datetime) -> None:
    """What one person leads, as far as it has come by now."""
    by = Actor.of_person(leader)
    carried = _Carried([origin for origin, _again in orders], by)
    told = [_history(company, leader, origin, again, carried, now) for origin, again in orders]
    deals = ingest_deals(told, by=by)
    ingest_follow_ups([(deal, origin) for deal, (origin, _again) in zip(deals, orders, strict=True)], by=by)
    drafts = [
        draft
        for deal, (_origin, again) in zip(deals, orders, strict=True)
        for draft in _work(company, deal, again, now)
    ]
    ingest_activities(drafts, by=by)


class _Carried:
    """Products and contacts of won deals, for the deals that go on from them."""

    def __init__(self, origins: list[Deal], by: Actor) -> None:
        items = DealItem.objects.of(by).filter(deal__in=origins).select_related("product").order_by("order", "pk")
        self._items = list(items)
        links = DealContact.objects.of(by).filter(deal__in=origins).select_related("contact").order_by("pk")
        self._links = list(links)

    def items(self, origin: Deal) -> list[DealItem]:
        names = ("product", "name", "quantity", "unit_price", "discount", "billing", "periods", "order")
        rows = [one for one in self._items if one.deal_id == origin.pk]
        return [DealItem(**{name: getattr(one, name) for name in names}) for one in rows]

    def contacts(self, origin: Deal) -> list[DealContact]:
        names = ("contact", "role", "is_primary")
        rows = [one for one in self._links if one.deal_id == origin.pk]
        return [DealContact(**{name: getattr(one, name) for name in names}) for one in rows]


def _history(
    company: Company, leader: Person, origin: Deal, again: Again, carried: _Carried, now: datetime
) -> DealHistory:
    zone, (*open_stages, won, lost) = ZoneInfo(company.story.time_zone), company.stages[company.repeat.pk]
    ends = {"won": [won], "lost": [lost]}.get(again.ended, [])
    path = [*open_stages[: 1 + len(again.stays) - len(ends)], *ends]
    began = now - timedelta(days=again.began)
    days = [sum(again.stays[:place]) for place in range(len(path))]
    steps = [
        Step(by_day(began + timedelta(days=passed), now, zone), stage) for passed, stage in zip(days, path, strict=True)
    ]
    steps[0].facts.update(owner_id=leader.pk, expected_close_on=(began + timedelta(days=again.expected)).date())
    if again.ended == "lost":
        steps[-1].facts["loss_reason_id"] = company.reasons[2].pk
    facts = {"company_id": origin.company_id, "type": "repeat", "currency": origin.currency}
    facts |= {"source_id": origin.source_id}
    name = company.story.again.format(origin.company)
    return DealHistory(name, steps, facts, carried.items(origin), carried.contacts(origin))


def _work(company: Company, deal: Deal, again: Again, now: datetime) -> list[ActivityDraft]:
    """What was done at its beginning and at each step since, and what comes next where it is open."""
    story, zone = company.story, ZoneInfo(company.story.time_zone)
    about: dict[str, Any] = {"owner_id": deal.owner_id, "deal_id": deal.pk, "company_id": deal.company_id}
    days = [sum(again.stays[:place]) for place in range(len(DONE))][: 1 + len(again.stays)]
    found = [
        _done(story.done[one], deal.opened_at + timedelta(days=day), about)
        for one, day in zip(DONE, days, strict=False)
    ]
    if not again.ended:
        step, due = story.plans[0], (now + timedelta(days=again.planned)).astimezone(zone)
        due += worked_from(due.date(), calendar_of(company.by.workspace)) - due.date()
        due = due.replace(hour=11, minute=0, second=0, microsecond=0)
        found.append(ActivityDraft(step.kind, step.subject, duration=step.minutes, due_at=due, **about))
    return found


def _done(done: Done, at: datetime, about: dict[str, Any]) -> ActivityDraft:
    return ActivityDraft(done.kind, done.subject, duration=done.minutes, outcome=done.outcome, done_at=at, **about)


def _expect(wins: Sequence[Deal], company: Company, now: datetime) -> None:
    """Of wins of long ago, spread over their time."""
    today = now.astimezone(ZoneInfo(company.story.time_zone)).date()
    old = [one for one in wins if _closed(one) < now - LONG_WON]
    sellers = {one.pk: Actor.of_person(one) for one in company.all_sellers}
    for deal, days in zip(old[:: max(len(old) // len(EXPECTED), 1)], EXPECTED, strict=False):
        at = _closed(deal) + timedelta(hours=1)
        expect_reorder(deal, today + timedelta(days=days), by=sellers[deal.owner_id or 0], at=at)


def _closed(deal: Deal) -> datetime:
    return deal.closed_at or deal.opened_at
