"""The demo's work of the past: deals that are worked well go on more often, and those that fell silent stand still.

What is done in a stage is drawn by whether the deal went on from it: more meetings, and with who decides, where it did.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from penstock.activities.actions import ActivityDraft
from penstock.activities.models import CallDirection
from penstock.deals.actions import DealHistory
from penstock.deals.models import BuyingRole, Deal
from penstock.demo.hours import by_day
from penstock.demo.story import Done, Story

DONE = {"call": (0.3, 0.25), "email": (0.2, 0.22), "meeting": (0.42, 0.18)}
"""How often each kind of work was done in a stage from which the deal went on, and in others."""

DECIDES = (0.8, 0.45)
"""How often who decides took part in the meetings of a stage from which the deal went on, and of others."""

FIRST_CALL = ((0.95, 0.8), (0.75, 3.0))
"""On which share of the deals there was a first call, and after how many days on average: of the won, of the others."""

DIRECTIONS = (CallDirection.OUTGOING, CallDirection.INCOMING)
"""Of four calls one comes in; the minute decides that too."""

MOMENT = timedelta(minutes=5)
"""So long before a deal leaves a stage the last work there is over."""


@dataclass(frozen=True)
class Visit:
    """A stay in an open stage: the how manieth it was, from when to when, and whether the deal went on from it."""

    place: int
    begins: datetime
    ends: datetime
    went_on: bool


def visits(history: DealHistory, now: datetime) -> list[Visit]:
    """The stays of a deal in open stages, in their order."""
    steps = history.steps
    changed = [one for before, one in pairwise(steps) if before.stage != one.stage]
    entered = [steps[0], *changed]
    ends = [*(step.at for step in entered[1:]), now]
    after = [*(step.stage.kind != "lost" for step in entered[1:]), False]
    return [
        Visit(place, step.at, end, went_on)
        for place, (step, end, went_on) in enumerate(zip(entered, ends, after, strict=True))
        if step.stage.is_open
    ]


class Work:
    """What was done on one deal."""

    def __init__(self, story: Story, history: DealHistory, deal: Deal, chance: random.Random, now: datetime) -> None:
        self.story, self.history, self.deal = story, history, deal
        self.chance, self.now, self.zone = chance, now, ZoneInfo(story.time_zone)
        self.visits = visits(history, now)

    def drafts(self, *, is_silent: bool = False) -> Iterator[ActivityDraft]:
        """Stage by stage; on a deal that fell silent nothing since it entered its stage."""
        told = self.visits[:-1] if is_silent else self.visits
        share, days = FIRST_CALL[0 if self.deal.status == "won" else 1]
        if self.chance.random() < share:
            yield self._first_call(days)
        for visit in told:
            for kind, (often, seldom) in DONE.items():
                if self.chance.random() < (often if visit.went_on else seldom):
                    yield self._done(kind, visit)
        if self.chance.random() < 0.25:
            yield self._note()

    def _first_call(self, days: float) -> ActivityDraft:
        """Sooner on deals that were won: who asks is answered while they still want it."""
        first = self.visits[0]
        waited = timedelta(days=self.chance.expovariate(1 / days))
        at = first.begins + min(waited, (first.ends - first.begins) * 0.9)
        return self._draft(self.story.done[0], first, at)

    def _done(self, kind: str, visit: Visit) -> ActivityDraft:
        """The work of that kind that comes when a deal has come so far."""
        known = [one for one in self.story.done if one.kind == kind]
        done = known[min(visit.place * len(known) // 5, len(known) - 1)]
        at = visit.begins + (visit.ends - visit.begins) * self.chance.random()
        return self._draft(done, visit, at)

    def _draft(self, done: Done, visit: Visit, at: datetime) -> ActivityDraft:
        at = self._by_day(at, visit)
        # Of six calls five are taken; the minute decides, so that the story goes on as it did.
        is_missed = done.kind == "call" and at.minute % 6 == 0
        return ActivityDraft(
            done.kind,
            done.subject,
            owner_id=self.deal.owner_id,
            deal_id=self.deal.pk,
            company_id=self.deal.company_id,
            contact_id=self._whom(done, visit),
            duration=None if is_missed else done.minutes,
            done_at=at,
            outcome=self.story.unanswered if is_missed else done.outcome,
            direction=DIRECTIONS[at.minute // 4 % 4 == 1] if done.kind == "call" else None,
        )

    def _whom(self, done: Done, visit: Visit) -> int | None:
        """With whom: of meetings, more often who decides where the deal then went on."""
        people = {link.role: link.contact_id for link in self.history.contacts}
        decides = people.pop(BuyingRole.DECISION_MAKER, None)
        wanted = done.kind == "meeting" and self.chance.random() < DECIDES[0 if visit.went_on else 1]
        return decides if decides and (wanted or not people) else next(iter(people.values()), None)

    def _note(self) -> ActivityDraft:
        visit = self.chance.choice(self.visits)
        at = self._by_day(visit.begins + (visit.ends - visit.begins) * self.chance.random(), visit)
        deal, body = self.deal, self.chance.choice(self.story.notes)
        return ActivityDraft("note", "", body, deal.owner_id, deal.pk, deal.company_id, done_at=at, created_at=at)

    def moment(self, visit: Visit) -> datetime:
        """Some time in a visit."""
        return self._by_day(visit.begins + (visit.ends - visit.begins) * self.chance.random(), visit)

    def _by_day(self, at: datetime, visit: Visit) -> datetime:
        """In the hours of an office, and while the deal was there."""
        last = max(visit.ends - MOMENT, visit.begins)
        return min(max(by_day(at, self.now, self.zone), visit.begins), last)
