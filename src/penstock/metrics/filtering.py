"""Filters of figures: the dimensions there are and their values, and filters that are kept, joined and told.

A filter is a pair of a dimension and a value, as ``penstock metrics --where`` has it. What the workspace can rename,
such as a stage or a source, is kept by its id (``#12``) and asked for by the name it has now.
"""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from penstock.fields.models import FieldType
from penstock.metrics.asking import ids_of, labels, values
from penstock.metrics.catalogue.metric import Words
from penstock.metrics.deal_filters import is_deal_filter, told
from penstock.metrics.dimensions import CUSTOM, DIMENSIONS, Dimension
from penstock.metrics.question import MISSING
from penstock.metrics.words import OURS, custom_fields, said
from penstock.ui import formats
from penstock.workspaces.actor import Actor

Where = tuple[tuple[str, str], ...]
Pair = tuple[str, str]
BY_ID = "#"
MOST_VALUES = 300
SHORT = (FieldType.TEXT, FieldType.NUMBER, FieldType.DATE, FieldType.YES_NO, FieldType.CHOICE)
"""The types of custom fields whose values make groups."""
WITHOUT_VALUES = ("hour", "weekday", "stay", "cohort", "next_stage")
"""Dimensions by which a figure is split rather than narrowed."""


def offered(by: Actor, known: Mapping[str, Dimension]) -> dict[str, Dimension]:
    """The dimensions that a form offers: of custom fields those whose values make groups."""
    short = {CUSTOM + key for key, _label, kind in custom_fields(by) if kind in SHORT}
    return {key: one for key, one in known.items() if key in DIMENSIONS or key in short}


def options(dimension: Dimension, by: Actor) -> list[tuple[str, Words]]:
    """The values to choose from: names by their ids, else what the asker's own deals have."""
    key = dimension.key
    if key in OURS:
        return list(OURS[key].items())
    if dimension.names and key != "company":
        ids = ids_of(dimension.names, by=by)
        found: list[tuple[str, Words]] = [(f"{BY_ID}{ids[name]}", name) for name in labels(dimension.names, by=by)]
    else:
        found = [(value, said(key, value)) for value in values(key, by=by)]
    return [*found[:MOST_VALUES], (MISSING, _("Not set"))]


def by_id(where: Iterable[Pair], known: Mapping[str, Dimension], *, by: Actor) -> Where:
    """The filters as they are kept: what can be renamed by its id."""

    def kept(name: str, value: str) -> str:
        kind = known[name].names if name in known else ""
        found = ids_of(kind, by=by).get(value) if kind and kind != "company" else None
        return value if found is None else f"{BY_ID}{found}"

    return tuple((name, kept(name, value)) for name, value in where)


def names_now(where: Iterable[Pair], known: Mapping[str, Dimension], *, by: Actor) -> dict[str, dict[int, str]]:
    """What the kinds of names that are filtered by are called now, by their ids."""
    kinds = {known[name].names for name, _value in where if name in known}
    return {kind: {pk: label for label, pk in ids_of(kind, by=by).items()} for kind in kinds if kind}


def by_name(where: Iterable[Pair], known: Mapping[str, Dimension], names: Mapping[str, Mapping[int, str]]) -> Where:
    """The filters as a question has them: ids as the names they have now; one that is gone stays and is told."""

    def called(name: str, value: str) -> str:
        kind, pk = known[name].names if name in known else "", value.removeprefix(BY_ID)
        is_id = kind and value.startswith(BY_ID) and pk.isascii() and pk.isdigit()
        return names[kind].get(int(pk), value) if is_id else value

    return tuple((name, called(name, value)) for name, value in where)


def both(*several: Iterable[Pair]) -> Where | None:
    """All the filters at once: what they agree on where several name a dimension; None where that is nothing."""
    found: dict[str, list[str]] = {}
    for where in several:
        for name, wanted in _by_dimension(where).items():
            same = {value.casefold() for value in wanted}
            found[name] = [value for value in found.get(name, wanted) if value.casefold() in same]
    if not all(found.values()):
        return None
    return tuple((name, value) for name, wanted in found.items() for value in wanted)


def _by_dimension(where: Iterable[Pair]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in where:
        found.setdefault(name, []).append(value)
    return found


def in_words(where: Where, known: Mapping[str, Dimension]) -> str:
    """What a widget is narrowed to: “Source: Fair, Web · Type: New”; of a field that is gone its key is left."""
    parts = []
    for name, wanted in _by_dimension(where).items():
        label = known[name].name if name in known else name.removeprefix(CUSTOM)
        shown = [_("Not set") if value == MISSING else said(name, value) for value in wanted]
        parts.append(_("%(dimension)s: %(values)s") % {"dimension": label, "values": formats.listed(shown)})
    return " · ".join(parts)


def told_in_words(where: Where, by: Actor, known: Mapping[str, Dimension]) -> str:
    """The filters of a question, those of the list among them: “Source: Fair · Value: from 1,000”."""
    others = tuple(pair for pair in where if not is_deal_filter(pair[0]))
    listed = [_("%(dimension)s: %(values)s") % {"dimension": one.name, "values": one.value} for one in told(where, by)]
    return " · ".join(filter(None, [in_words(others, known), *listed]))
