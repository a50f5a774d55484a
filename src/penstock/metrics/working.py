"""Shares of what people could have worked, and what they did a day: who counts, and what the calendar gives them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from itertools import product

from django.utils.translation import gettext as _

from penstock.metrics.answer import Answer, Row
from penstock.metrics.catalogue.metric import Worked
from penstock.metrics.columnar import Copy
from penstock.metrics.compiling import Sight, compile_question
from penstock.metrics.dimensions import DIMENSIONS
from penstock.metrics.planning import TIMES, Label, times_of
from penstock.metrics.question import Question, WrongQuestion
from penstock.targets.periods import Span
from penstock.workspaces.actor import Actor
from penstock.workspaces.calendar import Calendar, calendars_of
from penstock.workspaces.models import Person, Scope

OWNER, DAY = DIMENSIONS["owner"], DIMENSIONS["day"]


def by_the_calendar(answer: Answer, by: Actor, sight: Sight, copy: Copy) -> Answer:
    """The answer as shares of what the people could have worked; raises WrongQuestion without a period."""
    question = answer.question
    if question.from_on is None or question.until_on is None:
        raise WrongQuestion(_("Working time is of a period: say from which day until before which."))
    if any(dimension.own == "day" for dimension, _values in question.where):
        raise WrongQuestion(_("Working time is filtered by its period: say from which day until before which."))
    ends = [question.until_on, sight.today + timedelta(days=1)]
    ends += [question.as_of + timedelta(days=1)] if question.as_of else []
    people = People(question, Span(question.from_on, max(min(ends), question.from_on)), by, sight, copy)
    found = {row.group: row for row in answer.rows}
    groups = dict.fromkeys([*people.groups(), *found])
    rows = [_share(people, group, found.get(group, Row(group, 0, 0))) for group in groups]
    kept = [row for row in rows if row.value is not None or row.n or not question.by]
    return replace(answer, rows=tuple(sorted(kept, key=lambda row: people.place(row.group))))


def _share(people: "People", group: tuple[Label, ...], row: Row) -> Row:
    possible = people.possible(group)
    by_days = people.question.metric.worked == Worked.DAYS
    done = people.days_of(group) if by_days else float(row.value or 0)
    return Row(group, row.n, done / possible if possible else None)


class People:
    """Whose working time counts in a question, by group."""

    def __init__(self, question: Question, span: Span, by: Actor, sight: Sight, copy: Copy) -> None:
        self.question, self.span, self.by, self.sight, self.copy = question, span, by, sight, copy
        self.counts_days = question.metric.worked != Worked.TIME
        names = copy.ask("SELECT kind, label, name, id FROM names WHERE kind IN ('person', 'team') ORDER BY place")
        self.labels: dict[str, dict[int, str]] = {"person": {}, "team": {}}
        self.words: dict[str, dict[int, set[str]]] = {"person": {}, "team": {}}
        for kind, label, name, pk in names:
            self.labels[kind][pk] = label
            self.words[kind][pk] = {label.lower(), name.lower()}
        self.team_of = dict(copy.ask("SELECT person_id, team_id FROM teams"))
        self.calendars = copy.keep(("calendars",), lambda: calendars_of(by.workspace))
        self._sums: dict[tuple[int, Span], int] = {}

    @cached_property
    def who(self) -> list[int]:
        """Who may sign in and change deals, and who did any of it; of these whom one may read and asked for."""
        selling = self.copy.keep(("selling",), self._selling)
        mine = self.by.readable_people
        selling = selling if mine is None else selling & mine
        return sorted(pk for pk in selling | {pk for _group, pk, _day in self.done} if self._is_asked_for(pk))

    def _selling(self) -> set[int]:
        rows = Person.objects.of(self.by).filter(user__isnull=False, deactivated_at__isnull=True)
        return set(rows.exclude(role__write_scope=Scope.NONE).values_list("pk", flat=True))

    @cached_property
    def done(self) -> list[tuple[tuple[Label, ...], int, date | None]]:
        """Who did any of it, in which group, and where days count on which day."""
        also = (OWNER, DAY) if self.counts_days else (OWNER,)
        question = replace(self.question, by=(*self.question.by, *also))
        width = len(self.question.by)
        compiled = compile_question(question, replace(self.sight, converts=False))
        ids = {label: pk for pk, label in self.labels["person"].items()}
        return [
            (row[:width], ids[row[width]], date.fromisoformat(row[width + 1]) if self.counts_days else None)
            for row in self.copy.ask(compiled.figures, compiled.parameters)
            if row[width] in ids
        ]

    @cached_property
    def _days(self) -> Counter[tuple[Label, ...]]:
        found = {(group, pk, day) for group, pk, day in self.done if day and self._works(pk, day)}
        return Counter(group for group, _pk, _day in found)

    def days_of(self, group: tuple[Label, ...]) -> int:
        """On how many of their working days the people of a group did any of it."""
        return self._days[group]

    def possible(self, group: tuple[Label, ...]) -> int:
        """The working days, or minutes, of the people of a group in its time."""
        span, people = self.span, self.who
        for dimension, label in zip(self.question.by, group, strict=True):
            if dimension.key in TIMES:
                part = dict(times_of(dimension.key, self.span)).get(label or "")
                span = _within(span, part) if part else Span(span.from_on, span.from_on)
            elif dimension.names == "person":
                people = [pk for pk in people if self.labels["person"].get(pk) == label]
            elif dimension.names == "team":
                people = [pk for pk in people if self.labels["team"].get(self.team_of.get(pk) or 0) == label]
        calendars = Counter(pk if pk in self.calendars else 0 for pk in people)
        return sum(several * self._worked(pk, span) for pk, several in calendars.items())

    def groups(self) -> Iterator[tuple[Label, ...]]:
        """Every group of people and times; of what else is split by, only what there is."""
        if all(one.key in TIMES or one.names in self.labels for one in self.question.by):
            yield from product(*(list(self._choices(one.key, one.names)) for one in self.question.by))

    def place(self, group: tuple[Label, ...]) -> list[tuple[bool, int, str]]:
        """Where a group stands: names in their order, times in theirs, what is missing last."""
        orders = [list(self.labels.get(one.names, {}).values()) for one in self.question.by]
        return [
            (label is None, order.index(label) if label in order else 0, label or "")
            for order, label in zip(orders, group, strict=True)
        ]

    def _choices(self, key: str, names: str) -> Iterator[Label]:
        if key in TIMES:
            yield from dict(times_of(key, self.span))
        elif names == "person":
            yield from (self.labels["person"][pk] for pk in self.who if pk in self.labels["person"])
        else:
            yield from dict.fromkeys(self.labels["team"].get(self.team_of.get(pk) or 0) for pk in self.who)

    def _is_asked_for(self, pk: int) -> bool:
        for dimension, values in self.question.where:
            kind = dimension.names
            if kind in self.words:
                one = pk if kind == "person" else self.team_of.get(pk)
                words = self.words[kind].get(one or 0, set())
                wanted = {word.lower() for word in values if word is not None}
                if not (words & wanted or (one is None and None in values)):
                    return False
        return True

    def _calendar(self, pk: int) -> Calendar:
        return self.calendars.get(pk) or self.calendars[0]

    def _works(self, pk: int, day: date) -> bool:
        return self._calendar(pk).is_working_day(day)

    def _worked(self, pk: int, span: Span) -> int:
        """The days, or minutes, that a person's calendar has in a span."""
        if (pk, span) not in self._sums:
            days = (span.from_on + timedelta(days=n) for n in range(max((span.until_on - span.from_on).days, 0)))
            hours = [hours for day in days if (hours := self._calendar(pk).hours(day))]
            minutes = sum((ends - begins) // timedelta(minutes=1) for begins, ends in hours)
            self._sums[pk, span] = len(hours) if self.counts_days else minutes
        return self._sums[pk, span]


def _within(span: Span, other: Span) -> Span:
    return Span(max(span.from_on, other.from_on), min(span.until_on, other.until_on))
