"""The demo's work: what was done on each deal on its way, and what is planned for the coming days."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from penstock.activities.actions import ActivityDraft, ingest_activities
from penstock.deals.models import Deal
from penstock.workspaces.actor import Actor

DONE = (
    ("call", "First call", 15, "They asked for a visit."),
    ("email", "Sent the brochure", None, ""),
    ("meeting", "Visit at the plant", 90, "The need is clear: two pumps this year."),
    ("call", "Answered technical questions", 20, "Satisfied with the curves."),
    ("meeting", "Online presentation", 60, "Liked the energy savings."),
    ("call", "Talked about the price", 25, "They want 5 % off."),
    ("email", "Sent the offer", None, ""),
    ("call", "Asked for the decision", 10, "The board meets next week."),
)
NOTES = (
    "They compare us with two others. The chief engineer is on our side.",
    "Budget is approved, but only until the end of the quarter.",
    "The old pumps leak; every week of delay costs them.",
    "Procurement insists on a framework contract.",
)
NEXT = (
    ("call", "Ask whether the offer is clear", 15),
    ("call", "Agree on a date for the visit", 10),
    ("meeting", "Present the solution", 60),
    ("task", "Prepare the calculation", 45),
    ("task", "Send references", 20),
    ("call", "Ask for the decision", 15),
)


def do_the_work(deals: list[Deal], chance: random.Random, now: datetime, by: Actor) -> None:
    """Log what was done and plan what comes next; one deal of eight has no next step."""
    drafts = [draft for deal in deals for draft in _done(deal, chance, now)]
    drafts += [_next(deal, chance, now) for deal in deals if deal.is_open and chance.random() > 0.12]
    ingest_activities(drafts, by=by)


def _done(deal: Deal, chance: random.Random, now: datetime) -> Iterator[ActivityDraft]:
    end = deal.closed_at or now
    for kind, subject, minutes, outcome in sorted(chance.sample(DONE, chance.randint(1, 5)), key=DONE.index):
        at = deal.opened_at + (end - deal.opened_at) * chance.random()
        yield ActivityDraft(
            kind,
            subject,
            owner_id=deal.owner_id,
            deal_id=deal.pk,
            company_id=deal.company_id,
            duration=minutes,
            done_at=at,
            outcome=outcome,
        )
    if chance.random() < 0.25:
        at = deal.opened_at + (end - deal.opened_at) * chance.random()
        body = chance.choice(NOTES)
        yield ActivityDraft("note", "", body, deal.owner_id, deal.pk, deal.company_id, done_at=at, created_at=at)


def _next(deal: Deal, chance: random.Random, now: datetime) -> ActivityDraft:
    kind, subject, minutes = chance.choice(NEXT)
    day = now + timedelta(days=chance.choice((-3, -1, 0, 0, 1, 1, 2, 3, 5, 8, 13)))
    return ActivityDraft(
        kind,
        subject,
        owner_id=deal.owner_id,
        deal_id=deal.pk,
        company_id=deal.company_id,
        due_at=day.replace(hour=chance.randint(8, 17), minute=chance.choice((0, 15, 30, 45)), second=0, microsecond=0),
        duration=minutes,
        created_at=max(deal.stage_entered_at, deal.opened_at),
    )
