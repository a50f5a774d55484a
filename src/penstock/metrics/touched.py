"""When somebody was last in touch with companies through their deals, in the copy."""

from collections.abc import Iterable

from penstock.metrics.id_sets import is_among
from penstock.workspaces.actor import Actor


def last_touches(kinds: Iterable[str], by: Actor) -> str:
    """SQL for ``company_id`` and ``touched_at``: the newest activity of some kinds on the deals of each company.

    It is of those that the reader may see: one's own, and those on deals that one may read. A deal without a company
    tells of none.
    """
    listed = ", ".join(f"'{kind}'" for kind in sorted(kinds))
    people = by.readable_people
    readable = "TRUE"
    if people is not None:
        mine = (is_among(sorted(people), f"a.{column}") for column in ("reader_id", "owner_id"))
        readable = f"(a.reader_id IS NULL OR {' OR '.join(mine)})"
    return f"""SELECT a.company_id, max(a.done_at) AS touched_at FROM activities a
        WHERE a.kind IN ({listed}) AND isfinite(a.done_at) AND a.company_id <> 0 AND {readable} GROUP BY a.company_id"""
