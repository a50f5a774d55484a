"""The demo's work: what was done on each deal on its way, and what is planned for the coming days."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from penstock.activities.actions import ActivityDraft, ingest_activities
from penstock.activities.next_step import worked_from
from penstock.deals.actions import DealHistory
from penstock.deals.models import Deal
from penstock.demo.story import Story
from penstock.demo.work import Work
from penstock.workspaces.actor import Actor
from penstock.workspaces.calendar import Calendar, calendar_of


def do_the_work(
    story: Story,
    told: Sequence[DealHistory],
    deals: list[Deal],
    chance: random.Random,
    now: datetime,
    by: Actor,
) -> None:
    """Log what was done and plan what comes next; one deal of eight has no next step.

    Each seller lets the deal fall silent that has stood still for longest: on any day some deals are stuck.
    """
    silent = min((deal for deal in deals if deal.is_open), key=lambda deal: deal.stage_entered_at, default=None)
    drafts = [
        draft
        for history, deal in zip(told, deals, strict=True)
        for draft in Work(story, history, deal, chance, now).drafts(is_silent=deal is silent)
    ]
    calendar = calendar_of(by.workspace)
    worked = [deal for deal in deals if deal.is_open and chance.random() > 0.12 and deal is not silent]
    drafts += [_next(story, deal, chance, now, calendar) for deal in worked]
    ingest_activities(drafts, by=by)


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
