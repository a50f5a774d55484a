"""Tables: whose export it is and what each table holds, judged by headers, by the file's name and by its ids.

A system is named only by headers that no other system writes. Where a table could be deals or the history of deals, its
ids decide: in a history they come again.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from penstock.imports.reading import Table
from penstock.imports.recognise.columns import Column, map_columns
from penstock.imports.recognise.systems import GENERIC, SYSTEMS, Shape, System
from penstock.imports.recognise.vocabulary import KINDS, Kind, fold, known_as

LEAST_COVERAGE = 0.35
MARK_WEIGHT = 0.15
NAME_WEIGHT = 0.2
SAMPLE = 1000
MARKS_SUFFICE = 3
"""This many headers that give a table away make up for many that are unknown."""
CLOSE = 0.3
IDS_LOOKED_AT = 20_000


@dataclass(frozen=True)
class Recognised:
    """A table with what we take it for; a person may change the kind and any column."""

    table: Table
    system: System
    kind: Kind
    columns: tuple[Column, ...]
    fixed: dict[str, str] = field(default_factory=dict)
    confidence: float = 0.0

    def index(self, name: str) -> int | None:
        """Where the first column for a field stands."""
        return next((column.index for column in self.columns if column.field == name), None)

    def indexes(self, name: str) -> list[int]:
        """Where all columns for a field stand."""
        return [column.index for column in self.columns if column.field == name]

    def with_field(self, header: str, name: str | None) -> "Recognised":
        """The same with a person's word on one column."""
        columns = [replace(c, field=name, confidence=1.0) if c.header == header else c for c in self.columns]
        return replace(self, columns=tuple(columns))


@dataclass(frozen=True)
class _Candidate:
    system: System
    shape: Shape
    score: float


def recognise(tables: Sequence[Table]) -> list[Recognised]:
    """What each table is; a table alone may be unsure, so the system that most of its company is from counts for it."""
    first = [_candidates(table, None) for table in tables]
    tops = Counter(found[0].system.key for found in first if found and found[0].system is not GENERIC)
    usual = tops.most_common(1)[0][0] if tops else None
    return [_settle(table, _candidates(table, usual)) for table in tables]


def system_of(recognised: Iterable[Recognised]) -> System:
    """Whose export it is as a whole."""
    known = Counter(one.system.key for one in recognised if one.system is not GENERIC and one.kind.key != "unknown")
    if not known:
        return GENERIC
    return next(system for system in SYSTEMS if system.key == known.most_common(1)[0][0])


def general_shape(kind: str) -> Shape | None:
    """The general words for a kind of table."""
    return next((shape for shape in GENERIC.shapes if shape.kind == kind), None)


def as_kind(table: Table, kind: str) -> Recognised:
    """A table taken for a kind that a person named."""
    candidates = [one for one in _candidates(table, None) if one.shape.kind == kind]
    shape = candidates[0].shape if candidates else general_shape(kind) or Shape(kind, "")
    system = candidates[0].system if candidates else GENERIC
    return _recognised(table, system, shape, 1.0)


def _candidates(table: Table, usual: str | None) -> list[_Candidate]:
    found = [
        _Candidate(system, shape, score)
        for system in (*SYSTEMS, GENERIC)
        for shape in system.shapes
        if (score := _score(table, shape, usual=system.key == usual)) > 0
    ]
    return sorted(found, key=lambda one: -one.score)


def _score(table: Table, shape: Shape, *, usual: bool) -> float:
    """Coverage, and more for headers that give it away; zero where the table cannot be this."""
    read = {fold(header): known_as(header, shape.words) for header in table.headers}
    folded = {known for known in read.values() if known}
    marks = len(read.keys() & shape.marked)
    coverage = len(folded) / len(read)
    enough = 0 if not shape.marks else 1 if usual or coverage == 1 else 2
    least = LEAST_COVERAGE if marks < MARKS_SUFFICE else LEAST_COVERAGE / 3
    if marks < enough or coverage < least or not _has_needs(folded, shape):
        return 0.0
    score = coverage + MARK_WEIGHT * min(marks, 6) + NAME_WEIGHT * _named_so(table, shape)
    return score + _telling(folded, shape) * 0.05 + NAME_WEIGHT * usual


def _has_needs(folded: set[str], shape: Shape) -> bool:
    present = {shape.fields[word] for word in folded if word in shape.fields} | set(shape.fixed)
    return all(present & set(group) for group in KINDS[shape.kind].needs)


def _telling(folded: set[str], shape: Shape) -> int:
    present = {shape.fields[word] for word in folded if word in shape.fields}
    return len(present & set(KINDS[shape.kind].telling))


def _named_so(table: Table, shape: Shape) -> bool:
    name = table.name.casefold()
    return any(part in name for part in KINDS[shape.kind].names)


def _settle(table: Table, candidates: list[_Candidate]) -> Recognised:
    near = {one.shape.kind for one in candidates if one.score > candidates[0].score - CLOSE}
    if "history" in near and "deal" in near:
        wrong = "deal" if _ids_repeat(table, candidates) else "history"
        candidates = [one for one in candidates if one.shape.kind != wrong]
    if not candidates:
        return _unknown(table)
    return _recognised(table, candidates[0].system, candidates[0].shape, min(1.0, candidates[0].score))


def _unknown(table: Table) -> Recognised:
    """Nothing fits by exact words: likeness of the general headers may still, before we give up."""
    sample = table.sample(SAMPLE)
    proposals = []
    for shape in GENERIC.shapes:
        kind = KINDS[shape.kind]
        columns = tuple(map_columns(table.headers, sample, kind, shape, shape)) if shape.fields else ()
        present = {column.field for column in columns if column.field}
        if present and all(present & set(group) for group in kind.needs):
            share = sum(column.confidence for column in columns) / len(columns) + NAME_WEIGHT * _named_so(table, shape)
            proposals.append((share, Recognised(table, GENERIC, kind, columns, confidence=min(share, 1.0))))
    best = max(proposals, key=lambda pair: pair[0], default=None)
    if best and best[0] >= LEAST_COVERAGE:
        return best[1]
    columns = tuple(Column(index, header) for index, header in enumerate(table.headers))
    return Recognised(table, GENERIC, KINDS["unknown"], columns)


def _recognised(table: Table, system: System, shape: Shape, score: float) -> Recognised:
    kind = KINDS[shape.kind]
    columns = map_columns(table.headers, table.sample(SAMPLE), kind, shape, general_shape(shape.kind))
    return Recognised(table, system, kind, tuple(columns), shape.fixed, score)


def _ids_repeat(table: Table, candidates: list[_Candidate]) -> bool:
    """Whether the ids that a history would count by come more than once."""
    shape = next(one.shape for one in candidates if one.shape.kind == "history")
    index = next(
        (i for i, header in enumerate(table.headers) if shape.fields.get(fold(header)) in ("deal_id", "deal_name")),
        None,
    )
    if index is None:
        return False
    ids = [cells[index] for _number, cells in islice(table.rows(), IDS_LOOKED_AT)]
    return len(set(ids)) < len(ids) * 0.9
