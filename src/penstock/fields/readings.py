"""How the kept value of a custom field reads on a page."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from penstock.fields.models import Field, FieldType, Subject
from penstock.fields.values import fields_of
from penstock.ui import formats
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person


def readings(by: Actor, subject: Subject, custom: dict[str, Any]) -> list[tuple[Field, str]]:
    """Every custom field of the subject with the record's value in words, empty where there is none."""
    fields = fields_of(by, subject)
    people = {custom.get(field.key) for field in fields if field.type == FieldType.PERSON} - {None}
    names = dict(Person.objects.of(by).filter(pk__in=people).values_list("pk", "name")) if people else {}
    return [(field, reading(field, custom.get(field.key), names)) for field in fields]


def reading(field: Field, value: Any, names: dict[int, str]) -> str:
    """A kept value in the reader's words; ``names`` are the people's by id."""
    if value is None or value == []:
        return ""
    return READINGS.get(FieldType(field.type), _as_it_is)(value, names)


def _as_it_is(value: Any, _names: dict[int, str]) -> str:
    return str(value)


READINGS: dict[FieldType, Callable[[Any, dict[int, str]], str]] = {
    FieldType.NUMBER: lambda kept, _names: formats.number(Decimal(kept)),
    FieldType.MONEY: lambda kept, _names: formats.number(Decimal(kept)),
    FieldType.DATE: lambda kept, _names: formats.day(date.fromisoformat(kept)),
    FieldType.MOMENT: lambda kept, _names: formats.moment(datetime.fromisoformat(kept)),
    FieldType.YES_NO: lambda kept, _names: _("Yes") if kept else _("No"),
    FieldType.CHOICES: lambda kept, _names: ", ".join(kept),
    FieldType.PERSON: lambda kept, names: names.get(kept, ""),
}
