"""Conditions judged as a deal was at a past moment: the history knows stage, status, owner, value and some more."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import F, Q
from django.db.models.expressions import BaseExpression

from penstock.boards.filters import Condition
from penstock.deals.models import DealSpan
from penstock.deals.models.span import TRACKED
from penstock.workspaces.actor import Actor

BLOCK = 500
Moment = tuple[datetime, int]
"""When, and on which deal."""


def is_known_then(condition: Condition) -> bool:
    """Whether the history can judge it: it asks only for what spans hold, and not for something counted from today."""
    return condition.filter.widget != "flag" and set(_names(condition.question)) <= set(TRACKED)


def fitting_then(found: Iterable[Moment], conditions: Iterable[Condition], by: Actor) -> set[Moment]:
    """Those of the moments at which the deal fitted, as far as the history knows."""
    question = Q()
    for condition in conditions:
        question &= condition.question
    moments = set(found)
    if not question:
        return moments
    deals: dict[int, list[datetime]] = {}
    for at, deal_id in moments:
        deals.setdefault(deal_id, []).append(at)
    ids = sorted(deals)
    blocks = (ids[start : start + BLOCK] for start in range(0, len(ids), BLOCK))
    return {moment for block in blocks for moment in _within(block, deals, question, by)}


def _within(ids: list[int], deals: dict[int, list[datetime]], question: Q, by: Actor) -> Iterator[Moment]:
    rows = DealSpan.objects.of(by).believed().filter(question, deal_id__in=ids)
    for deal_id, from_at, to_at in rows.values_list("deal_id", "from_at", "to_at"):
        for at in deals[deal_id]:
            if from_at <= at and (to_at is None or at < to_at):
                yield at, deal_id


def _names(part: Any) -> Iterator[str]:
    """The facts that a question asks for; what it cannot say counts as unknown."""
    if isinstance(part, Q):
        for child in part.children:
            yield from _names(child)
    elif isinstance(part, tuple):
        yield part[0].partition("__")[0]
    elif isinstance(part, F):
        fact: Any = part
        yield fact.name
    elif isinstance(part, BaseExpression):
        sources = [one for one in part.get_source_expressions() if one is not None]
        for source in sources:
            yield from _names(source)
        if not sources and not hasattr(part, "value"):
            yield "?"
