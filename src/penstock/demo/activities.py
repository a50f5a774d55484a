"""The demo's work: what was done on each deal on its way, and what is planned for the coming days."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from penstock.activities.actions import ActivityDraft, ingest_activities
from penstock.activities.next_step import worked_from
from penstock.deals.models import Deal
from penstock.demo.hours import by_day
from penstock.demo.story import Story
from penstock.workspaces.actor import Actor
from penstock.workspaces.calendar import Calendar, calendar_of


def do_the_work(story: Story, deals: list[Deal], chance: random.Random, now: datetime, by: Actor) -> None:
    """Log what was done and plan what comes next; one deal of eight has no next step."""
    drafts = [draft for deal in deals for draft in _done(story, deal, chance, now)]
    calendar = calendar_of(by.workspace)
    drafts += [_next(story, deal, chance, now, calendar) for deal in deals if deal.is_open and chance.random() > 0.12]
    ingest_activities(drafts, by=by)


def _done(story: Story, deal: Deal, chance: random.Random, now: datetime) -> Iterator[ActivityDraft]:
    end = deal.closed_at or now
    for done in sorted(chance.sample(story.done, chance.randint(1, 5)), key=story.done.index):
        at = _some_time(story, deal, end, chance, now)
        # Of six calls five are taken; the minute decides, so that the story goes on as it did.
        is_missed = done.kind == "call" and at.minute % 6 == 0
        yield ActivityDraft(
            done.kind,
            done.subject,
            owner_id=deal.owner_id,
            deal_id=deal.pk,
            company_id=deal.company_id,
            duration=None if is_missed else done.minutes,
            done_at=at,
            outcome=story.unanswered if is_missed else done.outcome,
        )
    if chance.random() < 0.25:
        at = _some_time(story, deal, end, chance, now)
        body = chance.choice(story.notes)
        yield ActivityDraft("note", "", body, deal.owner_id, deal.pk, deal.company_id, done_at=at, created_at=at)


def _some_time(story: Story, deal: Deal, end: datetime, chance: random.Random, now: datetime) -> datetime:
    at = by_day(deal.opened_at + (end - deal.opened_at) * chance.random(), now, ZoneInfo(story.time_zone))
    return min(max(at, deal.opened_at), end)


def _next(story: Story, deal: Deal, chance: random.Random, now: datetime, calendar: Calendar) -> ActivityDraft:
    plan = chance.choice(story.plans)
    day = now.astimezone(ZoneInfo(story.time_zone)) + timedelta(
        days=chance.choice((-3, -1, 0, 0, 1, 1, 2, 3, 5, 8, 13))
    )
    day += worked_from(day.date(), calendar) - day.date()
    return ActivityDraft(
        plan.kind,
        plan.subject,
        owner_id=deal.owner_id,
        deal_id=deal.pk,
        company_id=deal.company_id,
        due_at=day.replace(hour=chance.randint(8, 17), minute=chance.choice((0, 15, 30, 45)), second=0, microsecond=0),
        duration=plan.minutes,
        created_at=max(deal.stage_entered_at, deal.opened_at),
    )
