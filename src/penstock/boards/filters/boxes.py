"""A filter as a box of a form: its template, and what the template needs."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.http import QueryDict

from penstock.boards.filters.definition import Filter
from penstock.workspaces.actor import Actor


def boxes_of(filters: Iterable[Filter], params: QueryDict, by: Actor, prefix: str = "") -> list[dict[str, Any]]:
    """The boxes of these filters, filled from the query; their names begin with the prefix."""
    named = [replace(one, key=prefix + one.key) for one in filters if one.widget != "hidden"]
    return [_box(one, params, by) for one in named]


def _box(one: Filter, params: QueryDict, by: Actor) -> dict[str, Any]:
    return {
        "filter": one,
        "template": f"boards/boxes/{one.widget}.html",
        "names": one.names,
        "is_open": bool(one.asked(params)),
        **one.inputs(params, by),
    }
