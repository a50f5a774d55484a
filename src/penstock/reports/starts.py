"""When each seller began, when they won first, and in which month they first did what was wanted of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from statistics import median
from typing import Any

from penstock.common import clock
from penstock.metrics.asked import Asked
from penstock.metrics.asking import first_opening, ids_of
from penstock.metrics.days import days_of_people
from penstock.metrics.dimensions import TARGET_METRIC
from penstock.metrics.periods import Period, period_of
from penstock.metrics.question import MISSING
from penstock.reports.figures import Column, Figures
from penstock.reports.waits import Wait
from penstock.ui import formats
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person

BEFORE_US = timedelta(days=90)
"""Who did something in so many days after the first deal may have sold here before there were records of it."""

PEOPLE = ("owner", "team")
"""Filters by who sells; all others are about deals."""

TEAM_SHARE = Decimal("0.8")
"""Of the team's median month; it stands for the plan of who has none."""

Months = Mapping[str, Decimal]


@dataclass(frozen=True)
class Start:
    """A seller with the day on which they began and the last one on which they can be followed.

    ``is_told`` is whether somebody entered the day; without, it is that of their first work. ``month`` is the first one
    in which they came up to ``wanted_by``: their plan, or their team; empty where there is nothing to measure by.
    """

    person: Person
    label: str
    began_on: date
    until_on: date
    is_told: bool
    won_on: date | None = None
    month: str = ""
    wanted_by: str = ""

    @property
    def to_win(self) -> Wait:
        """The days until the first deal was won."""
        return Wait(((self.won_on or self.until_on) - self.began_on).days, self.won_on is not None)

    @property
    def to_plan(self) -> Wait:
        """In the how manieth month they first came up to what was wanted; of who did not, the months that are over."""
        if self.month:
            return Wait(_months_between(self.began_on, date.fromisoformat(f"{self.month}-01")) + 1, True)
        return Wait(_months_between(self.began_on, self.until_on), False)

    def covers(self, month: str) -> bool:
        """Whether a month is one of those since they began, the first and the last included."""
        return f"{self.began_on:%Y-%m}" <= month <= f"{self.until_on:%Y-%m}"


