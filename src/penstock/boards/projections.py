"""Keeps the running totals of the columns: with each change, or anew from the deals by one statement."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import connection

from penstock.boards.models import StageTotal
from penstock.common.among import among, among_sql
from penstock.common.money import cents
from penstock.deals.events import DealOpened
from penstock.deals.models import Deal
from penstock.journal.models import Event
from penstock.journal.projections import projection
from penstock.workspaces.actor import Actor

COUNTED = ("pipeline_id", "stage_id", "status", "owner_id", "source_id", "type", "currency", "value", "odds")
BLOCK = 2000
REDRAWING = frozenset({"kind", "probability", "merged_into", "merged_into_id", "pipeline_id", "retired_at"})
"""Changes of a stage that may change what its deals are worth, or move them."""

KEY = "workspace_id, pipeline_id, stage_id, status, COALESCE(owner_id, 0), COALESCE(source_id, 0), type, currency"
GROUP = "workspace_id, pipeline_id, stage_id, status, owner_id, source_id, type, currency"
COLUMNS = f"{GROUP}, count, cents, weighted"
CENTS = "CAST(ROUND(value * 100) AS bigint)"
TABLE = StageTotal._meta.db_table
ADDED = (
    f"({KEY}) DO UPDATE SET count = {TABLE}.count + excluded.count, "
    f"cents = {TABLE}.cents + excluded.cents, weighted = {TABLE}.weighted + excluded.weighted"
)


class Key(NamedTuple):
    """What a total is about."""

    pipeline_id: int
    stage_id: int
    status: str
    owner_id: int | None
    source_id: int | None
    type: str
    currency: str


def rebuild_totals(by: Actor) -> None:
    """Draw all totals of the workspace anew from its deals."""
    StageTotal.objects.of(Actor.system(by.workspace)).delete()
    _insert_totals(by, "")


@projection("boards.stage_totals", "deal.*", "stage.*", rebuild=rebuild_totals)
def keep_totals(by: Actor, events: list[Event]) -> None:
    """Add what the events changed; where a stage itself changed, draw its totals anew."""
    deal_events = [event for event in events if event.deal_id is not None]
    opened = {event.deal_id or 0 for event in deal_events if event.kind == DealOpened.kind}
    if opened:
        _count_in(by, opened)
        deal_events = [event for event in deal_events if event.deal_id not in opened]
    if deal_events:
        add_totals(by, deltas(by, deal_events))
    redrawn = {stage for event in events if event.deal_id is None for stage in stages_redrawn(event)}
    if redrawn:
        redraw_stages(by, sorted(redrawn))


def stages_redrawn(event: Event) -> Iterator[int]:
    """The stages whose totals an event of a stage may have changed."""
    if "changes" in event.data and not REDRAWING & set(event.data["changes"]):
        return
    for name, value in event.data.items():
        if name == "stage_id" or name.endswith("_stage_id"):
            yield value


def redraw_stages(by: Actor, stage_ids: list[int]) -> None:
    """Draw the totals of some stages anew."""
    StageTotal.objects.of(Actor.system(by.workspace)).filter(stage_id__in=stage_ids).delete()
    _insert_totals(by, f"AND stage_id IN ({', '.join(str(int(stage)) for stage in stage_ids)})")


def deltas(by: Actor, events: list[Event]) -> dict[Key, list[int]]:
    """Key → what to add to count, cents and weighted, from the deals as they are and as the events say they were."""
    touched = _earliest(events)
    sums: dict[Key, list[int]] = defaultdict(lambda: [0, 0, 0])
    for deal in _rows(by, list(touched)):
        was, now = touched[deal["id"]], deal["removed_at"] is None
        before = {**deal, **was.facts}
        if was.existed:
            _add(sums, before, -1)
        if now:
            _add(sums, deal, 1)
    return {key: sums_of_key for key, sums_of_key in sums.items() if any(sums_of_key)}


class _Was(NamedTuple):
    """Whether a deal counted before the events, and the facts that were different then."""

    existed: bool
    facts: dict[str, Any]


def _earliest(events: list[Event]) -> dict[int, _Was]:
    """For each deal that the events may have changed, what it was before the first of them."""
    found: dict[int, _Was] = {}
    for event in events:
        changes = event.data.get("changes", {})
        lives = event.kind in ("deal.removed", "deal.restored")
        if event.deal_id is None or not (lives or any(name in changes for name in COUNTED)):
            continue
        was = found.setdefault(event.deal_id, _Was(event.kind != "deal.restored", {}))
        for name in COUNTED:
            if name in changes:
                was.facts.setdefault(name, changes[name][0])
    return found


def _rows(by: Actor, deal_ids: list[int]) -> Iterator[dict[str, Any]]:
    """The deals as they are now, removed ones included."""
    for start in range(0, len(deal_ids), BLOCK):
        block = Deal.objects.on(by.workspace).filter(pk__in=among(deal_ids[start : start + BLOCK]))
        yield from block.values("id", "removed_at", *COUNTED)


def _add(sums: dict[Key, list[int]], facts: dict[str, Any], sign: int) -> None:
    amount = cents(Decimal(facts["value"]))
    total = sums[Key(*(facts[name] for name in Key._fields))]
    total[0] += sign
    total[1] += sign * amount
    total[2] += sign * ((amount * facts["odds"] + 50) // 100)


def _count_in(by: Actor, opened: set[int]) -> None:
    """Add deals that are new, as they are now: the database sums up thousands of them by itself."""
    ids, params = among_sql(sorted(opened))
    _insert_totals(by, f"AND id IN ({ids})", params, f"ON CONFLICT {ADDED}")


def add_totals(by: Actor, sums: dict[Key, list[int]]) -> None:
    """Add to the kept totals; the journal's lock keeps other writers of the workspace out."""
    if not sums:
        return
    sql = (
        f"INSERT INTO {TABLE} ({COLUMNS}) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s) "  # noqa: S608 -- our own names
        f"ON CONFLICT {ADDED}"
    )
    with connection.cursor() as cursor:
        cursor.executemany(sql, [(by.workspace_id, *key, *added) for key, added in sums.items()])


def _insert_totals(by: Actor, narrowed: str, params: list[Any] | None = None, told: str = "") -> None:
    sql = (
        f"INSERT INTO {TABLE} ({COLUMNS}) "  # noqa: S608 -- our own names
        f"SELECT {GROUP}, COUNT(*), SUM({CENTS}), "
        f"SUM(({CENTS} * odds + 50) / 100) FROM {Deal._meta.db_table} "
        f"WHERE workspace_id = %s AND removed_at IS NULL {narrowed} "
        f"GROUP BY {GROUP} {told}"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [by.workspace_id, *(params or [])])
