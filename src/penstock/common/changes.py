"""Setting the facts of a row and saying which of them changed."""

from typing import Any

from django.db import models

Changes = dict[str, list[Any]]
"""Field → its value before and after."""


def set_facts(row: models.Model, facts: dict[str, Any]) -> Changes:
    """Set and save what differs; the answer is empty when all was already so."""
    changes: Changes = {}
    for name, value in facts.items():
        attribute = field_of(row, name).attname
        before = getattr(row, attribute)
        setattr(row, name, value)
        after = getattr(row, attribute)
        if before != after:
            changes[attribute] = [before, after]
    if changes:
        row.save(update_fields=[field_of(row, name).name for name in changes])
    return changes


def merged(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    """Values by key with the new ones over the old; None takes a key away."""
    return {key: value for key, value in {**old, **new}.items() if value is not None}


def before(row: models.Model, changes: Changes) -> dict[str, Any] | None:
    """The facts as they were before recorded changes; None where one of them changed again since."""
    facts = {}
    for name, (was, became) in changes.items():
        field = field_of(row, name)
        own = field.target_field if field.is_relation else field
        if getattr(row, name) not in (own.to_python(was), own.to_python(became)):
            return None
        facts[name] = own.to_python(was)
    return facts


def field_of(row: models.Model, name: str) -> Any:
    """The field of a row by its name or its attribute's."""
    return row._meta.get_field(name)
