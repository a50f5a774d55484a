"""The closed deals of a question as the list finds them, counted by who did something and who did not.

For what the catalogue has no dimension. Every count leads to the same deals on the list; a past day is not told.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse

from penstock.boards.filters import read_filters
from penstock.boards.filters.choices import NONE
from penstock.common.among import among
from penstock.deals.models import Deal, DealStatus
from penstock.metrics.asked import Asked
from penstock.metrics.passed import passed, those_passed
from penstock.metrics.periods import Period
from penstock.reports.chance import Share
from penstock.reports.figures import require_known
from penstock.reports.open_now import as_listed
from penstock.workspaces.actor import Actor

CLOSED = (DealStatus.WON, DealStatus.LOST)


@dataclass(frozen=True)
class Closings:
    """The deals closed in the time asked for that fit its filters; ``params`` is the same as the list's address."""

    by: Actor
    params: QueryDict
    _through: dict[int, Share] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def deals(self) -> QuerySet[Deal]:
        """These deals; none where the filters contradict each other."""
        filtering = read_filters(self.params, self.by)
        found: QuerySet[Deal] = filtering.find(Deal.objects.of(self.by))
        return found.none() if filtering.problems else found

    def url(self, **also: Any) -> str:
        """The list of those for which something more holds."""
        params = self.params.copy()
        for name, value in also.items():
            params[name] = str(value)
        return f"{reverse('boards:list')}?{params.urlencode()}"

    def outcomes(self, deals: set[int]) -> dict[int, bool]:
        """Which of some deals are among them, and whether each was won."""
        return {pk: self._closed[pk] for pk in deals & self._closed.keys()}

    @cached_property
    def _closed(self) -> dict[int, bool]:
        """Whether each was won: read once, for every comparison of a page is about these deals."""
        rows = self.deals.order_by().values_list("pk", "status")
        return {pk: status == DealStatus.WON for pk, status in rows if status in CLOSED}

    def on_these(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Of rows that hang on deals those that hang on one of these, found by its id."""
        return rows.filter(deal_id__in=among(self._closed))

    def through(self, stages: set[int]) -> dict[int, Share]:
        """How many of them were in each of some stages, and how many of those were won."""
        # Talks and assets ask of mostly the same stages, and every span of these deals is looked at for the answer.
        asked = stages - self._through.keys()
        if asked:
            won = [pk for pk, is_won in self._closed.items() if is_won]
            told = passed(asked, self._closed, won, self.by.workspace)
            for stage in asked:
                whole, good = told.get(stage, (0, 0))
                self._through[stage] = Share(good, whole)
        return {stage: self._through[stage] for stage in stages}

    def those_through(self, deals: set[int], stages: set[int]) -> dict[int, set[int]]:
        """Which of some deals were in each of some stages."""
        found = those_passed(stages, deals, self.by.workspace) if deals and stages else {}
        return {stage: found.get(stage, set()) for stage in stages}


def closings(asked: Asked, by: Actor) -> Closings | None:
    """The closed deals of a question; None of a past day, or with a filter that the list does not have.

    Raises WrongQuestion where a filter names nothing.
    """
    require_known(asked, by)
    params = as_listed(asked, by)
    if asked.as_of or asked.known_as_of or params is None:
        return None
    closed = [str(status) for status in CLOSED]
    wanted = params.getlist("status") or closed
    params.setlist("status", [status for status in closed if status in wanted] or [NONE])
    dated(params, "closed", asked.period)
    return Closings(by, params)


def dated(params: QueryDict, what: str, period: Period) -> None:
    """Ask the list for what was ``opened`` or ``closed`` in a period, within the days that it is asked for already."""
    since, until = params.get(f"{what}_from"), params.get(f"{what}_to")
    if period.from_on:
        first = max(period.from_on, date.fromisoformat(since) if since else period.from_on)
        params[f"{what}_from"] = first.isoformat()
    if period.until_on:
        last = period.until_on - timedelta(days=1)
        params[f"{what}_to"] = min(last, date.fromisoformat(until) if until else last).isoformat()


def won_of(deals: set[int], outcomes: dict[int, bool]) -> Share:
    """How many of some deals were won, of those that are closed."""
    known = [outcomes[pk] for pk in deals if pk in outcomes]
    return Share(sum(known), len(known))
