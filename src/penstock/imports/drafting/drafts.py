"""Drafts: rows of a recognised table as parsed values, or as refusals that say why."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from penstock.imports.recognise.columns import Column
from penstock.imports.recognise.stage_dates import PREFIX
from penstock.imports.recognise.tables import Recognised
from penstock.imports.recognise.vocabulary import Kind
from penstock.imports.values import Unparsable, choose_parser
from penstock.imports.values.dates import is_ambiguous
from penstock.imports.values.money import currency_in

if TYPE_CHECKING:
    from penstock.imports.drafting.visits import LaidOut

EVIDENCE = 2000
REMEMBERED = 4096
"""Cells of a column whose values are kept at hand: most columns repeat a few, and the files are read more than once."""
DECIDING = frozenset({"date", "money"})
"""Kinds of value without which a record would be false: what cannot be read refuses the row, others are left blank."""
MOST_KEPT = 200_000
"""Cells of a table whose drafts are kept from survey to writing: some fifty megabytes with what the preview found.

Histories are read once.
"""
CUSTOM = "custom:"
CUSTOM_KINDS = {
    "number": "number", "money": "number", "date": "date", "moment": "date", "yes_no": "truth", "choices": "tags",
}  # fmt: skip
"""``custom:type:key`` is a field of the workspace's own."""
OPTIONAL = frozenset({"birthday", "revenue", "cost"})


@dataclass(slots=True)
class Draft:
    """One row as values by field; blanks are absent. ``warnings`` are sentences about what was left out.

    ``digest`` and ``laid`` hold what the preview found out of the row of a deal, for the writing where drafts are kept.
    """

    row: int
    values: dict[str, Any]
    cells: list[str]
    warnings: list[str] = field(default_factory=list)
    digest: str = ""
    laid: "LaidOut | None" = None


@dataclass(slots=True)
class Refusal:
    """A row that cannot be taken, with the sentence that says why."""

    row: int
    cells: list[str]
    reason: str


@dataclass(frozen=True, slots=True)
class _Reader:
    index: int
    field: str
    parse: Callable[[str], Any]
    header: str
    many: bool
    deciding: bool
    named_currency: bool


class TableReader:
    """Reads one table's rows as drafts; its parsers are chosen when it is made."""

    def __init__(self, recognised: Recognised, *, month_first: bool = False) -> None:
        self.recognised = recognised
        self.kind: Kind = recognised.kind
        self.width = len(recognised.table.headers)
        evidence = recognised.table.sample(EVIDENCE)
        self.forms: dict[str, str] = {}
        self._kept: list[Draft | Refusal] | None = None
        self.currency = self._header_currency()
        self.readers = [self._reader(column, evidence, month_first) for column in recognised.columns if column.field]

    def drafts(self, start: int = 0, stop: int | None = None) -> Iterator[Draft | Refusal]:
        """The rows from number ``start`` (counted from 0, without the header) as drafts or refusals.

        They are drafted once where they are few enough to be kept; whoever takes them leaves them as they are.
        """
        if self._kept is not None:
            return iter(self._kept[start:stop])
        rows = (self.draft(number, cells) for number, cells in islice(self.recognised.table.rows(), start, stop))
        return rows if start or stop is not None else self._keeping(rows)

    def _keeping(self, rows: Iterator[Draft | Refusal]) -> Iterator[Draft | Refusal]:
        kept: list[Draft | Refusal] = []
        most = MOST_KEPT // max(self.width, 1) if self.kind.key != "history" else 0
        for row in rows:
            if len(kept) <= most:
                kept.append(row)
            yield row
        self._kept = kept if len(kept) <= most else None

    def draft(self, number: int, cells: list[str]) -> Draft | Refusal:
        """One row."""
        if len(cells) > self.width and any(cells[self.width :]):
            sentence = _("the row has %(count)d cells, the header %(width)d: a delimiter stands unquoted in it")
            return Refusal(number, cells, sentence % {"count": len(cells), "width": self.width})
        values: dict[str, Any] = dict(self.recognised.fixed)
        warnings: list[str] = []
        for reader in self.readers:
            try:
                value = reader.parse(cells[reader.index]) if cells[reader.index] else None
            except Unparsable as problem:
                sentence = f"{reader.header}: {problem}"
                if reader.deciding:
                    return Refusal(number, cells, sentence)
                warnings.append(sentence)
                continue
            if value is not None and value != []:
                _put(values, reader, value)
        if self.currency:
            values.setdefault("currency", self.currency)
        reason = self._unwanted(values)
        return Refusal(number, cells, reason) if reason else Draft(number, values, cells, warnings)

    def _header_currency(self) -> str | None:
        """The currency that the header of an amount names; cells and a column of currencies come before it."""
        amounts = [column.header for column in self.recognised.columns if column.field in ("value", "price")]
        found = [code for header in amounts if (code := currency_in(header))]
        return found[0] if found and "currency" in self.kind.fields else None

    def _unwanted(self, values: dict[str, Any]) -> str | None:
        """The sentence for a row that was deleted, or lacks what its kind cannot do without."""
        if values.pop("deleted", None):
            return _("the row was deleted in the system it comes from")
        if "name" not in values and (named := [values[name] for name in self.kind.named_by if name in values]):
            values["name"] = named[0]
        group = self.kind.needs[0] if self.kind.needs else ()
        if not group or any(values.get(name) for name in group):
            return None
        return _("the row names nothing: %(fields)s is blank") % {"fields": self._headers_of(group)}

    def _headers_of(self, fields: tuple[str, ...]) -> str:
        found = [reader.header for reader in self.readers if reader.field in fields]
        return " / ".join(found) or fields[0]

    def _reader(self, column: Column, evidence: list[list[str]], month_first: bool) -> _Reader:
        name = column.field or ""
        kind = value_kind(self.kind, name)
        values = [row[column.index] for row in evidence]
        if kind == "date" and is_ambiguous(values):
            values = [cells[column.index] for _number, cells in self.recognised.table.rows()]
        parser = choose_parser(kind, values, month_first=month_first)
        self.forms[column.header] = parser.form
        deciding = (kind in DECIDING or name.startswith(CUSTOM)) and name not in OPTIONAL
        parse = lru_cache(maxsize=REMEMBERED)(parser.parse)
        return _Reader(column.index, name, parse, column.header, name in self.kind.many, deciding, kind == "money")


def value_kind(kind: Kind, name: str) -> str:
    """How a field's cells are read: by the table's kind, as a date where it dates a stage, by an own field's type."""
    if name.startswith(CUSTOM):
        return CUSTOM_KINDS.get(name.split(":")[1], "text")
    return "date" if name.startswith(PREFIX) else kind.fields[name]


def _put(values: dict[str, Any], reader: _Reader, value: Any) -> None:
    """Set a value; a field that takes many gathers them, else the first that is filled stays."""
    name = reader.field
    if reader.named_currency:
        value, currency = value
        if value is None:
            return
        if currency:
            values.setdefault("currency", currency)
    if reader.many:
        values.setdefault(name, []).extend(value if isinstance(value, list) else [value])
    elif name not in values:
        values[name] = value
