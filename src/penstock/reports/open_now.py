"""How many open deals of each stage wait, as it is now: the flags of the list, counted, each leading to that list.

These live by the hour (a step becomes overdue while one looks), so they are not of the catalogue and have no past day.
"""

from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.http import QueryDict
from django.urls import reverse

from penstock.boards.filters import Filtering, read_filters
from penstock.deals.models import Deal
from penstock.metrics.asked import Asked
from penstock.metrics.asking import ids_of
from penstock.metrics.question import MISSING
from penstock.reports.tables import Cell
from penstock.ui import formats
from penstock.workspaces.actor import Actor

KINDS = {"pipeline": "pipeline", "team": "team", "owner": "person", "source": "source"}
"""The filters of a page that the list has too, and the kind of names that they choose from."""


@dataclass(frozen=True)
class Waiting:
    """So many open deals of each stage for which a flag of the list holds."""

    filtering: Filtering
    counts: dict[int, int]
    stages: dict[str, int]

    def count(self, stage: str | None) -> int:
        """How many of a stage."""
        return self.counts.get(self.stages.get(stage or "", 0), 0)

    def cell(self, stage: str | None, note: str = "") -> Cell:
        """The number, leading to these deals on the list."""
        url = f"{reverse('boards:list')}?{self.filtering.query}&stage={self.stages.get(stage or '', 0)}"
        return Cell(formats.number(self.count(stage)), self.count(stage), url=url, note=note)


NOBODY = Cell(MISSING)
"""What stands where it cannot be told."""


def waiting(flag: str, asked: Asked, by: Actor) -> Waiting | None:
    """The deals that wait now; None of a past day, or with a filter that the list does not have."""
    params = _params(asked, by)
    if asked.as_of or asked.known_as_of or params is None:
        return None
    params[flag] = "1"
    filtering = read_filters(params, by)
    found = filtering.apply(Deal.objects.of(by).open()).order_by().values_list("stage_id")
    return Waiting(filtering, dict(found.annotate(n=Count("pk"))), ids_of("stage", by=by))


def filtered(asked: Asked, by: Actor) -> QuerySet[Deal] | None:
    """The open deals that fit the page's filters now; None of a past day, or with a filter that the list lacks."""
    params = _params(asked, by)
    if asked.as_of or asked.known_as_of or params is None:
        return None
    found: QuerySet[Deal] = read_filters(params, by).apply(Deal.objects.of(by).open())
    return found


def _params(asked: Asked, by: Actor) -> QueryDict | None:
    """The page's filters as the list has them, by id."""
    params = QueryDict(mutable=True)
    for name, value in asked.where:
        pk = ids_of(KINDS[name], by=by).get(value) if name in KINDS else None
        if pk is None:
            return None
        params.appendlist(name, str(pk))
    return params
