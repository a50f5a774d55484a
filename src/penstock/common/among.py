"""Many ids in a question: handed over as one value instead of thousands, each of which Django would look at."""

import json
from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.db.models.expressions import RawSQL


def among(ids: Iterable[int | None]) -> RawSQL:
    """What stands behind ``__in`` where there are many ids; they must be numbers."""
    return RawSQL(*among_sql(ids))  # noqa: S611 -- our own words; the ids are a parameter


def among_sql(ids: Iterable[int | None]) -> tuple[str, list[Any]]:
    """The same for a statement of one's own: a query of the ids, and its parameters."""
    listed = list(ids)
    if connection.vendor == "sqlite":
        return "SELECT value FROM json_each(%s)", [json.dumps(listed)]
    return "SELECT unnest(%s::bigint[])", [listed]
