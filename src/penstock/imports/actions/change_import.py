"""Change a proposed import: what a table holds, what a column means, a stage's kind, a near match."""

from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from penstock.common.actions import action
from penstock.common.errors import Refused
from penstock.imports.actions.propose_import import is_large, propose_later, proposed
from penstock.imports.drafting.drafts import CUSTOM
from penstock.imports.models import Import, ImportState, KeptMapping
from penstock.imports.permissions import held_import, require_importer
from penstock.imports.recognise.vocabulary import KINDS
from penstock.imports.running.books import headers_key
from penstock.workspaces.actor import Actor

CHOICES = ("kinds", "columns", "stage_kinds", "aliases", "take_near", "pipeline", "currency", "as_it_happened")


@action
def change_import(one: Import, choices: dict[str, Any], *, by: Actor, in_background: bool = False) -> Import:
    """Merge choices into those made before and propose again, large files in the background where that is allowed."""
    held = held_import(one, by)
    if held.state != ImportState.PROPOSED:
        raise Refused(_("This import has begun; undo it to import the files in another way."))
    for name, value in choices.items():
        if name not in CHOICES:
            raise Refused(_("There is no choice “%(choice)s”.") % {"choice": name})
        before = held.choices.get(name)
        held.choices[name] = _merged(before, value) if isinstance(value, dict) else value
    return propose_later(held, by) if in_background and is_large(held.files) else proposed(held, by)


def _merged(before: Any, value: dict[str, Any]) -> dict[str, Any]:
    """Choices by table merge by table, and within a table by column."""
    merged = dict(before or {})
    for key, inner in value.items():
        both = isinstance(inner, dict) and isinstance(merged.get(key), dict)
        merged[key] = merged[key] | inner if both else inner
    return merged


def _is_no_field(kind: str, name: str | None) -> bool:
    return bool(name) and name not in KINDS[kind].fields and not str(name).startswith(CUSTOM)


@action
def keep_mapping(headers: list[str], kind: str, columns: dict[str, str | None], *, by: Actor) -> KeptMapping:
    """Keep a mapping: the next table with these headers is proposed the same."""
    require_importer(by)
    if kind not in KINDS or any(map(partial(_is_no_field, kind), columns.values())):
        raise Refused(_("This mapping names a field that does not exist."))
    key = headers_key(tuple(headers))
    kept = KeptMapping.objects.of(by).filter(headers=key).first() or KeptMapping(workspace=by.workspace, headers=key)
    kept.kind, kept.columns = kind, columns
    kept.save()
    return kept
