"""Scorecards: how far somebody reached each metric of their set, and all of them together by their weights.

A metric of which more is better is reached by ``actual ÷ target``, one of which less is better by
``2 − actual ÷ target``: at the target both are 100 %, twice the target leaves nothing of the second. Nothing counts
below 0 %, and what a cap cuts off does not count. Metrics without a figure or a target yet are left out and their
weight with them: the total says of how much of the weight it is.

The set is the one that held at the end of the day asked as of, else at the end of the period; where nobody had said
anything by then, today's. Whose set it is goes by the role and the teams that they had then; the figures and targets
of a team are those of its people of today, as everywhere.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from penstock.common import clock
from penstock.metrics.answer import Figure
from penstock.metrics.asking import ask, ids_by_label
from penstock.metrics.catalogue import METRICS
from penstock.metrics.catalogue.metric import Better
from penstock.targets.kpis import KpiSets, Weighed
from penstock.targets.models import Aim, Kpi, Measure
from penstock.targets.past import stood_at
from penstock.targets.periods import Period
from penstock.targets.plans import Plans, Whose, person
from penstock.targets.tree import Tree
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person, Scope

PERCENT = Decimal(100)


@dataclass(frozen=True)
class Score:
    """One metric of a card: what was reached of what is wanted."""

    measure: Measure
    weight: Decimal
    target: Decimal | None
    actual: Decimal | None
    cap: int | None

    @property
    def is_better_down(self) -> bool:
        """Whether less of it is better."""
        return METRICS[self.measure.value].better == Better.DOWN

    @property
    def attainment(self) -> Decimal | None:
        """As a part of one, before any cap; None without a figure or a target."""
        if self.target is None or self.actual is None:
            return None
        if not self.target:
            return Decimal(1) if not self.is_better_down or not self.actual else Decimal(0)
        ratio = self.actual / self.target
        return max(2 - ratio if self.is_better_down else ratio, Decimal(0))

    @property
    def counted(self) -> Decimal | None:
        """The attainment as it counts: no more than the cap."""
        if self.attainment is None or self.cap is None:
            return self.attainment
        return min(self.attainment, Decimal(self.cap) / PERCENT)


@dataclass(frozen=True)
class Card:
    """Somebody's scores; ``of`` is whose set it is: their own, their role's, a team's, or everybody's.

    ``is_later`` is whether that was said only after the days asked about, ``is_changed`` whether another counts today.
    """

    whose: Whose
    of: Whose
    scores: list[Score]
    is_later: bool = False
    is_changed: bool = False

    @property
    def known(self) -> Decimal:
        """Of how much of the weight there is a figure and a target, in percent."""
        return sum((one.weight for one in self.scores if one.counted is not None), Decimal(0))

    @property
    def total(self) -> Decimal | None:
        """The attainments by their weights, over what is known; None where nothing is."""
        told = sum((one.weight * one.counted for one in self.scores if one.counted is not None), Decimal(0))
        return told / self.known if self.known else None


class Scorecards:
    """Everybody's cards in a period as of a day, by a number of queries that no number of people changes."""

    def __init__(self, by: Actor, when: Period, as_of: date | None = None, tree: Tree | None = None) -> None:
        self.by, self.when, self.as_of = by, when, as_of
        self.tree = tree or Tree.of(by.workspace)
        held_until = self._held_until()
        self.stood = stood_at(by.workspace, held_until, self.tree)
        self.sets = KpiSets(by, when, self.tree, held_until, self.stood.tree)
        self._figures: dict[Measure, dict[int | None, Figure]] = {}
        self._plans: dict[Aim, Plans] = {}

    def _held_until(self) -> datetime | None:
        """Up to when a set must have held: the end of the day asked as of, else of the period once that is over."""
        zone = self.by.workspace.zone
        after = self.as_of + timedelta(days=1) if self.as_of else self.when.ends_on
        return clock.day_start(after, zone) if after <= clock.day_of(clock.now(), zone) else None

    @cached_property
    def people(self) -> dict[int, Person]:
        """Those whose records one may read and who work here, by name."""
        rows = Person.objects.of(self.by).filter(deactivated_at=None).order_by("name", "pk")
        rows = rows.select_related("role")
        mine = self.by.readable_people
        return {row.pk: row for row in rows if mine is None or row.pk in mine}

    def cards(self) -> list[Card]:
        """A card for everybody who sells and for whom a set counts, or who has a set of their own."""
        if not self.sets.measures:
            return []
        found = [self.of_person(pk) for pk in self.people]
        return [card for card in found if card.scores and self._sells(card)]

    def _sells(self, card: Card) -> bool:
        return card.of == card.whose or self.people[card.whose.id].role.write_scope != Scope.NONE

    def of_person(self, pk: int) -> Card:
        """One person's card, by the set that counts for them; without scores where none does."""
        member = self.people.get(pk)
        roles = (self.stood.roles.get(pk), member.role_id) if member else (None, None)
        return self._card(person(pk), roles, lambda one: self._of_person(one).get(pk))

    def of_team(self, whose: Whose) -> Card:
        """A team as a whole, or everybody: sums of its people, rates over all their deals."""
        return self._card(whose, (None, None), lambda one: self._of_many(one, whose))

    def _card(self, whose: Whose, roles: tuple[int | None, int | None], actual: Callable[[Measure], Figure]) -> Card:
        """A card; ``roles`` are that of the days asked about and today's."""
        of, rows = self.sets.counting(whose, roles[0])
        scores = [self._score(row, self._target(row, whose), actual(row.measure)) for row in rows]
        today, at = self.sets.counting_today(whose, roles[1]), self.sets.at
        is_later = at is not None and any(not row.held_at(at) for row in rows)
        return Card(whose, of, scores, is_later, is_changed=_same((of, rows)) != _same(today))

    def _score(self, row: Kpi, target: Decimal | None, actual: Figure) -> Score:
        value = None if actual is None else Decimal(str(actual))
        return Score(row.measure, row.weight, target, value, row.cap)

    def _target(self, row: Kpi, whose: Whose) -> Decimal | None:
        aim = row.measure.aim
        return self._plans_of(aim).plan(whose, self.when.span) if aim else row.target

    def _plans_of(self, aim: Aim) -> Plans:
        if aim not in self._plans:
            self._plans[aim] = Plans(self.by, aim, self.when.span, self.tree)
        return self._plans[aim]

    def _of_person(self, measure: Measure) -> Mapping[int | None, Figure]:
        if measure not in self._figures:
            rows = self._ask(measure, split=["owner"]).rows
            found = {self._ids.get(row.group[0] or ""): row.value for row in rows}
            nothing: dict[int | None, Figure] = dict.fromkeys(self.people, 0) if measure.aim else {}
            self._figures[measure] = {**nothing, **found}
        return self._figures[measure]

    def _of_many(self, measure: Measure, whose: Whose) -> Figure:
        where: list[tuple[str, str]] = []
        if whose.kind == "team":
            names = {pk: label for label, pk in ids_by_label("team", by=self.by).items()}
            where = [("team", names[one]) for one in self.tree.beneath(whose.id) if one in names]
        row = next(iter(self._ask(measure, where=where).rows), None)
        return row.value if row and (row.n or measure.aim) else None

    @cached_property
    def _ids(self) -> dict[str, int]:
        return ids_by_label("person", by=self.by)

    def _ask(self, measure: Measure, **more: Any) -> Any:
        time = {"from_on": self.when.starts_on, "until_on": self.when.ends_on, "as_of": self.as_of}
        return ask(measure.value, by=self.by, **time, **more)


def _same(counting: tuple[Whose, list[Kpi]]) -> tuple[Whose, set[Weighed]]:
    """Whose set it is and what stands in it, whenever that was said."""
    of, rows = counting
    return of, {Weighed(row.measure, row.weight, row.target, row.cap) for row in rows}
