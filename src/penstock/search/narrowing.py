"""Narrowing: which records may hold some words, for whoever then looks at the records' own names."""

import re

from penstock.search.folding import fold, folds_alone
from penstock.search.index import Wanted, in_index
from penstock.search.models import SearchDocument
from penstock.workspaces.models import Workspace

MOST = 20_000
"""Of more, going through the names finds ten thousand sooner than the index tells them all."""

TELLING = re.compile(r"[^\W_]{3}")
"""Three letters or digits in a row: less, and PostgreSQL's trigrams would read every document."""


def may_hold(workspace: Workspace, kind: str, words: list[str]) -> list[int] | None:
    """The ids of the records of a kind that may hold all the words; None where the index cannot say, or of too many.

    No record that holds them is missing, but for those that are removed or were written without an event. Some of
    these may hold the words elsewhere than in the name, or with other accents: the caller looks again.
    """
    needles = [fold(word) for word in words if folds_alone(word)]
    wanted: Wanted = [[(needle,)] for needle in needles if TELLING.search(needle)]
    if not wanted:
        return None
    rows = in_index(SearchDocument.objects.on(workspace), workspace.pk, kind, wanted)
    found = list(rows.order_by().values_list("object_id", flat=True)[: MOST + 1])
    return found if len(found) <= MOST else None
