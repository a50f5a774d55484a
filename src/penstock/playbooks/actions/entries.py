"""Write the lists of a playbook: add an entry, change it, retire it, bring it back, put them in order."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from penstock.common import clock
from penstock.common.actions import action
from penstock.common.changes import set_facts
from penstock.common.checks import check_all
from penstock.common.errors import NotPermitted, Refused
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.pipelines.changing import held, require_permutation
from penstock.pipelines.models import Stage
from penstock.playbooks.events import EntriesOrdered, EntryAdded, EntryChanged
from penstock.playbooks.sorts import SORTS, sort_of
from penstock.workspaces.actor import Actor

MOST = 60
"""So many entries a list of one stage may have."""


@action
def add_playbook_entry(stage: Stage, sort: str, *, by: Actor, **facts: Any) -> Any:
    """A new entry at the end of one of the stage's lists."""
    locked = held(stage, by)
    known = SORTS[sort]
    rows = known.model.objects.of(by).filter(stage=locked)
    if rows.filter(retired_at__isnull=True).count() >= MOST:
        raise Refused(_("This list is full; retire something first."))
    entry = known.model(workspace=by.workspace, stage=locked, order=rows.count(), **check_all(facts, known.checks))
    entry.save()
    record(by, EntryAdded(stage_id=locked.pk, sort=sort, entry_id=entry.pk))
    return entry


@action
def change_playbook_entry(entry: Any, *, by: Actor, **facts: Any) -> Event | None:
    """Let an entry say something else; deals on which it was used show it so too. None when it says so."""
    row = held(entry, by)
    return _changed(row, by, check_all(facts, sort_of(row).checks))


@action
def retire_playbook_entry(entry: Any, *, by: Actor) -> Event | None:
    """Offer an entry no more; what was ticked or recorded with it stays."""
    row = held(entry, by)
    return _changed(row, by, {"retired_at": row.retired_at or clock.now()})


@action
def restore_playbook_entry(entry: Any, *, by: Actor) -> Event | None:
    """Offer a retired entry again; None when it is in use."""
    return _changed(held(entry, by), by, {"retired_at": None})


@action
def reorder_playbook_entries(stage: Stage, sort: str, entry_ids: Sequence[int], *, by: Actor) -> Event | None:
    """Put a list in this order, which names each entry in use once; None when it stands so."""
    locked = held(stage, by)
    if locked.retired_at is not None:
        raise NotPermitted(_("This stage is retired."))
    rows = {row.pk: row for row in SORTS[sort].rows(by).filter(stage=locked)}
    require_permutation(list(entry_ids), list(rows))
    if list(entry_ids) == list(rows):
        return None
    for place, pk in enumerate(entry_ids):
        set_facts(rows[pk], {"order": place})
    return record(by, EntriesOrdered(stage_id=locked.pk, sort=sort, entry_ids=list(entry_ids)))[0]


def _changed(row: Any, by: Actor, facts: dict[str, Any]) -> Event | None:
    changes = set_facts(row, facts)
    if not changes:
        return None
    event = EntryChanged(stage_id=row.stage_id, sort=sort_of(row).key, entry_id=row.pk, fields=sorted(changes))
    return record(by, event)[0]
