"""Decide on a deal at a review: who does what until when, or that it rests."""

from datetime import date

from django.utils.translation import gettext as _

from penstock.activities.actions import plan_activity
from penstock.activities.forms import moment_of
from penstock.activities.models import Activity, ActivityKind
from penstock.common import clock
from penstock.common.actions import action
from penstock.common.checks import plain
from penstock.common.errors import Refused
from penstock.deals.actions import set_aside
from penstock.deals.changing import hold as hold_deal
from penstock.deals.models import Deal
from penstock.journal.recording import record
from penstock.reviews.events import DecisionMade
from penstock.reviews.models import Decision, Review
from penstock.reviews.permissions import hold
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person

LONGEST = 300


@action
def decide_on_deal(
    review: Review,
    deal: Deal,
    text: str,
    *,
    by: Actor,
    owner: Person | None = None,
    due_on: date | None = None,
    aside_until: date | None = None,
) -> Decision:
    """What was decided, in words; with ``due_on`` a task of its owner's (else the deal's), or the deal rests."""
    held, target = hold(review, by), hold_deal(deal, by)
    words = _sound(text, due_on, aside_until)
    decision = Decision(workspace=by.workspace, review=held, deal=target, text=words, made_at=clock.now())
    if aside_until is not None:
        set_aside(target, until=aside_until, reason=words, by=by)
        decision.aside_until = aside_until
    elif due_on is not None:
        decision.task = _task(target, words, owner or target.owner or by.person, due_on, by)
    decision.save()
    record(by, _told(decision, aside_until or due_on))
    return decision


def _told(decision: Decision, until: date | None) -> DecisionMade:
    deal = decision.deal
    ids = {"review_id": decision.review_id, "decision_id": decision.pk}
    return DecisionMade(deal_id=deal.pk, company_id=deal.company_id, until=until, **ids)


def _task(deal: Deal, words: str, owner: Person | None, due_on: date, by: Actor) -> Activity:
    zone = owner.zone if owner else by.workspace.zone
    due_at, is_all_day = moment_of(due_on, None, zone)
    return plan_activity(ActivityKind.TASK, words, by=by, deal=deal, owner=owner, due_at=due_at, is_all_day=is_all_day)


def _sound(text: str, due_on: date | None, aside_until: date | None) -> str:
    words = " ".join(plain(text).split())
    wrong = {}
    if not words:
        wrong["text"] = _("Say what was decided.")
    if len(words) > LONGEST:
        wrong["text"] = _("Say it in at most %(count)s letters.") % {"count": LONGEST}
    if due_on and aside_until:
        wrong["aside_until"] = _("Either somebody does something until a day, or the deal rests until one.")
    if wrong:
        raise Refused(" ".join(wrong.values()), fields=wrong)
    return words
