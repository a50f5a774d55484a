"""Rules that refer to something that is no longer there: they are held, which lets nobody pass, and say so."""

from collections.abc import Callable
from typing import Any

from penstock.deals.gates.conditions import language, reader
from penstock.deals.gates.kinds import KINDS
from penstock.deals.gates.names import Names
from penstock.deals.models import StageRule
from penstock.workspaces.actor import Actor


def _field(reference: Any, names: Names) -> str:
    found = names.fields.get(tuple(reference))
    return "" if found is not None and found.retired_at is None else (found.label if found else str(reference[1]))


def _stage(reference: Any, names: Names) -> str:
    found = names.stages.get(reference)
    return "" if found is not None and found.retired_at is None else (found.name if found else f"#{reference}")


def _purpose(reference: Any, names: Names) -> str:
    found = names.purposes.get(reference)
    return "" if found is not None and found.retired_at is None else (found.name if found else f"#{reference}")


def _process(reference: Any, names: Names) -> str:
    found = names.processes.get(reference)
    return "" if found is not None and found.retired_at is None else (found.name if found else f"#{reference}")


def _process_stage(reference: Any, names: Names) -> str:
    found = names.process_stages.get(reference)
    return "" if found is not None and found.retired_at is None else (found.name if found else f"#{reference}")


def _role(reference: Any, names: Names) -> str:
    return "" if reference in names.roles else str(reference)


def _person(reference: Any, names: Names) -> str:
    found = names.people.get(reference)
    return "" if found is not None and found.is_active else (found.name if found else f"#{reference}")


GONE: dict[str, Callable[[Any, Names], str]] = {
    "field": _field,
    "stage": _stage,
    "purpose": _purpose,
    "process": _process,
    "process_stage": _process_stage,
    "role": _role,
    "person": _person,
}


def gone_from(kind: str, params: Any, names: Names, conditions: str = "") -> str:
    """The name of the first thing that a rule refers to and is no longer there; empty where all is there."""
    if kind not in KINDS:
        return kind
    gone = next((gone for sort, pk in KINDS[kind].refers(params) if (gone := GONE[sort](pk, names))), "")
    return gone or (language().gone(conditions, reader(names.by)) if conditions else "")


def hold_broken(by: Actor) -> None:
    """Hold every rule in force that refers to something gone, and let go those whose reference is back."""
    names = Names(by)
    for row in StageRule.objects.of(by).filter(retired_at__isnull=True):
        gone = gone_from(row.kind, row.params, names, row.conditions)[:120]
        if gone != row.held:
            StageRule.objects.of(by).filter(pk=row.pk).update(held=gone)
