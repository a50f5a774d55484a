"""The dialog in which all filters of figures are chosen: the dimensions there are, and the filters of the list."""

from collections.abc import Callable
from functools import partial

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from penstock.boards.filters import Filter, Option, boxes_of, known_filters
from penstock.boards.filters.choices import Choices
from penstock.fields.models import Field, FieldType, Subject
from penstock.fields.values import fields_of
from penstock.metrics.asking import labels, values
from penstock.metrics.catalogue.metric import Words
from penstock.metrics.deal_filters import DEAL
from penstock.metrics.dimensions import CUSTOM, DIMENSIONS
from penstock.metrics.question import MISSING
from penstock.metrics.views.waiting import once_ready
from penstock.metrics.words import TICKED, said
from penstock.workspaces.actor import Actor

OFFERED = (
    *("pipeline", "stage", "department", "team", "owner", "source", "channel", "product", "type"),
    *("sector", "region", "country", "size", "currency"),
)
"""Dimensions with few values, in the order of the dialog."""
AS_DIMENSIONS = ("owner", "team", "pipeline", "stage", "source", "type", "sector", "currency")
"""Filters of the list that are dimensions of figures, and stand there as such."""
CHOSEN = (FieldType.CHOICE, FieldType.YES_NO)
MOST = 300


@require_GET
@once_ready
def filters(request: HttpRequest) -> HttpResponse:
    """Every filter with its value as the address has it; what else stands in the address is kept."""
    by, to = request.actor, request.GET.get("to", "")
    page = to if to.startswith("/") and url_has_allowed_host_and_scheme(to, None) else reverse("metrics:numbers")
    boxes = [*boxes_of(_dimensions(by), request.GET, by), *boxes_of(_of_the_list(by), request.GET, by, DEAL)]
    named = {"to", *(name for box in boxes for name in box["names"])}
    kept = [(name, value) for name, several in request.GET.lists() for value in several if name not in named]
    return render(request, "metrics/filters.html", {"boxes": boxes, "kept": kept, "page": page})


def _dimensions(by: Actor) -> list[Filter]:
    """The dimensions of everybody, and the workspace's own fields that have few values."""
    ours = [_choices(key, DIMENSIONS[key].name, partial(_options, key)) for key in OFFERED]
    chosen = [field for field in fields_of(by, Subject.DEAL) if field.type in CHOSEN]
    return [*ours, *(_choices(CUSTOM + field.key, field.label, partial(_of_field, field)) for field in chosen)]


def _of_the_list(by: Actor) -> list[Filter]:
    """The filters of the list that are no dimensions."""
    chosen = {f"custom.{field.key}" for field in fields_of(by, Subject.DEAL) if field.type in CHOSEN}
    return [one for one in known_filters(by) if one.key not in AS_DIMENSIONS and one.key not in chosen]


def _choices(key: str, label: Words, options: Callable[[Actor], list[Option]]) -> Filter:
    """A box that only shows what there is: figures read what is chosen, not deals."""
    return Choices(key, label, options=options, question=lambda _values, _by: Q())


def _options(key: str, by: Actor) -> list[Option]:
    names = DIMENSIONS[key].names
    found = labels(names, by=by) if names else values(key, by=by)
    return [*(Option(value, said(key, value)) for value in found[:MOST]), Option(MISSING, _("Not set"))]


def _of_field(field: Field, _by: Actor) -> list[Option]:
    found = TICKED if field.type == FieldType.YES_NO else {one: one for one in field.options}
    return [*(Option(value, words) for value, words in found.items()), Option(MISSING, _("Not set"))]
