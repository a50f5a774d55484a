"""The plan of anybody for any days: what the targets in force come to, whole, by part, or built up from below."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import NamedTuple

from penstock.targets.models import Aim, Target, TargetChange
from penstock.targets.periods import Span
from penstock.targets.tree import Tree
from penstock.workspaces.actor import Actor
from penstock.workspaces.calendar import calendar_of
from penstock.workspaces.rates import Rates

Works = Callable[[date], bool]


class Whose(NamedTuple):
    """Of whom something is wanted: a person, a team, or with neither the whole workspace."""

    kind: str = ""
    id: int = 0


WORKSPACE = Whose()


def person(pk: int) -> Whose:
    """One person."""
    return Whose("person", pk)


def team(pk: int) -> Whose:
    """A team with the teams beneath it."""
    return Whose("team", pk)


class Wanted(NamedTuple):
    """A target as it counts: its days and its amount, in the workspace's currency."""

    span: Span
    amount: Decimal


class Piece(NamedTuple):
    """An amount that is spread evenly over some days."""

    days: list[date]
    amount: Decimal
    step: Decimal

    def within(self, span: Span) -> Decimal:
        """What of it falls on the days of a span; the parts of neighbouring spans add up to the whole."""
        return self._until(span.until_on) - self._until(span.from_on)

    def _until(self, day: date) -> Decimal:
        share = self.amount * bisect_left(self.days, day) / len(self.days)
        return share.quantize(self.step, rounding=ROUND_HALF_UP)


class Line:
    """The targets of one, for one pipeline or for all, from which the plan for any days is read."""

    def __init__(self, wanted: Iterable[Wanted], works: Works, step: Decimal) -> None:
        self._wanted = sorted(wanted, key=lambda one: (one.span.from_on - one.span.until_on, one.span.from_on))
        self._works, self._step = works, step

    def plan(self, span: Span) -> Decimal | None:
        """The plan for the days of a span; None where no target has any of them.

        A target whose days all lie in the span counts whole, a longer one before the shorter ones within it. Of the
        other days each has its part of the shortest target that it lies in: what shorter targets within that one do
        not ask for is spread over its working days on which there is none of them.
        """
        if not any(_overlap(one.span, span) for one in self._wanted):
            return None
        whole, open_spans = self._whole(span)
        return whole + sum((piece.within(one) for piece in self._pieces for one in open_spans), Decimal(0))

    def _whole(self, span: Span) -> tuple[Decimal, list[Span]]:
        """What counts whole, and the days that are left."""
        amount, left = Decimal(0), [span]
        for one in self._wanted:
            if any(part.from_on <= one.span.from_on and one.span.until_on <= part.until_on for part in left):
                amount += one.amount
                left = [rest for part in left for rest in _without(part, one.span)]
        return amount, left

    @cached_property
    def _pieces(self) -> list[Piece]:
        """Every day in at most one piece, the shortest targets first."""
        pieces: list[Piece] = []
        taken: set[date] = set()
        for one in reversed(self._wanted):
            inner = sum((piece.amount for piece in pieces if _lies_in(piece.days[0], one.span)), Decimal(0))
            days = [day for day in _days(one.span) if day not in taken]
            taken.update(days)
            if days:
                worked = [day for day in days if self._works(day)] or days
                pieces.append(Piece(worked, max(one.amount - inner, Decimal(0)), self._step))
        return pieces


class Plans:
    """All plans of one aim within some days, read by a handful of queries; raises nothing for whom it does not know.

    ``left_out`` are the amounts by currency that no rate could convert: a target is converted at the rate of its
    first day.
    """

    def __init__(self, by: Actor, aim: Aim, span: Span, tree: Tree | None = None) -> None:
        self.tree = tree or Tree.of(by.workspace)
        self.aim, self.span, self._by = aim, span, by
        self.left_out: dict[str, Decimal] = defaultdict(Decimal)
        self.rows: list[Target] = list(Target.objects.of(by).filter(metric=aim).overlapping(span))
        self._lines = self._drawn()
        self._pipelines = sorted({row.pipeline_id for row in self.rows if row.pipeline_id})

    def own(self, whose: Whose, span: Span, pipeline: int | None = None) -> Decimal | None:
        """What is wanted of them by their own targets; for all pipelines, else the sum of the pipelines'."""
        line = self._lines.get((whose, pipeline))
        found = line.plan(span) if line else None
        if found is not None or pipeline is not None:
            return found
        return _sum(self.own(whose, span, one) for one in self._pipelines)

    def built_up(self, whose: Whose, span: Span, pipeline: int | None = None) -> Decimal | None:
        """What is wanted of those directly beneath, added up; of a person nothing is."""
        if whose.kind == "person":
            return None
        above = whose.id if whose.kind == "team" else None
        below = [*map(team, self.tree.teams_in(above)), *map(person, self.tree.people_in(above))]
        return _sum(self.plan(one, span, pipeline) for one in below)

    def plan(self, whose: Whose, span: Span, pipeline: int | None = None) -> Decimal | None:
        """Their own targets', else what is built up from below; None where nothing is wanted."""
        own = self.own(whose, span, pipeline)
        return own if own is not None else self.built_up(whose, span, pipeline)

    def everybodys(self, span: Span, pipeline: int | None = None) -> Decimal | None:
        """The plan of everybody whose records the asker may read: the widest circles of them, added up."""
        people = self._by.readable_people
        if people is None:
            return self.plan(WORKSPACE, span, pipeline)
        whole = self.tree.teams_within(people)
        widest = [one for one in whole if self.tree.teams.get(one) not in whole]
        covered = {member for one in widest for member in self.tree.people_beneath(one)}
        alone = sorted(people - covered)
        return _sum(self.plan(one, span, pipeline) for one in [*map(team, widest), *map(person, alone)])

    def _drawn(self) -> dict[tuple[Whose, int | None], Line]:
        calendar, found = calendar_of(self._by.workspace), defaultdict(list)
        for row in self.rows:
            amount = self._converted(row)
            if amount is not None:
                found[whose_of(row), row.pipeline_id].append(Wanted(row.when.span, amount))
        return {key: Line(wanted, calendar.is_working_day, self.aim.step) for key, wanted in found.items()}

    def _converted(self, row: Target) -> Decimal | None:
        """In the workspace's currency."""
        if row.currency in ("", self._by.workspace.currency):
            return row.amount
        rate = Rates(self._by.workspace, row.starts_on).rate(row.currency)
        if rate is None:
            self.left_out[row.currency] += row.amount
            return None
        return (row.amount * rate).quantize(self.aim.step, rounding=ROUND_HALF_UP)


def whose_of(row: Target | TargetChange) -> Whose:
    """Of whom a target is."""
    if row.person_id:
        return person(row.person_id)
    return team(row.team_id) if row.team_id else WORKSPACE


def _sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of what is known; None where nothing is."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known else None


def _days(span: Span) -> list[date]:
    return [span.from_on + timedelta(days=offset) for offset in range((span.until_on - span.from_on).days)]


def _overlap(one: Span, other: Span) -> bool:
    return one.from_on < other.until_on and other.from_on < one.until_on


def _lies_in(day: date, span: Span) -> bool:
    return span.from_on <= day < span.until_on


def _without(span: Span, taken: Span) -> list[Span]:
    """The days of a span before and after others that lie within it."""
    if not _overlap(span, taken):
        return [span]
    parts = [Span(span.from_on, taken.from_on), Span(taken.until_on, span.until_on)]
    return [part for part in parts if part.from_on < part.until_on]
