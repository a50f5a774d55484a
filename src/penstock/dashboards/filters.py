"""A widget's own filters: what it can be narrowed by, the values there are, and what is chosen.

A filter is a pair of a dimension and a value, as ``penstock metrics --where`` has it. What the workspace can rename,
such as a stage or a source, is kept by its id (``#12``) and asked for by the name it has now.
"""

from collections.abc import Iterable, Mapping

from django.http import QueryDict
from django.utils.translation import gettext as _

from penstock.dashboards.drafts import Draft
from penstock.fields.models import FieldType
from penstock.metrics.asking import ids_of, labels, values
from penstock.metrics.catalogue import METRICS
from penstock.metrics.catalogue.metric import Words
from penstock.metrics.dimensions import CUSTOM, DIMENSIONS, Dimension
from penstock.metrics.question import MISSING
from penstock.metrics.words import OURS, custom_fields, said
from penstock.workspaces.actor import Actor

Where = tuple[tuple[str, str], ...]
Pair = tuple[str, str]
WHERE, BY_ID = "where.", "#"
MOST_VALUES = 300
SHORT = (FieldType.TEXT, FieldType.NUMBER, FieldType.DATE, FieldType.YES_NO, FieldType.CHOICE)
"""The types of custom fields whose values make groups."""
WITHOUT_VALUES = ("hour", "stay", "cohort", "next_stage")
"""Dimensions by which a figure is split rather than narrowed."""


def offered(by: Actor, known: Mapping[str, Dimension]) -> dict[str, Dimension]:
    """The dimensions that a form offers: of custom fields those whose values make groups."""
    short = {CUSTOM + key for key, _label, kind in custom_fields(by) if kind in SHORT}
    return {key: one for key, one in known.items() if key in DIMENSIONS or key in short}


def fitting(draft: Draft, known: Mapping[str, Dimension]) -> list[str]:
    """The dimensions by which all that a widget asks for can be filtered."""
    rows = [METRICS[key].rows for key in draft.asked]
    return [
        key
        for key, one in known.items()
        if one.own != "day" and key not in WITHOUT_VALUES and rows and all(map(one.fits, rows))
    ]


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


def chosen(data: QueryDict) -> Where:
    """The filters that a form sends."""
    return tuple((name[len(WHERE) :], one) for name in data if name.startswith(WHERE) for one in data.getlist(name))


def begun(data: QueryDict, draft: Draft, known: Mapping[str, Dimension]) -> list[str]:
    """The dimensions that a form shows the values of: those filtered by, and one that was just picked."""
    asked = dict.fromkeys([*(name for name, _value in draft.where), *data.getlist("filter")])
    possible = fitting(draft, known)
    return [name for name in asked if name in possible]


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
    told = []
    for name, wanted in _by_dimension(where).items():
        label = known[name].name if name in known else name.removeprefix(CUSTOM)
        shown = [_("Not set") if value == MISSING else said(name, value) for value in wanted]
        told.append(_("%(dimension)s: %(values)s") % {"dimension": label, "values": ", ".join(shown)})
    return " · ".join(told)
