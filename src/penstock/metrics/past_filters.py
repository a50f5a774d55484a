"""The board's filters as one can ask them of a past day: by what was true then, or by facts that have no history."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from penstock.boards.filters import Filtering
from penstock.boards.filters.choices import ME, NONE
from penstock.boards.filters.definition import Condition
from penstock.boards.filters.ranges import Range
from penstock.deals.models import Deal, DealStatus
from penstock.metrics.asking import ids_of
from penstock.metrics.dimensions import Dimension
from penstock.workspaces.actor import Actor, people_beneath

MOST = 20_000
"""So many deals may fit the filters without history, such as words in the name."""

PLAIN = ("type", "forecast_category", "sector", "currency")
"""Filters whose values are the same for the numbers."""

LASTING = ("q", "company_name", "company", "tag", "opened")
"""Facts of a deal of which no history is kept, or which never change: today's are taken."""

RANGES = {"value": "p.value", "expected": "p.expected_on", "closed": "p.closed_on"}
YES = "true"


@dataclass(frozen=True)
class Then:
    """Filters as words of a question; ``passed_over`` are those that cannot be asked, ``empty``: nothing can fit."""

    where: tuple[tuple[str, str | None], ...]
    own: dict[str, Dimension]
    passed_over: tuple[str, ...]
    empty: bool


class Translation:
    """Turns what a board was asked for into words of a question."""

    def __init__(self, filtering: Filtering, by: Actor, on: date) -> None:
        self.filtering, self.by, self.on = filtering, by, on
        self.where: list[tuple[str, str | None]] = []
        self.own: dict[str, Dimension] = {}
        self.passed_over: list[str] = []
        self.empty = False

    def done(self) -> Then:
        """All filters translated."""
        self._named("owner", "person", self._people())
        self._named("stage", "stage", self._values("stage", lambda value: {_id(value)}))
        self._status()
        for condition in self.filtering.conditions:
            self._one(condition.filter.key, condition)
        self._lasting()
        return Then(tuple(self.where), self.own, tuple(self.passed_over), self.empty)

    def _one(self, key: str, condition: Condition) -> None:
        if key in PLAIN:
            self.where += [(key, _or_none(value)) for value in condition.values]
        elif key in ("pipeline", "source"):
            self._named(key, key, set(map(_id, condition.values)))
        elif key in RANGES and isinstance(condition.filter, Range):
            self._range(key, condition.filter)
        elif key == "close_overdue":
            self._fact(key, f"(p.status = 'open' AND p.expected_on < DATE '{self.on}')")
        elif key not in ("owner", "team", "stage", "status", *LASTING) and not _is_own(key):
            self.passed_over.append(str(condition.filter.label))

    def _people(self) -> set[int | None] | None:
        """The owners and the people of the teams that were asked for."""
        owners = self._values("owner", lambda value: {self.by.person_id if value == ME else _id(value)})
        teams = self._values("team", lambda value: set(people_beneath(self.by.workspace, int(value))))
        return _both(owners, teams)

    def _status(self) -> None:
        """What the deals were then."""
        condition = self.filtering.condition("status")
        if condition is not None:
            known = ", ".join(f"'{status}'" for status in DealStatus.values if status in condition.values)
            self._fact("status", f"(p.status IN ({known or 'NULL'}))")

    def _values(self, key: str, read: Callable[[str], Iterable[int | None]]) -> set[int | None] | None:
        condition = self.filtering.condition(key)
        return None if condition is None else {pk for value in condition.values for pk in read(value)}

    def _named(self, key: str, kind: str, ids: set[int | None] | None) -> None:
        """Ask by the names that the ids have; when none is left nothing fits."""
        if ids is None:
            return
        labels = {pk: label for label, pk in ids_of(kind, by=self.by).items()}
        words = [labels.get(pk) if pk else None for pk in ids if not pk or pk in labels]
        self.empty |= not words
        self.where += [(key, word) for word in words]

    def _range(self, key: str, bounds: Range) -> None:
        texts = [self.filtering.params.get(name, "").strip() for name in bounds.names]
        signs = zip((">=", "<="), texts, strict=True)
        asked = [f"{RANGES[key]} {sign} {_literal(bounds.parse(text))}" for sign, text in signs if text]
        self._fact(key, f"({' AND '.join(asked)})")

    def _lasting(self) -> None:
        """Look up today which deals fit the facts without history."""
        found = [one for one in self.filtering.conditions if one.filter.key in LASTING or _is_own(one.filter.key)]
        if not found:
            return
        question = Q()
        for condition in found:
            question &= condition.question
        ids = list(Deal.objects.of(self.by).filter(question).order_by().values_list("pk", flat=True)[: MOST + 1])
        if len(ids) > MOST:
            self.passed_over += [str(one.filter.label) for one in found]
            return
        self.empty |= not ids
        self._fact("deals", f"(p.deal_id IN ({', '.join(map(str, ids)) or 'NULL'}))")

    def _fact(self, key: str, condition: str) -> None:
        name = f"fact.{key}"
        self.own[name] = Dimension(name, name, condition, label="{value}::VARCHAR")
        self.where.append((name, YES))


def as_then(filtering: Filtering, by: Actor, on: date) -> Then:
    """What was asked for, as words about the end of a day."""
    return Translation(filtering, by, on).done()


def _is_own(key: str) -> bool:
    return key.startswith("custom.")


def _id(value: str) -> int | None:
    return None if value == NONE else int(value)


def _or_none(value: str) -> str | None:
    return None if value == NONE else value


def _both(one: set[int | None] | None, other: set[int | None] | None) -> set[int | None] | None:
    return one & other if one is not None and other is not None else one if other is None else other


def _literal(bound: Any) -> str:
    return f"DATE '{bound.isoformat()}'" if isinstance(bound, date) else str(bound)
