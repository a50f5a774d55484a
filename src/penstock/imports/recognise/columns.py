"""Columns: which header means which field, by the system's own words, by likeness, and by the values beneath.

A proposal carries how sure it is and why, so that a person can judge it. A word that fits while the values do not
(names in a column called ``Дата редактирования``) is not taken: the values know better.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rapidfuzz import fuzz, process

from penstock.imports.recognise.systems.system import Shape
from penstock.imports.recognise.vocabulary import Kind, fold, known_as
from penstock.imports.values import Unparsable, choose_parser, is_blank
from penstock.imports.values.columns import Parse

EXACT, GENERAL, LIKE, BY_VALUES = 1.0, 0.9, 0.7, 0.5
LEAST_LIKENESS = 88
LEAST_READABLE = {True: 0.3, False: 0.6}
"""The share of a column's values that must be readable as its field, for a known header and for a similar one."""
ENOUGH = 5
"""Fewer values than this prove nothing against a header: the rows they stand in are refused and tell the reason."""
NOT_NEEDED = gettext_lazy("known, and not needed")
CHECKED = ("date", "money", "number", "percent", "truth", "category", "emails", "seconds")


@dataclass(frozen=True)
class Column:
    """One column: where it stands, the field it is proposed for, how sure that is, and a few of its values."""

    index: int
    header: str
    field: str | None = None
    confidence: float = 0.0
    why: str = ""
    examples: tuple[str, ...] = ()


def map_columns(
    headers: Sequence[str], sample: list[list[str]], kind: Kind, shape: Shape, general: Shape | None
) -> list[Column]:
    """A proposal for every column of a table."""
    columns = [_named(index, header, sample, shape, general) for index, header in enumerate(headers)]
    columns = [_checked(column, sample, kind) for column in columns]
    return _once_each(columns, kind)


def _named(index: int, header: str, sample: list[list[str]], shape: Shape, general: Shape | None) -> Column:
    """By the header alone: the system's words first, then the general ones, then what is alike."""
    column = Column(index, header, examples=examples_of(sample, index))
    known = known_as(header, shape.words)
    if known in shape.fields:
        return replace(column, field=shape.fields[known], confidence=EXACT, why=_("known header"))
    if known or not fold(header):
        return replace(column, why=str(NOT_NEEDED))
    usual = known_as(header, general.words) if general else None
    if general and usual in general.fields:
        return replace(column, field=general.fields[usual], confidence=GENERAL, why=_("usual header"))
    if general is None or shape is general:
        return _alike(column, fold(header), shape)
    return column


def _alike(column: Column, folded: str, shape: Shape) -> Column:
    found = nearest(folded, tuple(shape.fields))
    if not found:
        return column
    word, likeness = found
    return replace(column, field=shape.fields[word], confidence=LIKE * likeness / 100, why=_("similar header"))


@lru_cache(maxsize=4096)
def nearest(word: str, words: tuple[str, ...]) -> tuple[str, float] | None:
    """The likeliest of the words and its likeness in hundredths; short words must be equal."""
    if len(word) < 5:
        return None
    found = process.extractOne(word, [w for w in words if len(w) > 4], scorer=fuzz.ratio, score_cutoff=LEAST_LIKENESS)
    return (found[0], found[1]) if found else None


def examples_of(sample: list[list[str]], index: int, size: int = 3) -> tuple[str, ...]:
    """The first different values of a column that are not blank."""
    found: dict[str, None] = {}
    for row in sample:
        if not is_blank(row[index]):
            found[row[index].strip()[:60]] = None
        if len(found) == size:
            break
    return tuple(found)


def _checked(column: Column, sample: list[list[str]], kind: Kind) -> Column:
    """Without its field when the values beneath cannot be read as it."""
    value_kind = kind.fields.get(column.field or "")
    if value_kind not in CHECKED:
        return column
    values = [row[column.index] for row in sample]
    share = readable_share(value_kind, values)
    known = column.confidence >= GENERAL
    few = sum(1 for value in values if not is_blank(value)) < ENOUGH
    if share is None or share >= LEAST_READABLE[known] or (known and few):
        return column
    return replace(column, field=None, confidence=0.0, why=_("the header fits, the values beneath it do not"))


def readable_share(value_kind: str, values: list[str]) -> float | None:
    """The share of values that are readable as this kind; None where all are blank."""
    filled = [value for value in values if not is_blank(value)][:300]
    if not filled:
        return None
    parse = choose_parser(value_kind, filled).parse
    return sum(1 for value in filled if _readable(parse, value)) / len(filled)


def _readable(parse: Parse, value: str) -> bool:
    try:
        return parse(value) != []
    except Unparsable:
        return False


def _once_each(columns: list[Column], kind: Kind) -> list[Column]:
    """A field that holds one value keeps all its exact columns (the first that is filled counts), else its best one."""
    best: dict[str, float] = {}
    for column in columns:
        if column.field:
            best[column.field] = max(best.get(column.field, 0.0), column.confidence)
    return [
        column
        if not column.field or column.field in kind.many or column.confidence == best[column.field]
        else replace(column, field=None, confidence=0.0, why=_("another column fits better"))
        for column in columns
    ]
