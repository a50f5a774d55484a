"""Custom fields: columns that bear the name of a workspace's own field fill it, checked as everywhere else."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from penstock.common.errors import Refused
from penstock.fields.models import Field, Subject
from penstock.fields.values import checked_values
from penstock.imports.drafting.days import moment_in
from penstock.imports.drafting.drafts import CUSTOM, Draft, Refusal
from penstock.imports.drafting.survey import TableSurvey
from penstock.imports.recognise.tables import Recognised
from penstock.imports.recognise.vocabulary import fold
from penstock.imports.running.run import Run
from penstock.workspaces.actor import Actor

SUBJECTS = {subject.value: subject for subject in (Subject.DEAL, Subject.COMPANY, Subject.CONTACT)}


def custom_names(by: Actor) -> dict[str, dict[str, str]]:
    """For each kind of record what its own fields are called in an import, with their labels."""
    found: dict[str, dict[str, str]] = {kind: {} for kind in SUBJECTS}
    for field in Field.objects.of(by).filter(subject__in=SUBJECTS, retired_at__isnull=True):
        found[field.subject][f"{CUSTOM}{field.type}:{field.key}"] = field.label
    return found


def with_custom(one: Recognised, names: dict[str, dict[str, str]]) -> Recognised:
    """A table whose columns that nothing else claims are proposed for the fields of the same name."""
    own = {fold(label): name for name, label in names.get(one.kind.key, {}).items()}
    own |= {fold(name.rsplit(":", 1)[-1]): name for name in names.get(one.kind.key, {})}
    columns = [
        replace(column, field=own[fold(column.header)], confidence=1.0, why=_("a field of your own"))
        if column.field is None and fold(column.header) in own
        else column
        for column in one.columns
    ]
    return replace(one, columns=tuple(columns))


def sound_drafts(run: Run, table: TableSurvey, rows: list[Draft | Refusal]) -> list[Draft]:
    """The drafts among rows, own fields checked into ``custom``; what is refused is kept with its sentence."""
    kind = table.recognised.kind.key
    drafts = []
    for row in rows:
        reason = row.reason if isinstance(row, Refusal) else check_custom(run, kind, row.values)
        if isinstance(row, Draft) and reason is None:
            drafts.append(row)
        else:
            run.refuse(kind, table, row, reason or "")
    return drafts


def check_custom(run: Run, kind: str, values: dict[str, Any]) -> str | None:
    """Put the values of a record's own fields into ``custom`` as they are kept; the sentence when one does not fit."""
    names = [name for name in values if name.startswith(CUSTOM)]
    if not names:
        return None
    told = {name: values[name] for name in names}
    plain = {name.rsplit(":", 1)[-1]: _plain(run, name.split(":")[1], value) for name, value in told.items()}
    try:
        checked = checked_values(run.by, SUBJECTS[kind], plain)
    except Refused as problem:
        return problem.message
    values["custom"] = {key: value for key, value in checked.items() if value is not None}
    return None


def _plain(run: Run, field_type: str, value: Any) -> Any:
    """A value as a field of the type takes it."""
    if field_type == "person":
        return run.books["person"].find(None, str(value))
    if field_type == "date" and isinstance(value, datetime):
        return value.date()
    return moment_in(run.survey.zone, value) if field_type == "moment" else value
