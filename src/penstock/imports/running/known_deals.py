"""Known deals: those that a history or a table tells of though other files brought them, or people made them.

Ids of files that name no system are unique among tables with the same headers only. So a history and a table of deals
find each other's deals by an id that only one deal has; a history also by a name that only one deal bears.
"""

from collections import defaultdict
from collections.abc import Iterable

from penstock.deals.models import Deal
from penstock.imports.drafting.names import trim_name
from penstock.imports.drafting.survey import Survey
from penstock.imports.models import ImportedRecord, ImportState
from penstock.imports.recognise.tables import Recognised
from penstock.imports.running.books import namespace
from penstock.workspaces.actor import Actor

BLOCK = 500
WITHOUT_ID = "row:"
Elsewhere = dict[str, tuple[int, str]]


def told_by_histories(by: Actor) -> set[int]:
    """The deals that a history made and of which no row has told yet."""
    rows = _records(by, "row").values_list("record_id", flat=True)
    return set(_records(by, "history").values_list("record_id", flat=True)) - set(rows)


def deals_elsewhere(by: Actor, found: Survey, recognised: Iterable[Recognised]) -> Elsewhere:
    """Deals by what the files call them, with their names, where the files' own systems do not know them."""
    spaces = {namespace(one) for one in recognised}
    if found.of_kind("deal"):
        return _by_id(by, "history", spaces, None)
    histories = [table for table in found.of_kind("history") if table.recognised.system.key != "event_log"]
    if not histories:
        return {}
    wanted = set(found.histories)
    return _by_name(by, found) | _by_id(by, "deal", spaces, wanted)


def usual_pipeline(by: Actor, deal_ids: Iterable[int]) -> str | None:
    """The pipeline in which most of these deals are."""
    rows = Deal.objects.of(by).filter(pk__in=list(deal_ids)[:BLOCK]).values_list("pipeline__name", flat=True)
    names = list(rows)
    return max(set(names), key=names.count) if names else None


def _by_id(by: Actor, kind: str, spaces: set[str], wanted: set[str] | None) -> Elsewhere:
    rows = _records(by, kind).filter(system__startswith="table:").exclude(system__in=spaces)
    found: dict[str, set[int]] = defaultdict(set)
    for external_id, pk in rows.values_list("external_id", "record_id").iterator():
        if not external_id.startswith(WITHOUT_ID) and (wanted is None or external_id in wanted):
            found[external_id].add(pk)
    only = {external_id: pks.pop() for external_id, pks in found.items() if len(pks) == 1}
    names = _names(by, list(only.values()))
    return {external_id: (pk, names[pk]) for external_id, pk in only.items() if pk in names}


def _by_name(by: Actor, found: Survey) -> Elsewhere:
    """A history's deals by name; a deal that has an id in other files is known by that where the history tells ids."""
    keys: dict[str, list[str]] = defaultdict(list)
    for key in found.histories:
        keys[trim_name(found.history_names.get(key, key))].append(key)
    bearing: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for pk, name in Deal.objects.of(by).values_list("pk", "name").iterator():
        if trim_name(name) in keys:
            bearing[trim_name(name)].append((pk, name))
    with_ids = _with_ids(by) if any(found.history_names.get(key, key) != key for key in found.histories) else set()
    return {
        keys[name][0]: deals[0]
        for name, deals in bearing.items()
        if len(deals) == 1 and len(keys[name]) == 1 and deals[0][0] not in with_ids
    }


def _with_ids(by: Actor) -> set[int]:
    rows = _records(by, "deal").exclude(external_id__startswith=WITHOUT_ID)
    return set(rows.values_list("record_id", flat=True))


def _records(by: Actor, kind: str):  # type: ignore[no-untyped-def]
    rows = ImportedRecord.objects.of(by).filter(kind=kind).exclude(external_id="")
    return rows.exclude(brought_by__state=ImportState.UNDONE)


def _names(by: Actor, deal_ids: list[int]) -> dict[int, str]:
    names: dict[int, str] = {}
    for place in range(0, len(deal_ids), BLOCK):
        rows = Deal.objects.of(by).filter(pk__in=deal_ids[place : place + BLOCK])
        names |= dict(rows.values_list("pk", "name"))
    return names
