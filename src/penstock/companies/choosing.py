"""Choosing one of thousands of companies: the name is typed, the server suggests while one types."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from penstock.companies.models import Company
from penstock.ui.lists import containing
from penstock.ui.markup import format_html
from penstock.workspaces.actor import Actor

SUGGESTED = 8


class SuggestingInput(forms.TextInput):
    """A text box with suggestions from the server; without JavaScript the whole name is typed."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The box and the list that htmx fills while one types."""
        place = f"{(attrs or {}).get('id', name)}-list"
        asking = {
            "list": place,
            "autocomplete": "off",
            "hx-get": reverse("companies:suggest"),
            "hx-trigger": "input changed delay:150ms, focus once",
            "hx-target": f"#{place}",
            "hx-swap": "innerHTML",
            "hx-sync": "this:replace",
        }
        box = super().render(name, value, {**(attrs or {}), **asking}, renderer)
        return format_html('{}<datalist id="{}"></datalist>', box, place)


class CompanyField(forms.CharField):
    """A company by its name; ``Name #12`` says which of several with one name is meant."""

    def __init__(self, by: Actor, **settings: Any) -> None:
        self.by = by
        super().__init__(widget=SuggestingInput(), max_length=320, **settings)

    def prepare_value(self, value: Any) -> Any:
        """The name of a company; what was typed stays."""
        return str(value) if value is not None else ""

    def clean(self, value: Any) -> Any:
        """The company, or None for an empty box; a name that nobody or several have is refused with a sentence."""
        text = super().clean(value)
        found = named(text, self.by) if text else []
        if not text or len(found) == 1:
            return found[0] if found else None
        if found:
            sentence = _("Several are called “%(name)s”; choose one from the list: it is marked with its number.")
            raise ValidationError(sentence % {"name": text})
        raise ValidationError(_("There is no “%(name)s” here; choose one from the list.") % {"name": text})


def named(text: str, by: Actor) -> list[Company]:
    """Up to two companies that the text names, by number or by name."""
    rows = Company.objects.of(by)
    name, _sign, number = text.rpartition("#")
    if number.isdecimal() and (one := rows.filter(pk=int(number[:18])).first()) and one.name.strip() == name.strip():
        return [one]
    return list(rows.filter(name=text)[:2]) or list(rows.filter(name__iexact=text)[:2])


def suggestions(text: str, by: Actor) -> list[dict[str, str]]:
    """What to offer for a part of a name; the same name twice comes with its number."""
    rows = Company.objects.of(by).order_by("name", "pk")
    found = list(rows.filter(name__istartswith=text)[:SUGGESTED])
    if text and len(found) < SUGGESTED:
        known = [one.pk for one in found]
        found += list(rows.filter(containing("name", text)).exclude(pk__in=known)[: SUGGESTED - len(found)])
    names = [one.name for one in found]
    return [{"value": _marked(one, names), "label": one.city or one.sector} for one in found]


def _marked(one: Company, names: list[str]) -> str:
    return f"{one.name} #{one.pk}" if names.count(one.name) > 1 else one.name
