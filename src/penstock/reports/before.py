"""The time that a report compares with: as many days before."""

from dataclasses import replace

from penstock.metrics.asked import Asked
from penstock.metrics.periods import Period


def before(asked: Asked) -> Asked | None:
    """The same question for the period before; None where there is none, as of all time."""
    period = asked.period
    if period.steps:
        return replace(asked, period=period.before)
    if period.from_on and period.until_on:
        return replace(
            asked, period=Period("custom", period.from_on - (period.until_on - period.from_on), period.from_on)
        )
    return None
