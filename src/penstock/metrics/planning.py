"""What a sum is against the targets for it: for every group of an answer its plan, and what is made of the two."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import product

from django.utils.translation import gettext as _

from penstock.metrics.answer import Answer, Figure, Row
from penstock.metrics.catalogue.metric import Plan
from penstock.metrics.columnar import Copy
from penstock.metrics.compiling import Sight
from penstock.metrics.dimensions import Dimension
from penstock.metrics.question import Question, WrongQuestion
from penstock.targets.periods import Span
from penstock.targets.plans import Plans, person, team
from penstock.workspaces.actor import Actor
from penstock.workspaces.calendar import Calendar, calendar_of

Label = str | None
TIMES = {"year": "{0:%Y}", "quarter": "{0:%Y}-Q{1}", "month": "{0:%Y-%m}", "week": "{0:%G-W%V}", "day": "{0:%Y-%m-%d}"}
"""How the times of groups are called, as in ``dimensions``."""


@dataclass(frozen=True)
class Standing:
    """What was reached, what is wanted, and the days on which the rest can still come."""

    actual: Decimal
    wanted: Decimal | None
    days_left: int

    @property
    def attainment(self) -> float | None:
        """Actual ÷ plan; None without a plan, or where nothing is wanted."""
        return float(self.actual) / float(self.wanted) if self.wanted else None

    @property
    def gap(self) -> Decimal | None:
        """Plan − actual; below zero, what is over it."""
        return None if self.wanted is None else self.wanted - self.actual

    @property
    def pace(self) -> float | None:
        """Gap ÷ working days left; None when it can no longer be reached."""
        if self.gap is None or self.gap <= 0:
            return None if self.gap is None else 0.0
        return float(self.gap) / self.days_left if self.days_left else None

    def figure(self, plan: Plan) -> Figure:
        """The figure of a metric."""
        return {Plan.ATTAINMENT: self.attainment, Plan.GAP: self.gap, Plan.PACE: self.pace}[plan]


def days_left(calendar: Calendar, span: Span, as_of: date | None, today: date) -> int:
    """The working days of a span after the as-of day; without one, today is still left."""
    first = max(as_of + timedelta(days=1) if as_of else today, span.from_on)
    return sum(calendar.is_working_day(day) for day in _days(Span(first, span.until_on)))


def against_plan(answer: Answer, by: Actor, sight: Sight, copy: Copy) -> Answer:
    """The answer of a metric with a plan; raises WrongQuestion without a period, for a plan is of one."""
    question = answer.question
    if question.from_on is None or question.until_on is None:
        raise WrongQuestion(_("A plan is of a period: say from which day until before which."))
    if any(dimension.own == "day" for dimension, _values in question.where):
        raise WrongQuestion(_("A plan is filtered by its period: say from which day until before which."))
    whole = Span(question.from_on, question.until_on)
    aim = question.aim
    kept = copy.keep(("plans", by.person_id, whole, aim.value), lambda: Plans(by, aim, whole))
    plans = Groups(question, kept, by, copy)
    known = {row.group: row for row in answer.rows}
    calendar = copy.keep(("calendar",), lambda: calendar_of(by.workspace))
    rows = []
    for group, wanted, span in plans.wanted():
        row = known.pop(group, Row(group, 0, Decimal(0)))
        standing = Standing(Decimal(row.value or 0), wanted, days_left(calendar, span, question.as_of, sight.today))
        if row.n or wanted is not None or not group:
            rows.append(Row(group, row.n, standing.figure(question.metric.plan)))
    # A group that nobody could have wanted anything of, such as deals without an owner.
    rows += [Row(group, row.n, None) for group, row in known.items()]
    left_out = {**answer.left_out}
    for currency, amount in plans.left_out.items():
        left_out[currency] = left_out.get(currency, Decimal(0)) + amount
    return replace(answer, rows=tuple(sorted(rows, key=lambda row: plans.place(row.group))), left_out=left_out)


class Groups:
    """The groups that a question may have, and the plan of each."""

    def __init__(self, question: Question, plans: Plans, by: Actor, copy: Copy) -> None:
        self._question, self._plans, self._by = question, plans, by
        self._span = plans.span
        self._labels: dict[str, dict[str, int]] = {}
        self._asked: dict[str, set[int]] = {}
        for kind in ("person", "team", "pipeline"):
            rows = copy.ask("SELECT label, name, id FROM names WHERE kind = ? ORDER BY place", (kind,))
            self._labels[kind] = {label: pk for label, _name, pk in rows}
            words = self._filter(kind)
            if words is not None:
                self._asked[kind] = {pk for label, name, pk in rows if {label.lower(), name.lower()} & words}

    @property
    def left_out(self) -> dict[str, Decimal]:
        """The targets that no rate could convert."""
        return self._plans.left_out

    def wanted(self) -> Iterator[tuple[tuple[Label, ...], Decimal | None, Span]]:
        """Every group with its plan and its days."""
        for choice in product(*(self._choices(dimension) for dimension in self._question.by)):
            ids = {dimension.names: pk for dimension, (_label, pk) in zip(self._question.by, choice, strict=True)}
            spans = [pk for _label, pk in choice if isinstance(pk, Span)]
            span = spans[0] if spans else self._span
            for other in spans[1:]:
                span = Span(max(span.from_on, other.from_on), min(span.until_on, other.until_on))
            if span.from_on < span.until_on:
                chosen = {name: {pk} for name, pk in ids.items() if isinstance(pk, int)}
                yield tuple(label for label, _pk in choice), self._plan({**self._asked, **chosen}, span), span

    def place(self, group: tuple[Label, ...]) -> tuple[tuple[bool, int, str], ...]:
        """Where a group stands: names in their order, times in theirs, what is missing last."""
        return tuple(
            (
                label is None,
                list(self._labels.get(one.names, {})).index(label) if one.names and label else 0,
                label or "",
            )
            for one, label in zip(self._question.by, group, strict=True)
        )

    def _plan(self, ids: dict[str, set[int]], span: Span) -> Decimal | None:
        """The plan of these people, else of these teams, else of everybody; of these pipelines, else of all."""
        amounts = []
        for pipeline in sorted(ids["pipeline"]) if "pipeline" in ids else [None]:
            amounts += self._of_people(ids, span, pipeline)
        known = [amount for amount in amounts if amount is not None]
        return sum(known, Decimal(0)) if known else None

    def _of_people(self, ids: dict[str, set[int]], span: Span, pipeline: int | None) -> list[Decimal | None]:
        plans, tree = self._plans, self._plans.tree
        if "person" in ids:
            mine = {pk for pk in ids["person"] if "team" not in ids or tree.people.get(pk) in ids["team"]}
            return [plans.plan(person(pk), span, pipeline) for pk in self._readable(mine)]
        if "team" not in ids:
            return [plans.everybodys(span, pipeline)]
        seen = plans.tree.teams_within(self._by.readable_people)
        return [self._of_team_alone(pk, span, pipeline) for pk in sorted(ids["team"] & seen)]

    def _of_team_alone(self, pk: int, span: Span, pipeline: int | None) -> Decimal | None:
        """A team's plan without those of the teams beneath it, as its deals are told without theirs."""
        whole = self._plans.plan(team(pk), span, pipeline)
        below = [self._plans.plan(team(one), span, pipeline) for one in self._plans.tree.teams_in(pk)]
        return None if whole is None else max(whole - sum((one or Decimal(0) for one in below), Decimal(0)), Decimal(0))

    def _readable(self, people: set[int]) -> list[int]:
        mine = self._by.readable_people
        return sorted(people if mine is None else people & mine)

    def _choices(self, dimension: Dimension) -> list[tuple[Label, int | Span]]:
        if not dimension.names:
            return list(times_of(dimension.key, self._span))
        asked = self._asked.get(dimension.names)
        return [(label, pk) for label, pk in self._labels[dimension.names].items() if asked is None or pk in asked]

    def _filter(self, kind: str) -> set[str] | None:
        """The words asked for; None where the question does not filter by it."""
        for dimension, values in self._question.where:
            if dimension.names == kind:
                return {word.lower() for word in values if word is not None}
        return None


def times_of(key: str, span: Span) -> Iterator[tuple[str, Span]]:
    """The years, quarters … of a span with their days, in order."""
    days = _days(span)
    names = [TIMES[key].format(day, (day.month + 2) // 3) for day in days]
    firsts = [index for index, name in enumerate(names) if not index or names[index - 1] != name]
    for first, end in zip(firsts, [*firsts[1:], len(days)], strict=True):
        yield names[first], Span(days[first], days[end - 1] + timedelta(days=1))


def _days(span: Span) -> list[date]:
    return [span.from_on + timedelta(days=offset) for offset in range((span.until_on - span.from_on).days)]
