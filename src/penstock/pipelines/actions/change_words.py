"""Rename, order, retire and bring back loss reasons and sources."""

from collections.abc import Sequence

from penstock.common import clock
from penstock.common.actions import action
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.pipelines.changing import checked_name, held, put, require_permutation
from penstock.pipelines.events import LossReasonChanged, SourceChanged
from penstock.pipelines.models import LossReason, Source
from penstock.workspaces.actor import Actor


@action
def change_loss_reason(reason: LossReason, *, by: Actor, name: str) -> Event | None:
    """Give a loss reason this name; past losses show it too. None when it has it."""
    row = held(reason, by)
    return _reason_changed(row, by, name=checked_name(name, LossReason.objects.of(by).exclude(pk=row.pk)))


@action
def retire_loss_reason(reason: LossReason, *, by: Actor) -> Event | None:
    """Offer a loss reason no more; past losses keep it."""
    row = held(reason, by)
    return _reason_changed(row, by, retired_at=row.retired_at or clock.now())


@action
def restore_loss_reason(reason: LossReason, *, by: Actor) -> Event | None:
    """Offer a retired loss reason again."""
    return _reason_changed(held(reason, by), by, retired_at=None)


@action
def reorder_loss_reasons(reason_ids: Sequence[int], *, by: Actor) -> list[Event]:
    """Offer the loss reasons in this order; it must name each of those in use once."""
    rows = {row.pk: held(row, by) for row in LossReason.objects.of(by).filter(retired_at__isnull=True)}
    require_permutation(list(reason_ids), list(rows))
    events = [_reason_changed(rows[pk], by, order=place) for place, pk in enumerate(reason_ids)]
    return [event for event in events if event is not None]


@action
def change_source(source: Source, *, by: Actor, name: str, channel: str = "") -> Event | None:
    """Give a source this name and channel; None when it has them."""
    row = held(source, by)
    word = checked_name(name, Source.objects.of(by).exclude(pk=row.pk))
    return _source_changed(row, by, name=word, channel=" ".join(channel.split())[:60])


@action
def retire_source(source: Source, *, by: Actor) -> Event | None:
    """Offer a source no more; deals keep it."""
    row = held(source, by)
    return _source_changed(row, by, retired_at=row.retired_at or clock.now())


@action
def restore_source(source: Source, *, by: Actor) -> Event | None:
    """Offer a retired source again."""
    return _source_changed(held(source, by), by, retired_at=None)


def _reason_changed(row: LossReason, by: Actor, **values: object) -> Event | None:
    changes = put(row, values)
    return record(by, LossReasonChanged(loss_reason_id=row.pk, changes=changes))[0] if changes else None


def _source_changed(row: Source, by: Actor, **values: object) -> Event | None:
    changes = put(row, values)
    return record(by, SourceChanged(source_id=row.pk, changes=changes))[0] if changes else None
