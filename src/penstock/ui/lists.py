"""Long lists: a slice at a time, sorted, with an address for the rest; no page number, so none gets slower."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest

SIZE = 50


@dataclass(frozen=True)
class Slice:
    """Some rows of a list, the sort they are in, and the address of the next ones or nothing."""

    rows: list[Any]
    sort: str
    more_url: str


def slice_of(request: HttpRequest, rows: QuerySet[Any], sorts: Mapping[str, Any], size: int = SIZE) -> Slice:
    """The rows from ``?after=`` on in the order of ``?sort=``, else in that of the first of ``sorts``."""
    asked = request.GET.get("sort", "")
    sort = asked if asked.removeprefix("-") in sorts else next(iter(sorts))
    sign = "-" if sort.startswith("-") else ""
    keyed = rows.annotate(sort_key=sorts[sort.removeprefix("-")]).order_by(f"{sign}sort_key", f"{sign}pk")
    found = list(_after(keyed, request.GET.get("after", ""), "lt" if sign else "gt")[: size + 1])
    return Slice(found[:size], sort, _more_url(request, found[size - 1].pk) if len(found) > size else "")


def containing(field: str, text: str) -> Q:
    """Rows whose field holds the text in any case; SQLite by itself knows only the case of English letters."""
    found = Q()
    for written in dict.fromkeys([text, text.lower(), text.upper(), text.capitalize(), text.title()]):
        found |= Q(**{f"{field}__icontains": written})
    return found


def _after(keyed: QuerySet[Any], after: str, side: str) -> QuerySet[Any]:
    """The rows beyond the one named; one that the reader may not see begins the list anew."""
    last = keyed.filter(pk=after).first() if after.isdecimal() and len(after) < 19 else None
    if last is None:
        return keyed
    beyond = Q(**{f"sort_key__{side}": last.sort_key})
    return keyed.filter(beyond | Q(**{"sort_key": last.sort_key, f"pk__{side}": last.pk}))


def _more_url(request: HttpRequest, after: int) -> str:
    asked = request.GET.copy()
    asked["after"] = str(after)
    return f"?{asked.urlencode()}"
