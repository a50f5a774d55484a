"""Which deals were in each of some stages, and how many, out of the copy."""

from collections.abc import Collection, Iterable

from penstock.metrics.copies import caught_up
from penstock.metrics.id_sets import is_among
from penstock.workspaces.models import Workspace

PASSED = """SELECT stage_id, count(DISTINCT deal_id), count(DISTINCT deal_id) FILTER ({marked})
FROM spans WHERE {there} AND {wanted} GROUP BY stage_id"""

THERE = "SELECT DISTINCT stage_id, deal_id FROM spans WHERE {there} AND {wanted}"
"""Row by row: the copy remembers short answers, and lists of many ids would not be short."""


def passed(
    stages: Collection[int], deals: Iterable[int], marked: Iterable[int], workspace: Workspace
) -> dict[int, tuple[int, int]]:
    """By stage, how many of some deals were ever in it, and how many of these are marked; the caller may read them."""
    question = PASSED.format(
        marked=is_among(marked, "deal_id"),
        there=is_among(sorted(stages), "stage_id"),
        wanted=is_among(deals, "deal_id"),
    )
    with caught_up(workspace) as copy:
        return {stage: (whole, part) for stage, whole, part in copy.ask(question)}


def those_passed(stages: Collection[int], deals: Iterable[int], workspace: Workspace) -> dict[int, set[int]]:
    """By stage, which of some deals were ever in it; the caller may read them."""
    question = THERE.format(there=is_among(sorted(stages), "stage_id"), wanted=is_among(deals, "deal_id"))
    found: dict[int, set[int]] = {}
    with caught_up(workspace) as copy:
        for stage, deal in copy.ask(question):
            found.setdefault(stage, set()).add(deal)
    return found
