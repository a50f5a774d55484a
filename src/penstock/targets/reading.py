"""Targets as rows of a file: which columns there are, what each cell means, and what is wrong with it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from penstock.common import sheets
from penstock.common.checks import CURRENCY
from penstock.common.errors import Refused
from penstock.common.money import LARGEST
from penstock.common.sheets import (
    MOST_ROWS,
    BadRow,
    BadRows,
    Cells,
    by_name,
    decimal,
    no_amount,
    no_currency,
    nobody,
    several,
    words_for,
)
from penstock.pipelines.models import Pipeline
from penstock.targets.models import Aim
from penstock.targets.periods import Period, read_period
from penstock.targets.plans import WORKSPACE, Whose, person, team
from penstock.targets.reach import Reach
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person, Team

__all__ = ["COLUMNS", "MOST_ROWS", "BadRow", "BadRows", "Cells", "Place", "Reader", "Wish", "cells_of"]

COLUMNS = {
    "person": gettext_lazy("Person"),
    "team": gettext_lazy("Team"),
    "pipeline": gettext_lazy("Pipeline"),
    "metric": gettext_lazy("Metric"),
    "period": gettext_lazy("Period"),
    "amount": gettext_lazy("Amount"),
    "currency": gettext_lazy("Currency"),
}
NEEDED = ("metric", "period", "amount")


class Place(NamedTuple):
    """What there can be one target for."""

    whose: Whose
    pipeline: int | None
    aim: Aim
    when: Period


@dataclass(frozen=True)
class Wish:
    """One row: so much is wanted there."""

    place: Place
    amount: Decimal
    currency: str


def cells_of(content: bytes) -> list[tuple[int, Cells]]:
    """The rows of a CSV file by the names of their columns, each with its line; Refused where it is no such file."""
    return sheets.cells_of(content, COLUMNS, NEEDED)


@dataclass
class Reader:
    """Turns the cells of a file into wishes, and gathers what is wrong, by a number of queries no row changes."""

    by: Actor
    bad: list[BadRow] = field(default_factory=list)

    def wishes(self, rows: Iterable[tuple[int, Cells]]) -> list[Wish]:
        """Every row as a wish; raises BadRows with all that is wrong, not only the first."""
        found: dict[Place, tuple[int, Wish]] = {}
        for number, cells in rows:
            wish = self._wish(number, cells)
            if wish is None:
                continue
            earlier = found.setdefault(wish.place, (number, wish))[0]
            if earlier != number:
                self._wrong(number, "amount", _("Row %(row)s sets the same target.") % {"row": earlier})
        if self.bad:
            raise BadRows(sorted(self.bad))
        return [wish for _number, wish in found.values()]

    def _wish(self, number: int, cells: Cells) -> Wish | None:
        before, told = len(self.bad), {name: cells.get(name, "") for name in COLUMNS}
        aim = self._aim(number, told["metric"])
        when = self._when(number, told["period"])
        whose = self._whose(number, told["person"], told["team"])
        pipeline = self._pipeline(number, told["pipeline"], aim)
        amount = self._amount(number, told["amount"], aim)
        currency = self._currency(number, told["currency"], aim)
        if len(self.bad) > before or aim is None or when is None or whose is None or amount is None:
            return None
        return Wish(Place(whose, pipeline, aim, when), amount, currency)

    def _wrong(self, number: int, column: str, why: str) -> None:
        self.bad.append(BadRow(number, column, why))

    def _aim(self, number: int, text: str) -> Aim | None:
        key = self._aims.get(text.casefold())
        if key is None:
            words = _("“%(text)s” is not one of: %(known)s.") % {"text": text, "known": ", ".join(Aim.values)}
            self._wrong(number, "metric", words)
        return Aim(key) if key else None

    def _when(self, number: int, text: str) -> Period | None:
        try:
            return read_period(text)
        except Refused as refused:
            self._wrong(number, "period", refused.message)
            return None

    def _whose(self, number: int, member: str, group: str) -> Whose | None:
        if member and group:
            self._wrong(number, "team", _("A target is of a person or of a team, not of both."))
            return None
        column, text = ("person", member) if member else ("team", group)
        known = self._people if member else self._teams
        found = list(map(person if member else team, known.get(text.casefold(), ()))) if text else [WORKSPACE]
        if len(found) != 1:
            self._wrong(number, column, several(text) if found else nobody(text))
            return None
        if not self._reach.may_set(found[0]):
            self._wrong(number, column, _("You may set targets only of the people whom you lead."))
        elif member and found[0].id not in self._active:
            self._wrong(number, column, _("This person does not work here any more."))
        return found[0]

    def _pipeline(self, number: int, text: str, aim: Aim | None) -> int | None:
        found = self._pipelines.get(text.casefold(), ()) if text else ()
        if text and len(found) != 1:
            self._wrong(number, "pipeline", several(text) if found else nobody(text))
        elif text and aim is not None and not aim.is_of_deals:
            words = _("“%(aim)s” belongs to no pipeline; set it for all pipelines.") % {"aim": aim.label}
            self._wrong(number, "pipeline", words)
        return next(iter(found), None)

    def _amount(self, number: int, text: str, aim: Aim | None) -> Decimal | None:
        amount = decimal(text)
        if amount is None:
            self._wrong(number, "amount", no_amount(text))
        elif aim is not None and (amount > LARGEST or amount % aim.step):
            words = _("A target is an amount in whole cents.") if aim.is_money else _("A target is a whole number.")
            self._wrong(number, "amount", words)
        return amount

    def _currency(self, number: int, text: str, aim: Aim | None) -> str:
        code = text.upper()
        if code and aim is not None and not aim.is_money:
            self._wrong(number, "currency", _("Only money has a currency."))
        elif code and not CURRENCY.match(code):
            self._wrong(number, "currency", no_currency(text))
        return code

    @cached_property
    def _aims(self) -> dict[str, str]:
        return words_for(dict(Aim.choices))

    @cached_property
    def _reach(self) -> Reach:
        return Reach(self.by)

    @cached_property
    def _active(self) -> set[int]:
        rows = Person.objects.of(self.by).filter(deactivated_at=None)
        return set(rows.values_list("pk", flat=True))

    @cached_property
    def _people(self) -> dict[str, set[int]]:
        """By name, and by the e-mail they sign in with: of namesakes only the e-mail is clear."""
        rows = list(Person.objects.of(self.by).values_list("pk", "name", "user__email"))
        return by_name((pk, name) for pk, *names in rows for name in names if name)

    @cached_property
    def _teams(self) -> dict[str, set[int]]:
        return by_name(Team.objects.of(self.by).values_list("pk", "name"))

    @cached_property
    def _pipelines(self) -> dict[str, set[int]]:
        return by_name(Pipeline.objects.of(self.by).values_list("pk", "name"))
