"""Keeps the search documents: with each event those of the records it is about, or all anew."""

from collections import defaultdict
from collections.abc import Iterator

from penstock.activities.models import Activity
from penstock.common.among import among
from penstock.contacts.models import Contact
from penstock.deals.models import Deal
from penstock.journal.models import Event
from penstock.journal.projections import projection
from penstock.search.models import Kind, SearchDocument
from penstock.search.sources import documents
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Workspace

BLOCK = 2000
FOUND_OF_DEALS = frozenset({"name", "owner_id", "company_id", "description", "custom"})
NEW = {
    "deal.opened": Kind.DEAL, "company.added": Kind.COMPANY, "contact.added": Kind.CONTACT,
    "product.added": Kind.PRODUCT,
}  # fmt: skip
"""The events with which a record begins."""

Stale = dict[Kind, set[int]]


def rebuild_documents(by: Actor) -> None:
    """Draw all documents of the workspace anew."""
    SearchDocument.objects.on(by.workspace).delete()
    for kind in Kind:
        for block in documents(by.workspace, kind):
            SearchDocument.objects.insert(block)


@projection(
    "search.documents",
    *("deal.*", "company.*", "contact.*", "product.*", "activity.*", "note.*"),
    rebuild=rebuild_documents,
    tables=(SearchDocument,),
)
def keep_documents(by: Actor, events: list[Event]) -> None:
    """Draw the documents anew of what the events changed; thousands at once cost little more than a few."""
    new, stale = _new(events), defaultdict(set)
    for event in events:
        if event.kind not in NEW:
            for kind, object_id in touched(event):
                stale[kind].add(object_id)
    _add_dependents(stale, events)
    for kind, ids in new.items():
        stale[kind] -= ids
        _draw(by.workspace, kind, ids)
    for kind, ids in stale.items():
        _draw(by.workspace, kind, ids, anew=True)


def _new(events: list[Event]) -> Stale:
    """The records that begin with these events: they have no documents that would have to go first."""
    found: Stale = defaultdict(set)
    for event in events:
        kind = NEW.get(event.kind)
        if kind is not None:
            found[kind].add(event.data["product_id"] if kind == Kind.PRODUCT else getattr(event, f"{kind}_id"))
    return found


def touched(event: Event) -> Iterator[tuple[Kind, int]]:
    """The record that an event is about, where what can be found of it may have changed."""
    subject, changes = event.kind.partition(".")[0], event.data.get("changes")
    if subject == Kind.DEAL and (not changes or FOUND_OF_DEALS & set(changes)):
        yield Kind.DEAL, event.deal_id
    elif subject == Kind.COMPANY:
        yield Kind.COMPANY, event.company_id
    elif subject == Kind.CONTACT:
        yield Kind.CONTACT, event.contact_id
    for kind in (Kind.PRODUCT, Kind.ACTIVITY):
        if f"{kind}_id" in event.data:
            yield kind, event.data[f"{kind}_id"]


def _add_dependents(stale: Stale, events: list[Event]) -> None:
    """A company's name is found with its deals and contacts, and an activity by who may read its deal."""
    for companies in _blocks(_changed(events, "company", "name")):
        stale[Kind.DEAL] |= _ids(Deal.objects.on(among(companies), "company_id__in"))
        stale[Kind.CONTACT] |= _ids(Contact.objects.on(among(companies), "company_id__in"))
    for companies in _blocks(_changed(events, "company", "owner_id")):
        stale[Kind.CONTACT] |= _ids(Contact.objects.on(among(companies), "company_id__in"))
    shown = {event.deal_id or 0 for event in events if event.kind in ("deal.removed", "deal.restored")}
    for deals in _blocks(sorted({*shown, *_changed(events, "deal", "owner_id")})):
        stale[Kind.ACTIVITY] |= _ids(Activity.objects.on(among(deals), "deal_id__in"))


def _changed(events: list[Event], subject: str, fact: str) -> list[int]:
    """The companies or deals of which a fact changed."""
    kinds = {kind for kind in {event.kind for event in events} - NEW.keys() if kind.startswith(f"{subject}.")}
    mine = [event for event in events if event.kind in kinds] if kinds else []
    return sorted({getattr(event, f"{subject}_id") for event in mine if fact in event.data.get("changes", {})})


def _draw(workspace: Workspace, kind: Kind, ids: set[int], *, anew: bool = False) -> None:
    for block in _blocks(sorted(ids)):
        if anew:
            SearchDocument.objects.on(workspace).filter(kind=kind, object_id__in=among(block)).delete()
        for rows in documents(workspace, kind, block):
            SearchDocument.objects.insert(rows)


def _ids(rows) -> set[int]:  # type: ignore[no-untyped-def]
    return set(rows.values_list("pk", flat=True))


def _blocks(ids: list[int]) -> Iterator[list[int]]:
    return (ids[place : place + BLOCK] for place in range(0, len(ids), BLOCK))
