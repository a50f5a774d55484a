"""What a system's module says: its name, its customs and the shapes of its tables."""

from dataclasses import dataclass, field
from functools import cached_property

from penstock.imports.recognise.vocabulary import fold


@dataclass(frozen=True)
class Shape:
    """The headers by which a system writes one kind of table, as ``field: header; header`` lines.

    ``beside`` are headers it has that we do not take; ``marks`` are headers that only this system has. ``fixed`` gives
    fields that hold for the whole table, such as the kind of activity in a table of calls.
    """

    kind: str
    headers: str
    beside: str = ""
    marks: str = ""
    fixed: dict[str, str] = field(default_factory=dict)

    @cached_property
    def fields(self) -> dict[str, str]:
        """Field by folded header; an earlier line wins."""
        found: dict[str, str] = {}
        for line in self.headers.strip().splitlines():
            name, _colon, headers = line.partition(":")
            for header in headers.split(";"):
                found.setdefault(fold(header), name.strip())
        return found

    @cached_property
    def words(self) -> frozenset[str]:
        """Every folded header that the table may have."""
        return frozenset(self.fields) | self.others

    @cached_property
    def others(self) -> frozenset[str]:
        """Folded headers that belong to the table and are left out."""
        return frozenset(fold(header) for header in self.beside.replace("\n", ";").split(";"))

    @cached_property
    def marked(self) -> frozenset[str]:
        """Folded headers that no other system writes."""
        return frozenset(fold(header) for header in self.marks.replace("\n", ";").split(";") if header.strip())


@dataclass(frozen=True)
class System:
    """One system; ``stages`` are its own, in order; ``month_first`` its custom where nothing else decides."""

    key: str
    title: str
    shapes: tuple[Shape, ...]
    month_first: bool = False
    stages: tuple[str, ...] = ()
