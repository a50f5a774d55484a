"""Pay as rows of a file: which columns there are, what each cell means, and what is wrong with it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from penstock.common import sheets
from penstock.common.money import LARGEST
from penstock.common.sheets import BadRow, BadRows, Cells
from penstock.payroll.models import FIRST, LAST
from penstock.people.currencies import is_currency
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person

COLUMNS = {
    "person": gettext_lazy("Person"),
    "from": gettext_lazy("From"),
    "amount": gettext_lazy("Amount"),
    "currency": gettext_lazy("Currency"),
}
NEEDED = ("person", "from", "amount")
Place = tuple[int, date]


def cells_of(content: bytes) -> list[tuple[int, Cells]]:
    """The rows of a CSV file by the names of their columns, each with its line; Refused where it is no such file."""
    return sheets.cells_of(content, COLUMNS, NEEDED)


@dataclass
class Reader:
    """Turns the cells of a file into amounts, and gathers what is wrong, by a number of queries no row changes."""

    by: Actor
    bad: list[BadRow] = field(default_factory=list)

    def told(self, rows: Iterable[tuple[int, Cells]]) -> dict[Place, tuple[Decimal, str]]:
        """Whom what is paid from when, with the currency; raises BadRows with all that is wrong."""
        found: dict[Place, tuple[Decimal, str]] = {}
        lines: dict[Place, int] = {}
        for number, cells in rows:
            before = len(self.bad)
            person = self._person(number, cells.get("person", ""))
            day = self._day(number, cells.get("from", ""))
            amount = self._amount(number, cells.get("amount", ""))
            currency = self._currency(number, cells.get("currency", ""))
            if len(self.bad) > before or person is None or day is None or amount is None:
                continue
            earlier = lines.setdefault((person, day), number)
            if earlier != number:
                self._wrong(number, "amount", _("Row %(row)s says it of the same day.") % {"row": earlier})
            found[person, day] = (amount, currency)
        if self.bad:
            raise BadRows(sorted(self.bad))
        return found

    def _wrong(self, number: int, column: str, why: str) -> None:
        self.bad.append(BadRow(number, column, why))

    def _person(self, number: int, text: str) -> int | None:
        found = self._people.get(text.casefold(), set())
        if len(found) != 1:
            self._wrong(number, "person", sheets.several(text) if found else sheets.nobody(text))
            return None
        pk = next(iter(found))
        if not self.by.may_write_for(pk):
            self._wrong(number, "person", _("You may set pay only of the people whose records you may change."))
        return pk

    def _day(self, number: int, text: str) -> date | None:
        try:
            day = date.fromisoformat(text)
        except ValueError:
            self._wrong(number, "from", _("“%(text)s” is not a day; write it as 2026-03-31.") % {"text": text})
            return None
        if not FIRST <= day <= LAST:
            self._wrong(number, "from", _("Choose a day from 1970 to 2200."))
        return day

    def _amount(self, number: int, text: str) -> Decimal | None:
        amount = sheets.decimal(text)
        if amount is None or amount > LARGEST:
            self._wrong(number, "amount", sheets.no_amount(text))
        return amount

    def _currency(self, number: int, text: str) -> str:
        code = text.upper() or self.by.workspace.currency
        if not is_currency(code):
            self._wrong(number, "currency", sheets.no_currency(text))
        return code

    @cached_property
    def _people(self) -> dict[str, set[int]]:
        """By name, and by the e-mail they sign in with: of namesakes only the e-mail is clear."""
        rows = list(Person.objects.of(self.by).values_list("pk", "name", "user__email"))
        return sheets.by_name((pk, name) for pk, *names in rows for name in names if name)
