"""Shares of working time once more, slow and obvious: day by day and person by person, from plain rows."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

FREE_DAYS = (5, 6)
MINUTES = 540
"""A working day of the usual office hours."""


@dataclass(frozen=True)
class Somebody:
    """A person of the company: ``sells`` says that they may sign in and change deals, and still work there."""

    name: str
    team: str | None
    sells: bool
    away: frozenset[date] = frozenset()


@dataclass(frozen=True)
class Talk:
    """A piece of work that was done on a deal of its owner's; a call that came in is of the kind ``call in``."""

    owner: str
    kind: str
    minutes: int | None
    on: date


@dataclass
class Company:
    """Everybody, what they said to buyers, and on which days they worked on deals by hand."""

    people: list[Somebody]
    talks: list[Talk] = field(default_factory=list)
    worked: set[tuple[str, date]] = field(default_factory=set)

    def works(self, one: Somebody, day: date) -> bool:
        """Whether it is a working day of theirs."""
        return day.weekday() not in FREE_DAYS and day not in one.away

    def share(self, key: str, days: Iterable[date], wanted: set[str], of: set[str]) -> float | None:
        """The share of one group: of these days, and of the people ``of`` it among those who were asked for."""
        period = list(days)
        counted = [one for one in self.people if one.name in wanted & of]
        if key == "calls_a_day":
            possible = sum(self.works(one, day) for one in counted for day in period)
            names = {one.name for one in counted}
            done = sum(one.owner in names and one.on in period for one in self.counting(key))
        elif key == "adoption":
            possible = sum(self.works(one, day) for one in counted for day in period)
            done = sum((one.name, day) in self.worked and self.works(one, day) for one in counted for day in period)
        else:
            possible = MINUTES * sum(self.works(one, day) for one in counted for day in period)
            names = {one.name for one in counted}
            done = sum(one.minutes or 0 for one in self.counting(key) if one.owner in names and one.on in period)
        return done / possible if possible else None

    def counting(self, key: str) -> list[Talk]:
        """What counts: calls we made, calls and meetings that took some time, or work at the desk that did."""
        if key == "calls_a_day":
            return [one for one in self.talks if one.kind == "call"]
        kinds = ("task", "email") if key == "time_desk_share" else ("call", "meeting")
        return [one for one in self.talks if one.kind.split()[0] in kinds and one.minutes]

    def counted(self, key: str, days: Iterable[date], readable: set[str]) -> set[str]:
        """Whose working time counts in a period: who sells, and who did any of it, among those one may read."""
        period = set(days)
        if key == "adoption":
            did = {name for name, day in self.worked if day in period}
        else:
            did = {one.owner for one in self.counting(key) if one.on in period}
        return {one.name for one in self.people if one.sells or one.name in did} & readable


def days_of(first: date, end: date) -> list[date]:
    """The days from one until before another."""
    return [first + timedelta(days=number) for number in range((end - first).days)]


def noon(day: date) -> datetime:
    """A moment of a day that is the same day in every zone of the test."""
    return datetime(day.year, day.month, day.day, 12)  # noqa: DTZ001 -- its zone is the caller's
