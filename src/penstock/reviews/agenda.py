"""What a review is about: the deals of its agenda as they are now, with why one should speak of each."""

from collections.abc import Collection
from dataclasses import dataclass

from django.http import QueryDict

from penstock.deals.models import Deal
from penstock.metrics.asked import Asked
from penstock.metrics.views.numbers import chips
from penstock.reports.frame import asked_for
from penstock.reports.review import REPORT, Agenda
from penstock.reports.wording import said_together
from penstock.reviews.models import Review
from penstock.ui import formats
from penstock.workspaces.actor import Actor


@dataclass(frozen=True)
class Point:
    """A deal to speak of: why, and whether one may decide on it."""

    deal: Deal
    why: str
    may_decide: bool


def question_of(review: Review, by: Actor) -> Asked:
    """What the review is about, as the report understands it; its time is the one around today."""
    return asked_for(REPORT, QueryDict(review.asked), by)


def scope_of(review: Review, by: Actor) -> str:
    """The filters in words; empty for all that the reader may see."""
    return formats.listed(chip["value"] for chip in chips(question_of(review, by), by))


def points_of(review: Review, by: Actor, decided: Collection[int] = ()) -> list[Point]:
    """The deals of the agenda without those decided upon: what is left to speak of."""
    agenda = Agenda(question_of(review, by), by)
    people = by.writable_people
    return [
        Point(
            deal,
            said_together(agenda.why[deal.pk]),
            by.may_write and (people is None or deal.owner_id is None or deal.owner_id in people),
        )
        for deal in agenda.deals
        if deal.pk not in decided
    ]


def asked_of(params: QueryDict) -> str:
    """What of an address a review keeps: its filters, without the days, which go on with the calendar."""
    kept = params.copy()
    for name in ("period", "from", "to", "as_of", "known_as_of", "by", "csrfmiddlewaretoken"):
        kept.pop(name, None)
    return str(kept.urlencode())
