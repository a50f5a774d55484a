"""The demo's customers who were asked why they did not buy: some in a talk, some by a link that not all answered.

What sellers state as the price turns out to be a presentation that nobody gave, or an answer that came too late.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from penstock.deals.models import Deal
from penstock.demo.company import Company
from penstock.demo.story import story
from penstock.losses.actions import Said, answer_survey, ask_why, set_wordings, verify_loss
from penstock.losses.wording import languages
from penstock.pipelines.actions import add_loss_reason
from penstock.pipelines.models import LossReason
from penstock.workspaces.actor import Actor

PRICED, OTHERS = 7, 8
"""So many of the last losses to the price are looked at, and of the last others."""

TALK, ANSWERED, UNANSWERED, NOT_ASKED = range(4)
WAYS = (TALK, ANSWERED, TALK, UNANSWERED, TALK, NOT_ASKED, ANSWERED)
ASKED_AFTER, ANSWERED_AFTER = timedelta(days=2, hours=1), timedelta(days=1, hours=3)

UNSEEN, SLOW, AS_STATED, SILENT, IN_WORDS = range(5)
REALLY = {
    0: (UNSEEN, UNSEEN, SLOW, UNSEEN, AS_STATED),
    1: (SLOW, AS_STATED, AS_STATED),
    3: (AS_STATED, IN_WORDS),
    6: (SILENT, UNSEEN),
}
"""What it really was, one after the other, by the place of what was stated; of other reasons as stated."""


def ask_the_lost(company: Company, now: datetime) -> None:
    """Ask of the last losses, each in the name of the deal's owner."""
    asking = _Asking(company)
    for number, deal in enumerate(_last_lost(company, now)):
        asking.ask(deal, WAYS[number % len(WAYS)])


def _last_lost(company: Company, now: datetime) -> Iterator[Deal]:
    rows = Deal.objects.of(company.by).lost().filter(closed_at__lt=now - timedelta(days=5))
    rows = rows.select_related("loss_reason").order_by("-closed_at", "pk")
    price = company.reasons[0]
    yield from rows.filter(loss_reason=price)[:PRICED]
    yield from rows.exclude(loss_reason=price)[:OTHERS]


def _own_reasons(company: Company) -> list[LossReason]:
    """The house's own reasons, with the words in which customers of each language read them."""
    by, told = company.by, [story(code) for code in languages()]
    reasons = [add_loss_reason(name, by=by) for name, _words in company.story.reasons]
    wordings = {
        reason.pk: ({one.language: one.reasons[place][1] for one in told}, True) for place, reason in enumerate(reasons)
    }
    set_wordings(wordings, by=by)
    return reasons


class _Asking:
    """Who was asked how, and what they said."""

    def __init__(self, company: Company) -> None:
        self.story, self.language = company.story, company.story.language
        self.unseen, self.slow = _own_reasons(company)
        self.places = {reason.pk: place for place, reason in enumerate(company.reasons)}
        self.house = replace(company.by, door="survey")
        people = (*company.all_sellers, company.manager)
        self.sellers = {one.pk: Actor.of_person(one) for one in people}
        self.met: Counter[int] = Counter()

    def ask(self, deal: Deal, way: int) -> None:
        """In one of the ways."""
        at, seller = (deal.closed_at or deal.opened_at) + ASKED_AFTER, self.sellers[deal.owner_id or 0]
        if way == TALK:
            verify_loss(deal, self._said(deal), by=seller, at=at)
        if way in (ANSWERED, UNANSWERED):
            secret = ask_why(deal, self.language, by=seller, at=at)
            if way == ANSWERED:
                answer_survey(secret, self._said(deal), by=self.house, at=at + ANSWERED_AFTER)

    def _said(self, deal: Deal) -> Said:
        place = self.places[deal.loss_reason_id or 0]
        several, met = REALLY.get(place, (AS_STATED,)), self.met[place]
        self.met[place] += 1
        really = several[met % len(several)]
        rival = self.story.rivals[met % len(self.story.rivals)] if place < 2 else ""
        found = {
            UNSEEN: Said(self.unseen, competitor=rival, change=self.story.changes[0]),
            SLOW: Said(self.slow, competitor=rival, change=self.story.changes[1]),
            SILENT: Said(would_not_say=True),
            IN_WORDS: Said(change=self.story.changes[2]),
        }
        return found.get(really) or Said(deal.loss_reason, competitor=rival)
