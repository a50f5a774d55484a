"""Panels: how an app above shows something on a page of an app below, without the page knowing the app."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from django.db.models import Model
from django.http import HttpRequest


class Panel(Protocol):
    """A part of a record's page: its template, its place, and the query that fills it.

    ``hung`` may name the tables of which it shows the rows that hang on the record, for ``common.hanging``.
    """

    template: str
    order: int
    column: str

    def context(self, request: Any, record: Any, /) -> dict[str, Any]:
        """What the template is given; ``record`` is the page's."""


@dataclass(frozen=True)
class Shown:
    """A panel ready to be drawn: ``{% include shown.template with panel=shown.context %}`` in the page's loop."""

    template: str
    context: dict[str, Any]


PANELS: dict[str, list[type[Panel]]] = {}


def panel(page: str) -> Callable[[type[Panel]], type[Panel]]:
    """Register a panel class for a page, such as ``@panel("deal")``."""

    def register(cls: type[Panel]) -> type[Panel]:
        PANELS.setdefault(page, []).append(cls)
        return cls

    return register


def hung_on(page: str) -> list[type[Model]]:
    """The tables of which a page's panels show rows, each once."""
    return list(dict.fromkeys(table for cls in PANELS.get(page, []) for table in getattr(cls, "hung", ())))


def panels(page: str, column: str, request: HttpRequest, record: Any) -> list[Shown]:
    """The panels of a column (``main``, ``side``; on Today also ``top``, ``later``) in order, filled for a record."""
    fitting = sorted((cls for cls in PANELS.get(page, []) if cls.column == column), key=lambda cls: cls.order)
    return [Shown(cls.template, cls().context(request, record)) for cls in fitting]
