"""Filters over a workspace's own fields: ``custom.KEY`` by the type of the field."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from django.db.models import FloatField, Q, TextField, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.db.models.lookups import Contains, Exact, GreaterThanOrEqual, IContains, In, LessThan, LessThanOrEqual
from django.http import QueryDict
from django.utils.translation import gettext as _

from penstock.boards.filters.choices import Choices
from penstock.boards.filters.definition import Condition, Filter, Option
from penstock.boards.filters.ranges import Amounts, Days
from penstock.fields.models import Field, FieldType, Subject
from penstock.fields.values import fields_of
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person


def custom_filters(by: Actor) -> list[Filter]:
    """A filter for each of the workspace's own fields of deals."""
    return [_filter(field) for field in fields_of(by, Subject.DEAL)]


def _filter(field: Field) -> Filter:
    key, label = f"custom.{field.key}", field.label
    if field.type in (FieldType.NUMBER, FieldType.MONEY):
        return CustomAmounts(key, label, column=field.key)
    if field.type in (FieldType.DATE, FieldType.MOMENT):
        return CustomDays(key, label, column=field.key)
    if field.type in (FieldType.CHOICE, FieldType.CHOICES, FieldType.PERSON, FieldType.YES_NO):
        return Choices(key, label, options=partial(_options, field), question=partial(_chosen, field))
    return CustomWords(key, label, column=field.key)


def _text(key: str) -> KeyTextTransform:
    return KeyTextTransform(key, "custom")


@dataclass(frozen=True, kw_only=True)
class CustomAmounts(Amounts):
    """Numbers and money."""

    def ask(self, low: Decimal | None, high: Decimal | None, by: Actor) -> Q:
        number = Cast(_text(self.column), FloatField())
        asked = [(GreaterThanOrEqual, low), (LessThanOrEqual, high)]
        return _all(lookup(number, Value(float(bound))) for lookup, bound in asked if bound is not None)


@dataclass(frozen=True, kw_only=True)
class CustomDays(Days):
    """Dates and moments; both are kept as ISO text, which sorts as time does."""

    def ask(self, low: date | None, high: date | None, by: Actor) -> Q:
        after = high and high + timedelta(days=1)
        asked = [(GreaterThanOrEqual, low), (LessThan, after)]
        return _all(lookup(_text(self.column), Value(day.isoformat())) for lookup, day in asked if day is not None)


@dataclass(frozen=True, kw_only=True)
class CustomWords(Filter):
    """Text that contains what was asked for."""

    widget = "text"
    column: str

    def read(self, params: QueryDict, by: Actor) -> Condition:
        text = self.asked(params)[-1][:200].replace("\0", "")
        return Condition(self, text, Q(IContains(_text(self.column), text)))


def _options(field: Field, by: Actor) -> list[Option]:
    if field.type == FieldType.PERSON:
        return [Option(str(person.pk), person.name) for person in Person.objects.of(by).order_by("name")]
    if field.type == FieldType.YES_NO:
        return [Option("yes", _("Yes")), Option("no", _("No"))]
    return [Option(option, option) for option in field.options]


def _chosen(field: Field, values: list[str], _by: Actor) -> Q:
    question = Q(pk__in=[])
    for value in values:
        question |= _is(field, value)
    return question


def _is(field: Field, value: str) -> Q:
    if field.type == FieldType.YES_NO:
        written = Cast(_text(field.key), TextField())
        return Q(In(written, ["1", "true"] if value == "yes" else ["0", "false"]))
    if field.type == FieldType.CHOICES:
        forms = {json.dumps(value), json.dumps(value, ensure_ascii=False)}
        return _any(Contains(_text(field.key), form) for form in forms)
    return Q(Exact(_text(field.key), value))


def _all(lookups: Any) -> Q:
    question = Q()
    for lookup in lookups:
        question &= Q(lookup)
    return question


def _any(lookups: Any) -> Q:
    question = Q(pk__in=[])
    for lookup in lookups:
        question |= Q(lookup)
    return question
