"""What ids in events are called now: every sort of record is read once for a whole page of a story."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from penstock.activities.models import Activity, Attachment
from penstock.attention.models import BlockCause
from penstock.companies.models import Company
from penstock.contacts.models import Contact
from penstock.deals.models import ChecklistItem, Deal, ProcessStage, Tag
from penstock.journal.models import Event
from penstock.pipelines.models import LossReason, Source, Stage
from penstock.playbooks.models import AssetUse, Finding, Handover, ScriptUse
from penstock.processes.queries import processes_told
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person

KEYS = {
    "person_id": "person",
    "owner_id": "person",
    "from_owner_id": "person",
    "member_id": "person",
    "stage_id": "stage",
    "from_stage_id": "stage",
    "loss_reason_id": "loss_reason",
    "source_id": "source",
    "company_id": "company",
    "parent_id": "company",
    "contact_id": "contact",
    "deal_id": "deal",
    "activity_id": "activity",
    "attachment_id": "attachment",
    "cause_id": "cause",
    "checklist_item_id": "checklist_item",
    "script_use_id": "script_use",
    "finding_id": "finding",
    "asset_use_id": "asset_use",
    "handover_id": "handover",
    "opened_deal_id": "deal",
    "process_id": "process",
    "process_stage_id": "process_stage",
    "from_process_stage_id": "process_stage",
    "responsible_id": "person",
}
"""What the ids under a name in events are ids of."""

TAGS = ("added", "removed")

# Removed and merged records keep their names in stories; what the reader may not read stays out.
ROWS: dict[str, Callable[[Actor], Any]] = {
    "person": lambda by: Person.objects.on(by.workspace),
    "stage": lambda by: Stage.objects.on(by.workspace),
    "loss_reason": lambda by: LossReason.objects.on(by.workspace),
    "source": lambda by: Source.objects.on(by.workspace),
    "tag": lambda by: Tag.objects.on(by.workspace),
    "company": lambda by: Company.objects.on(by.workspace)._within(by, by.readable_people),
    "contact": lambda by: Contact.objects.on(by.workspace)._within(by, by.readable_people),
    "deal": lambda by: Deal.objects.on(by.workspace)._within(by, by.readable_people),
    "activity": lambda by: Activity.objects.on(by.workspace).reachable_by(by),
    "checklist_item": lambda by: ChecklistItem.objects.on(by.workspace),
    "script_use": lambda by: ScriptUse.objects.of(by).select_related("script__stage"),
    "finding": lambda by: Finding.objects.of(by),
    "asset_use": lambda by: AssetUse.objects.of(by).select_related("version__asset"),
    "handover": lambda by: Handover.objects.of(by),
    "process": lambda by: processes_told(by).select_related("process_kind"),
    "process_stage": lambda by: ProcessStage.objects.on(by.workspace),
    "cause": lambda by: BlockCause.objects.on(by.workspace),
    "attachment": lambda by: Attachment.objects.on(by.workspace).reachable_by(by),
}


class Names:
    """The records that a page of events names, by sort and id; those ``at_hand``, all readable, are not read again."""

    def __init__(self, events: list[Event], by: Actor, at_hand: Iterable[tuple[str, Any]]) -> None:
        self._known: dict[str, dict[int, Any]] = defaultdict(dict)
        for sort, row in at_hand:
            self._known[sort][row.pk] = row
        wanted: dict[str, set[int]] = defaultdict(set)
        for event in events:
            for sort, pk in _ids(event):
                wanted[sort].add(pk)
        for sort, ids in wanted.items():
            known = self._known[sort]
            if not ids <= set(known):
                known |= ROWS[sort](by).in_bulk(ids - set(known))

    def get(self, sort: str, pk: int | None) -> Any:
        """The record, or None where there is none or the reader may not see it."""
        return self._known.get(sort, {}).get(pk) if pk is not None else None

    def of(self, key: str, pk: int | None) -> Any:
        """The record whose id stands under a name such as ``from_stage_id``."""
        return self.get(KEYS[key], pk)


def _ids(event: Event) -> Iterable[tuple[str, int]]:
    """Every sort and id that an event names."""
    columns = {name: getattr(event, name) for name in ("person_id", "deal_id", "company_id", "contact_id")}
    for key, pk in {**event.data, **columns}.items():
        if key in KEYS and pk is not None:
            yield KEYS[key], pk
    yield from (("person", pk) for pk in event.data.get("mentioned", []))
    if event.kind == "deal.tagged":
        yield from (("tag", pk) for key in TAGS for pk in event.data.get(key, []))
    for key, values in event.data.get("changes", {}).items():
        if key in KEYS:
            yield from ((KEYS[key], pk) for pk in values if pk is not None)
