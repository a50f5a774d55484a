"""How everybody stands in a period: the target, what was reached, and where one should be by now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from penstock.common import clock
from penstock.metrics.asking import ask, ids_by_label
from penstock.metrics.planning import Standing, days_left
from penstock.targets.models import Aim, Target
from penstock.targets.periods import Period
from penstock.targets.plans import WORKSPACE, Plans, Whose, person, team, whose_of
from penstock.targets.reach import Reach
from penstock.targets.tree import Tree
from penstock.workspaces.actor import Actor
from penstock.workspaces.calendar import calendar_of
from penstock.workspaces.models import Person, Scope, Team


@dataclass(frozen=True)
class Line:
    """One row: whose it is, the target set for exactly this period, and how they stand."""

    whose: Whose
    name: str
    depth: int
    target: Target | None
    built_up: Decimal | None
    standing: Standing
    may_set: bool

    @property
    def difference(self) -> Decimal | None:
        """What those beneath have together more than is wanted above; None where only one of the two is known."""
        if self.target is None or self.built_up is None or self.standing.wanted is None:
            return None
        return self.built_up - self.standing.wanted


class Sheet:
    """The lines of an aim, period, pipeline and day, by a number of queries that no number of people changes."""

    def __init__(
        self, by: Actor, aim: Aim, when: Period, pipeline: int | None = None, as_of: date | None = None
    ) -> None:
        self.by, self.aim, self.when, self.pipeline, self.as_of = by, aim, when, pipeline, as_of
        self.tree = Tree.of(by.workspace)
        self.plans = Plans(by, aim, when.span, self.tree)
        self._reach = Reach(by, self.tree)
        self._seen = self.tree.teams_within(by.readable_people)
        self._set = {whose_of(row): row for row in self.plans.rows if row.when == when and row.pipeline_id == pipeline}

    @cached_property
    def today(self) -> date:
        """The day in the workspace."""
        return clock.day_of(clock.now(), self.by.workspace.zone)

    @cached_property
    def days(self) -> tuple[int, int]:
        """The period's working days, and those of them that are left."""
        calendar = calendar_of(self.by.workspace)
        span = self.when.span
        return sum(map(calendar.is_working_day, self.when.days)), days_left(calendar, span, self.as_of, self.today)

    @property
    def expected(self) -> float:
        """Which share of the period's working days is over: where one should be at an even pace."""
        whole, left = self.days
        return (whole - left) / whole if whole else 1.0

    @cached_property
    def reached(self) -> dict[int | None, Decimal]:
        """What each person reached; under None what is nobody's."""
        answer = ask(self.aim.value, by=self.by, split=["owner"], **self.words)
        return {self.ids.get(row.group[0] or ""): Decimal(row.value or 0) for row in answer.rows}

    @cached_property
    def ids(self) -> dict[str, int]:
        """People by the names that a question calls them by."""
        return ids_by_label("person", by=self.by)

    @cached_property
    def words(self) -> dict[str, Any]:
        """The time and the pipeline, for ``ask``."""
        names = {pk: label for label, pk in ids_by_label("pipeline", by=self.by).items()} if self.pipeline else {}
        where = [("pipeline", names[self.pipeline])] if self.pipeline in names else []
        return {"from_on": self.when.starts_on, "until_on": self.when.ends_on, "as_of": self.as_of, "where": where}

    def lines(self) -> list[Line]:
        """The workspace where one sees all of it, the teams with their people beneath, then people without a team."""
        top = [self._line(WORKSPACE, self.by.workspace.name, 0)] if self.by.readable_people is None else []
        roots = [one for one in self.tree.teams if one in self._seen and self.tree.teams[one] not in self._seen]
        lines = [line for one in roots for line in self._team(one, len(top))]
        shown = {line.whose.id for line in lines if line.whose.kind == "person"}
        return [*top, *lines, *(self._person(one, len(top)) for one in self._people if one not in shown)]

    def of(self, whose: Whose) -> Standing:
        """How one stands."""
        return self._standing(whose)

    def sees(self, kind: str, pk: int) -> bool:
        """Whether the reader sees all that a person, a team or the whole workspace does."""
        mine = self.by.readable_people
        return mine is None or (pk in mine if kind == "person" else kind == "team" and pk in self._seen)

    def names_beneath(self, whose: Whose) -> list[str]:
        """The people whose work one's actual is made of, as a question calls them; none for the whole workspace."""
        if whose == WORKSPACE:
            return []
        people = {whose.id} if whose.kind == "person" else self.tree.people_beneath(whose.id) & set(self._people)
        return [name for name, pk in self.ids.items() if pk in people]

    def everybody(self) -> Standing:
        """How all whom one sees stand together."""
        total = sum(self.reached.values(), Decimal(0))
        return Standing(total, self.plans.everybodys(self.when.span, self.pipeline), self.days[1])

    def _team(self, pk: int, depth: int) -> Iterator[Line]:
        yield self._line(team(pk), self._teams[pk], depth)
        for one in self.tree.teams_in(pk):
            yield from self._team(one, depth + 1)
        for member in self.tree.people_in(pk):
            if member in self._people:
                yield self._person(member, depth + 1)

    def _person(self, pk: int, depth: int) -> Line:
        return self._line(person(pk), self._people[pk], depth)

    def _line(self, whose: Whose, name: str, depth: int) -> Line:
        built_up = self.plans.built_up(whose, self.when.span, self.pipeline)
        may_set = self._reach.may_set(whose)
        return Line(whose, name, depth, self._set.get(whose), built_up, self._standing(whose), may_set)

    def _standing(self, whose: Whose) -> Standing:
        return Standing(self._actual(whose), self.plans.plan(whose, self.when.span, self.pipeline), self.days[1])

    def _actual(self, whose: Whose) -> Decimal:
        if whose == WORKSPACE:
            return sum(self.reached.values(), Decimal(0))
        people = {whose.id} if whose.kind == "person" else self.tree.people_beneath(whose.id)
        return sum((self.reached.get(one, Decimal(0)) for one in people), Decimal(0))

    @cached_property
    def _teams(self) -> dict[int, str]:
        return dict(Team.objects.on(self.by.workspace).values_list("pk", "name"))

    @cached_property
    def _people(self) -> dict[int, str]:
        """Who sells, has a target or reached something, among those whose records one may read; by name."""
        rows = Person.objects.on(self.by.workspace).order_by("name", "pk").select_related("role")
        mine = self.by.readable_people
        wanted = {one.id for one in map(whose_of, self.plans.rows) if one.kind == "person"}
        return {
            row.pk: row.name
            for row in rows
            if (mine is None or row.pk in mine)
            and (row.pk in wanted or self.reached.get(row.pk) or (row.is_active and row.role.write_scope != Scope.NONE))
        }
