"""What the screen asks of imports."""

from typing import Any

from django.utils.translation import gettext as _

from penstock.imports.labels import field_choices, kind_choices
from penstock.imports.models import Import, ImportState
from penstock.imports.recognise.columns import NOT_NEEDED
from penstock.imports.recognise.vocabulary import KINDS
from penstock.imports.running.custom_fields import custom_names
from penstock.workspaces.actor import Actor

SHOWN = ("deal", "company", "contact", "product", "activity", "person", "team", "pipeline", "history")
ENTERED_ONCE = ("created", "updated", "matched", "refused")


def imports_of(by: Actor) -> Any:
    """The workspace's imports, newest first; they are for administrators."""
    rows = Import.objects.of(by).select_related("person")
    return rows if by.is_admin else rows.none()


def count_lines(counts: dict[str, dict[str, int]]) -> list[dict[str, Any]]:
    """A line per kind of record."""
    kinds = [kind for kind in SHOWN if kind in counts]
    return [{"kind": kind_label(kind), **{name: counts[kind].get(name, 0) for name in ENTERED_ONCE}} for kind in kinds]


def kind_label(kind: str) -> Any:
    """A kind of record in words."""
    return KINDS[kind].label if kind in KINDS else {"team": _("teams"), "pipeline": _("pipelines")}.get(kind, kind)


def mapping_tables(one: Import, by: Actor) -> list[dict[str, Any]]:
    """The tables of a proposal with the choices for each column."""
    own = custom_names(by)
    return [
        {
            **table,
            "number": number,
            "kinds": kind_choices()
            if table["taken"]
            else [(table["kind"], KINDS[table["kind"]].label), *kind_choices()],
            "label": KINDS[table["kind"]].label,
            "columns": [
                {
                    **column,
                    "number": place,
                    "choices": field_choices(table["kind"], column["field"], own.get(table["kind"], {})),
                    "is_left_out": column["why"] == str(NOT_NEEDED),
                }
                for place, column in enumerate(table["columns"])
            ],
        }
        for number, table in enumerate(one.proposal.get("tables", []))
    ]


def step_of(one: Import) -> int:
    """Where an import stands on its way: 1 proposed, 2 under way, 3 over."""
    if one.state in (ImportState.PROPOSED, ImportState.READING):
        return 1
    return 3 if one.state in (ImportState.DONE, ImportState.UNDONE) else 2
