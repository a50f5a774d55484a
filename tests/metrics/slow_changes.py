"""What changed in the pipeline between two days, deal by deal, slow and obvious."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from tests.metrics.histories import Span, Story
from tests.metrics.slow_time import TODAY, local

NAMES = {"won": "won", "lost": "lost", "aside": "set_aside"}


def changes_of(one: Story, slow: Any) -> list[tuple[Span, None, Span, Any]]:
    """What became of one deal between the two ends, change by change: its name, amount, currency and day of rate."""
    until, start = slow.end_of_flow, _start(slow)
    eve, last = start and start - timedelta(days=1), until - timedelta(days=1) if until else TODAY
    old = slow.standing(start).get(one.id) if start else None
    new = slow.standing(until).get(one.id)
    found: list[tuple[Span, None, Span, Any]] = []

    def add(change: str, side: Span, amount: Any, of: Span, day: Any) -> None:
        found.append((replace(side, currency=of.currency), None, new, (change, amount, of.currency, day)))

    if new is None:
        return []
    if old is None:
        _begun(add, new, last)
    elif old.status == "open":
        add("opening", old, old.value, old, eve)
        _gone_on(add, old, new, eve, last)
    elif old.status == "aside":
        _after_rest(add, new, last)
    elif new.status == "open":
        add("reopened", new, new.value, new, last)
    if new.status == "open":
        add("closing", new, new.value, new, last)
    return found


def _start(slow: Any) -> Any:
    """The first day; what is asked for before it ends as it begins."""
    days = [local(slow.start).date(), slow.end_of_flow] if slow.start else []
    return min((day for day in days if day), default=None)


def _begun(add: Any, new: Span, last: Any) -> None:
    add("new", new, new.value, new, last)
    if new.status != "open":
        add(NAMES[new.status], new, -new.value, new, last)


def _after_rest(add: Any, new: Span, last: Any) -> None:
    if new.status != "aside":
        add("brought_back", new, new.value, new, last)
    if new.is_closed:
        add(new.status, new, -new.value, new, last)


def _gone_on(add: Any, old: Span, new: Span, eve: Any, last: Any) -> None:
    if new.status != "open":
        add(NAMES[new.status], old, -old.value, old, eve)
        return
    if (old.owner, old.pipeline, old.stage) != (new.owner, new.pipeline, new.stage):
        add("moved_out", old, -old.value, old, eve)
        add("moved_in", new, old.value, old, eve)
    if old.currency != new.currency:
        add("revalued", new, -old.value, old, eve)
        add("revalued", new, new.value, new, last)
    elif old.currency == "EUR":
        add("revalued", new, -old.value, old, eve)
        add("revalued", new, old.value, old, last)
    if old.currency == new.currency and new.value != old.value:
        add("grown" if new.value > old.value else "shrunk", new, new.value - old.value, new, last)
    if old.expected and new.expected and new.expected != old.expected:
        add("slipped" if new.expected > old.expected else "pulled_in", new, 0, new, last)
