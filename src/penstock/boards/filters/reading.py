"""Reads the filters out of a query string and puts them to deals; what cannot be meant becomes a sentence."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from django.db.models import Q
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from penstock.boards.filters.after import AFTER
from penstock.boards.filters.choices import CHOICES, COMPANY
from penstock.boards.filters.custom import custom_filters
from penstock.boards.filters.definition import Condition, Filter
from penstock.boards.filters.flags import AT_WORK, FLAGS, FOUND
from penstock.boards.filters.margin import MARGIN
from penstock.boards.filters.picked import PICKED
from penstock.boards.filters.playbook import PLAYBOOK
from penstock.boards.filters.ranges import RANGES
from penstock.boards.filters.texts import TEXTS
from penstock.common.among import among
from penstock.common.errors import NotPermitted, Refused
from penstock.workspaces.actor import Actor

RANGED = (RANGES[0], MARGIN, *RANGES[1:])
NOBODY = 0
"""An id that no deal has."""
STANDARD: tuple[Filter, ...] = (TEXTS[0], *CHOICES, *FLAGS, *AFTER, *RANGED, TEXTS[1], COMPANY, *PLAYBOOK, PICKED)


class Chip(NamedTuple):
    """A filter as it stands in the top line, and the query that leaves it out."""

    name: str | Promise
    value: str
    without: str


@dataclass(frozen=True)
class Filtering:
    """What was asked for, ready to be put to deals; ``problems`` are the sentences about what could not be meant."""

    by: Actor
    conditions: tuple[Condition, ...] = ()
    problems: tuple[str, ...] = ()
    params: QueryDict = field(default_factory=QueryDict)

    @property
    def question(self) -> Q:
        """All conditions together."""
        together = Q()
        for condition in self.conditions:
            together &= condition.question
        return together

    def find(self, deals: Any) -> Any:
        """Those of all stored deals that fit: the same as ``apply``, which looks at each, out of indexes."""
        together = Q()
        for condition in self.conditions:
            together &= condition.found
        return deals.filter(together) if self.conditions else deals

    @property
    def is_kept(self) -> bool:
        """Whether the running totals of the stages can answer it."""
        return all(condition.filter.is_kept for condition in self.conditions)

    def apply(self, deals: Any) -> Any:
        """Those of the deals that fit."""
        return deals.filter(self.question) if self.conditions else deals

    def condition(self, key: str) -> Condition | None:
        """The condition of one filter, if it was asked for."""
        return next((one for one in self.conditions if one.filter.key == key), None)

    def without(self, key: str) -> "Filtering":
        """The same but for one filter."""
        return replace(self, conditions=tuple(one for one in self.conditions if one.filter.key != key))

    @property
    def query(self) -> str:
        """The filters alone, as a query string."""
        asked = QueryDict(mutable=True)
        for condition in self.conditions:
            for name in condition.filter.names:
                asked.setlist(name, [value for value in self.params.getlist(name) if value.strip()])
        return asked.urlencode()

    def chips(self, leave_out: Iterable[str] = ()) -> list[Chip]:
        """The filters in words, each with the address's query without it."""
        shown = [one for one in self.conditions if one.filter.key not in set(leave_out)]
        return [Chip(one.filter.label, one.words, self._without(one.filter)) for one in shown]

    def _without(self, left_out: Filter) -> str:
        params = self.params.copy()
        for name in left_out.names:
            params.pop(name, None)
        return params.urlencode()


def not_aside(filtering: Filtering) -> Filtering:
    """The same without the deals that are set aside."""
    asked = Condition(AT_WORK, "", AT_WORK.question(filtering.by))
    return replace(filtering, conditions=(*filtering.conditions, asked))


def of_these(filtering: Filtering, ids: list[int]) -> Filtering:
    """The same, of which all deals that fit are already found: their ids are asked for instead of looking again."""
    found = Condition(FOUND, "", Q(pk__in=among(ids)))
    return replace(filtering, conditions=(found,))


def known_filters(by: Actor) -> list[Filter]:
    """The filters that the actor may ask: everybody's, and those over the workspace's own fields."""
    return [one for one in (*STANDARD, *custom_filters(by)) if one.is_for(by)]


def filters_for(params: QueryDict, by: Actor) -> Iterable[Filter]:
    """The filters that a query may mean; the workspace's own fields are not read where it names none."""
    own = custom_filters(by) if any(name.startswith("custom.") for name in params) else []
    return (*STANDARD, *own)


def read_filters(params: QueryDict, by: Actor) -> Filtering:
    """What the query string asks for; where it asks what the actor may not, it finds nothing."""
    conditions, problems = [], []
    for one in filters_for(params, by):
        if not one.asked(params):
            continue
        try:
            conditions.append(one.read(params, by))
        except Refused as problem:
            problems.append(problem.message)
        except NotPermitted as problem:
            problems.append(problem.message)
            conditions.append(Condition(one, _("not for you"), Q(pk=NOBODY)))
    return Filtering(by, tuple(conditions), tuple(problems), params)
