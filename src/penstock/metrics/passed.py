"""How many deals were in each of some stages, out of the copy."""

from collections.abc import Collection, Iterable

from penstock.metrics.copies import caught_up
from penstock.metrics.id_sets import is_among
from penstock.workspaces.models import Workspace

PASSED = """SELECT stage_id, count(DISTINCT deal_id), count(DISTINCT deal_id) FILTER ({marked})
FROM spans WHERE {there} AND {wanted} GROUP BY stage_id"""


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
