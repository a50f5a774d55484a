"""Keeps the story of every target where a screen can read it: one row for each time that it was set or taken back."""

from datetime import date
from decimal import Decimal
from typing import Any

from penstock.journal.models import Event
from penstock.journal.projections import projection
from penstock.pipelines.models import Pipeline
from penstock.targets.events import TargetRemoved, TargetSet
from penstock.targets.models import TargetChange
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person, Team

KINDS = (TargetSet.kind, TargetRemoved.kind)


def rebuild_changes(by: Actor) -> None:
    """Draw all of it anew from the journal; what was about somebody who is gone is gone with them."""
    TargetChange.objects.on(by.workspace).delete()
    models = {"team_id": Team, "person_id": Person, "pipeline_id": Pipeline}
    known = {name: set(model.objects.on(by.workspace).values_list("pk", flat=True)) for name, model in models.items()}
    rows = [_row(event) for event in Event.objects.of(by).filter(kind__in=KINDS).order_by("position")]
    rows = [row for row in rows if all(getattr(row, name) in {None, *ids} for name, ids in known.items())]
    for row in rows:
        row.set_by_id = row.set_by_id if row.set_by_id in known["person_id"] else None
    TargetChange.objects.insert(rows)


@projection("targets.changes", *KINDS, rebuild=rebuild_changes, tables=(TargetChange,))
def keep_changes(by: Actor, events: list[Event]) -> None:
    """Add what these events changed."""
    TargetChange.objects.insert([_row(event) for event in events])


def _row(event: Event) -> TargetChange:
    data, amount = event.data, Decimal(event.data["amount"])
    is_set = event.kind == TargetSet.kind
    told: dict[str, Any] = {name: data.get(name) for name in ("team_id", "pipeline_id")}
    return TargetChange(
        workspace_id=event.workspace_id,
        position=event.position,
        metric=data["metric"],
        person_id=data.get("member_id"),
        period=data["period"],
        starts_on=date.fromisoformat(data["starts_on"]),
        before=_amount(data.get("before")) if is_set else amount,
        amount=amount if is_set else None,
        currency=data["currency"],
        set_by_id=event.person_id,
        origin=event.origin,
        at=event.occurred_at,
        **told,
    )


def _amount(text: str | None) -> Decimal | None:
    return Decimal(text) if text is not None else None
