"""Choosing one of thousands: the name is typed, the server suggests while one types."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from penstock.contacts.models import Contact
from penstock.products.models import Product
from penstock.ui.markup import format_html
from penstock.workspaces.actor import Actor

SUGGESTED = 8

RECORDS: dict[str, Callable[[Actor], QuerySet[Any]]] = {
    "contact": lambda by: Contact.objects.of(by).select_related("company"),
    "product": lambda by: Product.objects.of(by).filter(retired_at__isnull=True),
}


class SuggestingInput(forms.TextInput):
    """A text box with suggestions from the server; without JavaScript the whole name is typed."""

    def __init__(self, what: str) -> None:
        super().__init__(attrs={"autocomplete": "off"})
        self.what = what

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The box and the list that htmx fills while one types."""
        place = f"{(attrs or {}).get('id', name)}-list"
        asking = {
            "list": place,
            "hx-get": reverse("deals:suggest", args=[self.what]),
            "hx-trigger": "input changed delay:150ms, focus once",
            "hx-target": f"#{place}",
            "hx-swap": "innerHTML",
            "hx-sync": "this:replace",
        }
        box = super().render(name, value, {**(attrs or {}), **asking}, renderer)
        return format_html('{}<datalist id="{}"></datalist>', box, place)


class RecordField(forms.CharField):
    """A contact or product by its name; ``Name #12`` says which of several with one name is meant."""

    def __init__(self, what: str, by: Actor, **settings: Any) -> None:
        self.what, self.by = what, by
        super().__init__(widget=SuggestingInput(what), **settings)

    def prepare_value(self, value: Any) -> Any:
        """The name of a record; what was typed stays."""
        return str(value) if value is not None else ""

    def clean(self, value: Any) -> Any:
        """The record, or None for an empty box; a name that nobody or several have is refused with a sentence."""
        text = super().clean(value)
        if not text:
            return None
        found = find(self.what, text, self.by)
        if len(found) == 1:
            return found[0]
        if found:
            sentence = _("Several are called “%(name)s”; choose one from the list: it is marked with its number.")
            raise ValidationError(sentence % {"name": text})
        raise ValidationError(_("There is no “%(name)s” here; choose one from the list.") % {"name": text})


def find(what: str, text: str, by: Actor) -> list[Any]:
    """Up to two records that the text names, by number or by name."""
    rows = RECORDS[what](by)
    name, _sign, number = text.rpartition("#")
    if number.isdecimal() and (one := rows.filter(pk=int(number[:18])).first()) and one.name.strip() == name.strip():
        return [one]
    return list(rows.filter(name=text)[:2]) or list(rows.filter(name__iexact=text)[:2])


def suggestions(what: str, text: str, by: Actor) -> list[dict[str, str]]:
    """What to offer for the beginning of a name, or a part of it; the same name twice comes with its number."""
    rows = RECORDS[what](by).order_by("name")
    found = list(rows.filter(name__istartswith=text)[:SUGGESTED])
    if len(found) < SUGGESTED and text:
        found += list(
            rows.filter(name__icontains=text).exclude(pk__in=[one.pk for one in found])[: SUGGESTED - len(found)]
        )
    names = [one.name for one in found]
    return [
        {"value": f"{one.name} #{one.pk}" if names.count(one.name) > 1 else one.name, "label": _beside(what, one)}
        for one in found
    ]


def _beside(what: str, one: Any) -> str:
    """What tells a record from others of the same name."""
    if what == "contact":
        return str(one.company or one.position)
    return str(one.code or one.category)
