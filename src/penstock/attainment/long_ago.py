"""When nothing was closed lately: the way to the time in which something was, so that a plan can be made from it."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from penstock.attainment.asked import Asked
from penstock.attainment.needs import DAYS
from penstock.metrics.asking import newest_closing
from penstock.targets.periods import Period
from penstock.workspaces.actor import Actor


@dataclass(frozen=True)
class LongAgo:
    """The day of the newest closing, and the same page as of that day, for the period that begins after it."""

    day: date
    url: str


def long_ago(asked: Asked, today: date, by: Actor) -> LongAgo | None:
    """None where rates can be told: something was closed in the days before the one asked about."""
    newest = newest_closing(by)
    if newest >= (asked.as_of or today) - timedelta(days=DAYS):
        return None
    then = Period.around(asked.when.kind, Period.around(asked.when.kind, newest).ends_on)
    return LongAgo(newest, replace(asked, when=then, as_of=newest).query)
