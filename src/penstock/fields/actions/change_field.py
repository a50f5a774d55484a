"""Change a custom field, put the fields of a subject in order, retire one and bring it back."""

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from penstock.common import clock
from penstock.common.actions import action
from penstock.common.errors import NotPermitted, Refused
from penstock.fields.actions.add_field import checked_label, checked_options
from penstock.fields.events import FieldChanged
from penstock.fields.models import Field
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.workspaces.actor import Actor


@action
def change_field(field: Field, *, by: Actor, **values: Any) -> Event | None:
    """Set ``label``, ``options`` or ``pipeline_id``; values that records hold already stay as they are."""
    held = _held(field, by)
    checks: dict[str, Callable[[Any], Any]] = {
        "label": lambda label: checked_label(label, _others(held, by)),
        "options": lambda options: checked_options(options, held.type),
        "pipeline_id": lambda pipeline_id: pipeline_id,
    }
    return _set(held, by, **{name: checks[name](value) for name, value in values.items()})


@action
def retire_field(field: Field, *, by: Actor) -> Event | None:
    """Take a field out of forms and filters; what records hold in it is kept."""
    held = _held(field, by)
    return None if held.retired_at else _set(held, by, retired_at=clock.now())


@action
def restore_field(field: Field, *, by: Actor) -> Event | None:
    """Bring a retired field back."""
    held = _held(field, by)
    if held.retired_at is not None:
        checked_label(held.label, _others(held, by))
    return _set(held, by, retired_at=None)


@action
def reorder_fields(subject: str, field_ids: Sequence[int], *, by: Actor) -> list[Event]:
    """Put the fields in use of a subject in this order; it must name each of them once."""
    by.require_admin(_("Only an administrator may change fields."))
    rows = Field.objects.of(by).select_for_update().filter(subject=subject, retired_at__isnull=True)
    known = {row.pk: row for row in rows}
    if sorted(known) != sorted(field_ids):
        raise Refused(_("The fields changed meanwhile; look at them again."))
    events = [_set(known[pk], by, order=place) for place, pk in enumerate(field_ids)]
    return [event for event in events if event is not None]


def _held(field: Field, by: Actor) -> Field:
    by.require_admin(_("Only an administrator may change fields."))
    held = Field.objects.of(by).select_for_update().filter(pk=field.pk).first()
    if held is None:
        raise NotPermitted(_("This field does not exist."))
    return held


def _others(field: Field, by: Actor) -> Any:
    return Field.objects.of(by).filter(subject=field.subject, retired_at__isnull=True).exclude(pk=field.pk)


def _set(field: Field, by: Actor, **values: Any) -> Event | None:
    changes = {name: [getattr(field, name), value] for name, value in values.items() if getattr(field, name) != value}
    if not changes:
        return None
    for name, (_before, after) in changes.items():
        setattr(field, name, after)
    field.save(update_fields=list(changes))
    # Labels and choices are words of the workspace's own: the journal says that they changed, not to what.
    told = {
        name: pair if name in ("order", "pipeline_id", "retired_at") else [None, None] for name, pair in changes.items()
    }
    return record(by, FieldChanged(field_id=field.pk, changes=told))[0]
