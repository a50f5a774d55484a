"""Values of custom fields: checked against their definition, kept as JSON, refused with a sentence at the field."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import urlsplit

from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from penstock.common.errors import Refused
from penstock.fields.models import Field, FieldType, Subject
from penstock.workspaces.actor import Actor
from penstock.workspaces.kept import kept
from penstock.workspaces.models import Person


def fields_of(by: Actor, subject: Subject, pipeline_id: int | None = None) -> list[Field]:
    """The custom fields in use for a subject; those of other pipelines are left out."""
    found = Field.objects.of(by).filter(subject=subject, retired_at__isnull=True)
    rows = kept(by.workspace, "fields", lambda: list(found), str(subject))
    return [row for row in rows if row.pipeline_id in (None, pipeline_id) or pipeline_id is None]


def checked_values(
    by: Actor, subject: Subject, values: dict[str, Any], *, pipeline_id: int | None = None
) -> dict[str, Any]:
    """Values by field key in the form they are kept in; an empty value becomes None, which clears the field."""
    known = {field.key: field for field in fields_of(by, subject, pipeline_id)}
    problems, checked = {}, {}
    for key, value in values.items():
        try:
            checked[key] = _checked(known.get(key), key, value, by)
        except Refused as problem:
            problems[f"custom.{key}"] = problem.message
    if problems:
        raise Refused(" ".join(problems.values()), fields=problems)
    return checked


def _checked(field: Field | None, key: str, value: Any, by: Actor) -> Any:
    if field is None:
        raise Refused(_("There is no field “%(field)s”.") % {"field": key})
    if value is None or value == "" or value == []:
        return None
    try:
        return CHECKS[FieldType(field.type)](value, field, by)
    except (ValueError, TypeError, KeyError, InvalidOperation):
        sentence = _("“%(value)s” does not fit the field “%(field)s” (%(type)s).")
        raise Refused(sentence % {"value": value, "field": field.label, "type": field.get_type_display()}) from None


def _text(value: Any, _field: Field, _by: Actor) -> str:
    return str(value).strip()


def _number(value: Any, _field: Field, _by: Actor) -> str:
    number = Decimal(str(value))
    if not number.is_finite():
        raise ValueError(value)
    return format(number.normalize(), "f")


def _day(value: Any, _field: Field, _by: Actor) -> str:
    day = value if isinstance(value, date) else parse_date(str(value))
    if day is None:
        raise ValueError(value)
    return day.isoformat()[:10]


def _moment(value: Any, _field: Field, by: Actor) -> str:
    moment = value if isinstance(value, datetime) else parse_datetime(str(value))
    if moment is None:
        raise ValueError(value)
    return (moment if moment.tzinfo else moment.replace(tzinfo=by.zone)).isoformat()


def _yes_no(value: Any, _field: Field, _by: Actor) -> bool:
    if isinstance(value, bool):
        return value
    return {"true": True, "1": True, "on": True, "yes": True, "false": False, "0": False, "no": False}[
        str(value).lower()
    ]


def _choice(value: Any, field: Field, _by: Actor) -> str:
    if value not in field.options:
        sentence = _("“%(value)s” is not among the choices of “%(field)s”.")
        raise Refused(sentence % {"value": value, "field": field.label})
    return str(value)


def _choices(value: Any, field: Field, by: Actor) -> list[str]:
    wanted = value if isinstance(value, list) else [value]
    return [_choice(one, field, by) for one in wanted]


def _url(value: Any, _field: Field, _by: Actor) -> str:
    """Only links that cannot run code: http and https."""
    parts = urlsplit(str(value).strip())
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise ValueError(value)
    return parts.geturl()


def _person(value: Any, _field: Field, by: Actor) -> int:
    if not Person.objects.of(by).filter(pk=int(value)).exists():
        raise ValueError(value)
    return int(value)


CHECKS: dict[FieldType, Callable[[Any, Field, Actor], Any]] = {
    FieldType.TEXT: _text,
    FieldType.LONG_TEXT: _text,
    FieldType.NUMBER: _number,
    FieldType.MONEY: _number,
    FieldType.DATE: _day,
    FieldType.MOMENT: _moment,
    FieldType.YES_NO: _yes_no,
    FieldType.CHOICE: _choice,
    FieldType.CHOICES: _choices,
    FieldType.URL: _url,
    FieldType.PERSON: _person,
}
