"""How much of a period's working days is over: where one should be with a plan at an even pace."""

from penstock.common import clock
from penstock.metrics.asked import Asked
from penstock.metrics.planning import days_left
from penstock.targets.periods import Span
from penstock.workspaces.actor import Actor
from penstock.workspaces.calendar import calendar_of


def expected(asked: Asked, by: Actor) -> float | None:
    """The share of the working days that is over; None without a period, or of one without working days."""
    if asked.period.from_on is None or asked.period.until_on is None:
        return None
    calendar, span = calendar_of(by.workspace), Span(asked.period.from_on, asked.period.until_on)
    whole = days_left(calendar, span, None, span.from_on)
    left = days_left(calendar, span, asked.as_of, clock.day_of(clock.now(), by.workspace.zone))
    return (whole - left) / whole if whole else None
