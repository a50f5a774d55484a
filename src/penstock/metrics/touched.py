"""When somebody was last in touch with companies through their deals, out of the copy."""

from collections.abc import Iterable
from datetime import UTC, datetime

from penstock.metrics.copies import caught_up
from penstock.metrics.id_sets import is_among
from penstock.workspaces.actor import Actor


def last_touches(kinds: Iterable[str], by: Actor) -> dict[int, datetime]:
    """The newest activity of some kinds on the deals of each company, of those that the reader may see.

    That is one's own, and those on deals that one may read. A deal without a company tells of none.
    """
    listed = ", ".join(f"'{kind}'" for kind in sorted(kinds))
    people = by.readable_people
    readable = "TRUE"
    if people is not None:
        mine = (is_among(sorted(people), f"a.{column}") for column in ("reader_id", "owner_id"))
        readable = f"(a.reader_id IS NULL OR {' OR '.join(mine)})"
    question = (
        f"SELECT a.company_id, max(a.done_at) FROM activities a WHERE a.kind IN ({listed}) AND isfinite(a.done_at) "
        f"AND a.company_id <> 0 AND {readable} GROUP BY a.company_id"
    )
    with caught_up(by.workspace) as copy:
        return {company: moment.replace(tzinfo=UTC) for company, moment in copy.ask(question)}
