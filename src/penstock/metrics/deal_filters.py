"""The filters of the list, as a question of numbers takes them: ``deal.tag=3``, ``deal.value_from=1000``.

They speak of deals as they are now, for of most facts no history is kept; value, status, days and forecast category
of a deal are those of the day that is asked about. They become one fact of a row's deal, the same for every row of it.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from penstock.boards.filters import Condition, Filtering, read_filters
from penstock.boards.filters.choices import NONE
from penstock.boards.filters.ranges import Range
from penstock.common import clock
from penstock.deals.models import Deal, DealStatus, ForecastCategory
from penstock.metrics.dimensions import Dimension
from penstock.metrics.id_sets import TooMany, is_among
from penstock.metrics.question import WrongQuestion
from penstock.workspaces.actor import Actor

DEAL = "deal."
FACT, YES = "deal.fits", "true"
CHUNK = 10_000
RANGES = {"value": "s.value", "expected": "s.expected_on", "opened": "s.opened_on", "closed": "s.closed_on"}
"""Ranges that the history of a deal answers, and where it has them."""

THEN = "p.deal_id IN (SELECT s.deal_id FROM spans s WHERE s.from_at < :observed AND s.to_at >= :observed AND {what})"
Pairs = Iterable[tuple[str, str | None]]


class Told(NamedTuple):
    """A filter of the list in words, and the names that it has in an address."""

    name: str
    value: str
    names: tuple[str, ...]


def is_deal_filter(name: str) -> bool:
    """Whether a name in an address or a question is a filter of the list."""
    return name.startswith(DEAL) and name != FACT


def told(where: Pairs, by: Actor) -> list[Told]:
    """The filters of the list among others, in words; what cannot be meant is left out."""
    conditions = filtering_of(where, by).conditions
    return [
        Told(str(one.filter.label), one.words, tuple(DEAL + name for name in one.filter.names)) for one in conditions
    ]


def filtering_of(where: Pairs, by: Actor) -> Filtering:
    """The filters of the list among others, as the list reads them."""
    params = QueryDict(mutable=True)
    for name, value in where:
        if is_deal_filter(name):
            params.appendlist(name.removeprefix(DEAL), value or "")
    return read_filters(params, by) if params else Filtering(by)


def understood(words: Mapping[str, Any], by: Actor, keep: Callable[..., Any]) -> dict[str, Any]:
    """The words of a question with its filters of the list as one fact; raises WrongQuestion where one means nothing.

    ``keep`` remembers which deals fit while nothing changes, for a page asks many questions with the same filters.
    """
    where = tuple(words.get("where", ()))
    asked = tuple(pair for pair in where if is_deal_filter(pair[0]))
    if not asked:
        return dict(words)
    key = ("deals that fit", by.person_id, by.readable_people, asked, f"{clock.now():%Y-%m-%d %H:%M}")
    fact: Dimension = keep(key, lambda: fact_of(filtering_of(asked, by)))
    others = [pair for pair in where if not is_deal_filter(pair[0])]
    return {**words, "where": (*others, (FACT, YES)), "custom": {**words.get("custom", {}), FACT: fact}}


def fact_of(filtering: Filtering) -> Dimension:
    """All the conditions as one fact of a deal."""
    if filtering.problems:
        raise WrongQuestion(filtering.problems[0])
    conditions = " AND ".join(_as_sql(one, filtering) for one in filtering.conditions) or "TRUE"
    return Dimension(FACT, FACT, f"({conditions})", is_fact=True)


def _as_sql(condition: Condition, filtering: Filtering) -> str:
    key = condition.filter.key
    if key == "status":
        known = ", ".join(f"'{status}'" for status in DealStatus.values if status in condition.values)
        return THEN.format(what=f"s.status IN ({known or 'NULL'})")
    if key == "forecast_category":
        known = ", ".join(f"'{one}'" for one in ForecastCategory.values if one in condition.values)
        unset = " OR s.category IS NULL" if NONE in condition.values else ""
        return THEN.format(what=f"(s.category IN ({known or 'NULL'}){unset})")
    if key in RANGES and isinstance(condition.filter, Range):
        return THEN.format(what=_between(RANGES[key], condition.filter, filtering.params))
    return looked_up(condition, Deal.objects.of(filtering.by))


def looked_up(condition: Condition, deals: QuerySet[Deal]) -> str:
    """The condition that the deal of a row ``p`` is among those of some deals for which another holds, as SQL."""
    # As they come: a list of all ids would take as much memory as everything else of a question.
    rows = deals.filter(condition.question).order_by().values_list("pk", flat=True)
    try:
        return is_among(rows.iterator(chunk_size=CHUNK), "p.deal_id")
    except TooMany:
        sentence = _("“%(filter)s: %(value)s” fits too many deals to ask numbers about; make it narrower.")
        raise WrongQuestion(sentence % {"filter": condition.filter.label, "value": condition.words}) from None


def _between(column: str, bounds: Range, params: QueryDict) -> str:
    texts = [params.get(name, "").strip() for name in bounds.names]
    signs = zip((">=", "<="), texts, strict=True)
    return " AND ".join(f"{column} {sign} {_literal(bounds.parse(text))}" for sign, text in signs if text)


def _literal(bound: Any) -> str:
    return f"DATE '{bound.isoformat()}'" if isinstance(bound, date) else str(bound)
