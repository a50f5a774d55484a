"""Differences: what a row says otherwise than the record it matches; blanks in a file never erase."""

from typing import Any

from django.db.models import Model


def changed_facts(record: Model, facts: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The facts that differ: as they were (for the undo, in JSON's words), and as they are to be."""
    wanted = {name: value for name, value in facts.items() if value not in (None, "", []) and name != "owner_id"}
    differing = {name: value for name, value in wanted.items() if not _same(getattr(record, name), value)}
    return {name: _plain(getattr(record, name)) for name in differing}, differing


def _same(kept: Any, told: Any) -> bool:
    """Equal, or equal as text (a number kept as text); a list holds all that is told."""
    if isinstance(kept, list):
        return set(map(str, told)) <= set(map(str, kept))
    return kept == told or str(kept) == str(told)


def _plain(value: Any) -> Any:
    return value if isinstance(value, str | int | float | list | bool | None) else str(value)
