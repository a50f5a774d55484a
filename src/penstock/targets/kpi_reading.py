"""Sets of metrics as rows of a file: a row is one metric of a set; sets are read whole."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from penstock.common import sheets
from penstock.common.errors import Refused
from penstock.common.sheets import BadRow, BadRows, Cells
from penstock.targets.kpis import Weighed, require_sound, role
from penstock.targets.models import Measure
from penstock.targets.periods import Period, read_period
from penstock.targets.plans import WORKSPACE, Whose, person, team
from penstock.targets.reach import Reach
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person, Role, Team

COLUMNS = {
    "person": gettext_lazy("Person"),
    "team": gettext_lazy("Team"),
    "role": gettext_lazy("Role"),
    "period": gettext_lazy("Period"),
    "metric": gettext_lazy("Metric"),
    "weight": gettext_lazy("Weight, %"),
    "target": gettext_lazy("Target"),
    "cap": gettext_lazy("Cap, %"),
}
NEEDED = ("period", "metric", "weight")
Place = tuple[Whose, Period]


def kpi_cells(content: bytes) -> list[tuple[int, Cells]]:
    """The rows of a CSV file by the names of their columns, each with its line; Refused where it is no such file."""
    return sheets.cells_of(content, COLUMNS, NEEDED)


@dataclass
class KpiReader:
    """Turns the cells of a file into sets, and gathers what is wrong, by a number of queries no row changes."""

    by: Actor
    bad: list[BadRow] = field(default_factory=list)

    def sets(self, rows: Iterable[tuple[int, Cells]]) -> dict[Place, list[Weighed]]:
        """The sets of the file; raises BadRows with all that is wrong, a set that is not sound at its last row."""
        found: dict[Place, list[Weighed]] = {}
        last: dict[Place, int] = {}
        for number, cells in rows:
            place, line = self._place(number, cells), self._line(number, cells)
            if place is not None and line is not None:
                found.setdefault(place, []).append(line)
                last[place] = number
        for place, lines in found.items() if not self.bad else ():
            try:
                require_sound(lines)
            except Refused as refused:
                self._wrong(last[place], "weight", refused.message)
        if self.bad:
            raise BadRows(sorted(self.bad))
        return found

    def _wrong(self, number: int, column: str, why: str) -> None:
        self.bad.append(BadRow(number, column, why))

    def _place(self, number: int, cells: Cells) -> Place | None:
        told = [(column, cells.get(column, "")) for column in ("person", "team", "role")]
        named = [(column, text) for column, text in told if text]
        whose: Whose | None = WORKSPACE
        if len(named) > 1:
            self._wrong(number, named[1][0], _("A set is of a person, of a team or of a role, not of several."))
            whose = None
        elif named:
            whose = self._whose(number, *named[0])
        if whose is not None and not self._reach.may_set_kpis(whose):
            words = _("You may say by what people are measured only of those whom you lead.")
            self._wrong(number, named[0][0] if named else "metric", words)
        try:
            when = read_period(cells.get("period", ""))
        except Refused as refused:
            self._wrong(number, "period", refused.message)
            return None
        return (whose, when) if whose is not None else None

    def _whose(self, number: int, column: str, text: str) -> Whose | None:
        found = self._names[column].get(text.casefold(), set())
        if len(found) != 1:
            self._wrong(number, column, sheets.several(text) if found else sheets.nobody(text))
            return None
        return {"person": person, "team": team, "role": role}[column](next(iter(found)))

    def _line(self, number: int, cells: Cells) -> Weighed | None:
        before = len(self.bad)
        key = self._measures.get(cells.get("metric", "").casefold())
        if key is None:
            words = _("“%(text)s” is not one of: %(known)s.")
            told = {"text": cells.get("metric", ""), "known": ", ".join(Measure.values)}
            self._wrong(number, "metric", words % told)
        weight = self._number(number, "weight", cells.get("weight", ""))
        target = self._number(number, "target", cells["target"]) if cells.get("target") else None
        cap = self._number(number, "cap", cells["cap"]) if cells.get("cap") else None
        if len(self.bad) > before or key is None or weight is None:
            return None
        measure = Measure(key)
        target = target / 100 if target is not None and measure.is_share else target
        return Weighed(measure, weight, target, int(cap) if cap is not None else None)

    def _number(self, number: int, column: str, text: str) -> Decimal | None:
        amount = sheets.decimal(text)
        if amount is None or (column == "cap" and amount % 1):
            self._wrong(number, column, sheets.no_amount(text))
        return amount

    @cached_property
    def _measures(self) -> dict[str, str]:
        return sheets.words_for(dict(Measure.choices))

    @cached_property
    def _reach(self) -> Reach:
        return Reach(self.by)

    @cached_property
    def _names(self) -> dict[str, dict[str, set[int]]]:
        people = list(Person.objects.of(self.by).values_list("pk", "name", "user__email"))
        return {
            "person": sheets.by_name((pk, name) for pk, *names in people for name in names if name),
            "team": sheets.by_name(Team.objects.of(self.by).values_list("pk", "name")),
            "role": sheets.by_name(
                (pk, name) for pk, *names in Role.objects.of(self.by).values_list("pk", "name", "key") for name in names
            ),
        }