class Starts:
    """The sellers whom a reader may see, as far as they can be followed up to the day asked for."""

    def __init__(self, asked: Asked, by: Actor) -> None:
        self.by, self.asked = by, replace(asked, period=Period("all"))
        self.today = min(asked.as_of or formats.today(), formats.today())
        self.figures = Figures(self.asked, by)
        self.won = _days_of(self.figures, "deals_won")
        of_people = tuple(pair for pair in asked.where if pair[0] in PEOPLE)
        self.is_of_some_deals = any(name not in (*PEOPLE, TARGET_METRIC) for name, _value in asked.where)
        # Whatever deals are asked about, somebody begins with their first work on any.
        self.worked = _worked(Figures(replace(self.asked, where=of_people), by))
        self.on_these = _worked(self.figures) if self.is_of_some_deals else self.worked
        people, labels = self._people(), ids_of("person", by=by)
        self.sellers = {pk: (people[pk], label) for label, pk in labels.items() if pk in people}

    @cached_property
    def known(self) -> list[Start]:
        """Those of whom it is known when they began, in the order in which they did."""
        begun = [start for start in map(self._start, self.sellers) if start is not None]
        return sorted(self._planned(begun), key=lambda start: (start.began_on, start.label.casefold()))

    @cached_property
    def unknown(self) -> list[tuple[Person, str, date]]:
        """Those who may have been here before there were records, with the first day of which there are."""
        left = [pk for pk, (person, _label) in self.sellers.items() if not person.started_on and not self._first(pk)]
        return [(*self.sellers[pk], self.worked[pk]) for pk in left]

    @cached_property
    def _beginning(self) -> date:
        """The month of the workspace's first deal, whosever it is: a day that says nothing of anybody."""
        return first_opening(Actor.system(self.by.workspace)) or self.today

    def _people(self) -> dict[int, Person]:
        """Those who had such a deal or did something on one; and, asked about all deals, whose first day is entered."""
        seen, found = self.by.readable_people, {}
        for row in Person.objects.of(self.by).select_related("team"):
            is_new = row.started_on and not self.is_of_some_deals and self._is_wanted(row)
            if row.pk in self.on_these or is_new:
                found[row.pk] = row
        return {pk: row for pk, row in found.items() if seen is None or pk in seen}

    def _is_wanted(self, row: Person) -> bool:
        """Whether the filters by people let somebody in who has no deal yet."""
        named = {"team": row.team.name.casefold() if row.team else MISSING, "owner": row.name.casefold()}
        wanted = {key: {value.casefold() for name, value in self.asked.where if name == key} for key in named}
        return all(not wanted[key] or named[key] in wanted[key] for key in named)

    def _start(self, pk: int) -> Start | None:
        person, label = self.sellers[pk]
        began_on = person.started_on or self._first(pk)
        # Who began before there were records has won deals of which there are none.
        if began_on is None or not self._beginning <= began_on <= self.today:
            return None
        won = next((day for day in self.won.get(pk, ()) if day >= began_on), None)
        return Start(person, label, began_on, max(self._last(person), began_on), person.started_on is not None, won)

    def _first(self, pk: int) -> date | None:
        """The first day of a seller's work; None where it is so early that there may have been an earlier one."""
        first = self.worked.get(pk)
        return first if first and first >= self._beginning + BEFORE_US else None

    def _last(self, person: Person) -> date:
        """Until when they were here."""
        left = person.deactivated_at
        return min(clock.day_of(left, self.by.workspace.zone), self.today) if left else self.today

    def _planned(self, begun: list[Start]) -> Iterator[Start]:
        """The same with the month in which each first came up to what was wanted of them."""
        if not begun:
            return
        first = min(start.began_on for start in begun).replace(day=1)
        since = replace(self.asked, period=Period("custom", first, period_of("month", self.today).until_on))
        reached = _by_owner(Figures(since, self.by).column("plan_attainment", "owner", "month"))
        revenue = _by_owner(self.figures.column("revenue_won", "owner", "month"))
        for start in begun:
            planned, earned = reached.get(start.label, {}), revenue.get(start.label, {})
            wanted = TEAM_SHARE * self._middle(start, revenue)
            by_plan = {month for month in planned if start.covers(month) and planned[month] >= 1}
            by_team = {month for month in earned if start.covers(month) and 0 < wanted <= earned[month]} - {*planned}
            month = min(by_plan | by_team, default="")
            is_planned = month in by_plan if month else any(map(start.covers, planned))
            yield replace(start, month=month, wanted_by="plan" if is_planned else "team" if wanted else "")

    def _middle(self, start: Start, revenue: Mapping[str, Months]) -> Decimal:
        """The median month of the others of the team, since each began; of everybody else where there is nobody."""
        others = [self.sellers[pk] for pk in self.on_these if pk in self.sellers and pk != start.person.pk]
        team = [other for other in others if start.person.team_id and other[0].team_id == start.person.team_id]
        amounts = [amount for other in team or others for amount in self._full_months(*other, revenue)]
        return median(amounts) if amounts else Decimal(0)

    def _full_months(self, person: Person, label: str, revenue: Mapping[str, Months]) -> Iterator[Decimal]:
        """What somebody brought in each whole month from the one after their first, until they left."""
        month = period_of("month", max(person.started_on or date.min, self.worked[person.pk])).after
        while month.from_on and month.until_on and month.until_on <= self._last(person):
            yield revenue.get(label, {}).get(f"{month.from_on:%Y-%m}", Decimal(0))
            month = month.after


def _worked(figures: Figures) -> dict[int, date]:
    """The first day on which each took a deal into a stage or did something on one."""
    work = [_days_of(figures, key) for key in ("stage_entered", "activities_done")]
    return {pk: min(one[pk][0] for one in work if pk in one) for pk in set().union(*work)}


def _days_of(figures: Figures, key: str) -> dict[int, list[date]]:
    """The days of people, of what the page is about; none where that cannot be asked of such rows."""
    words = figures.words(key)
    return days_of_people(key, by=figures.by, **words) if words else {}


def _by_owner(column: Column) -> Mapping[str, Months]:
    """The figures that are known, by owner and month."""
    found: dict[str, dict[str, Any]] = {}
    for (owner, month), row in column.rows.items():
        if owner and month and row.value is not None:
            found.setdefault(owner, {})[month] = Decimal(row.value)
    return found


def _months_between(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month
