"""The boxes in which the facts of a contact are written, the same when it is added and where they are edited."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from penstock.companies.choosing import CompanyField
from penstock.companies.forms import owner_box
from penstock.contacts.channels import Channel
from penstock.contacts.models import ChannelKind, Contact, ContactChannel
from penstock.fields.forms import PREFIX, CustomFieldsForm, custom_box, shown_value
from penstock.fields.models import Subject
from penstock.fields.values import fields_of
from penstock.workspaces.actor import Actor

LABELS = {
    "name": _("Full name"),
    "first_name": _("First name"),
    "last_name": _("Last name"),
    "company": _("Company"),
    "position": _("Position"),
    "owner": _("Owner"),
    "emails": _("E-mails"),
    "phones": _("Phones"),
    "messengers": _("Messengers"),
    "description": _("Description"),
}
ADDED = ("first_name", "last_name", "company", "position", "emails", "phones", "owner")
"""What is asked when a contact is added; the rest is written on its page."""

CHANNELS = {"emails": ChannelKind.EMAIL, "phones": ChannelKind.PHONE, "messengers": ChannelKind.MESSENGER}


class AddForm(CustomFieldsForm):
    """A new contact."""

    def __init__(self, *given: Any, by: Actor, **settings: Any) -> None:
        super().__init__(*given, by=by, subject=Subject.CONTACT, **settings)
        self.fields = {**{name: fact_box(name, by) for name in ADDED}, **self.fields}
        self.initial.setdefault("owner", by.person_id)

    def facts(self) -> dict[str, Any]:
        """What was written, as the action takes it."""
        data = self.cleaned_data
        own = {name: data[name] for name in ADDED if name not in CHANNELS}
        channels = [one for name in CHANNELS if name in data for one in read_channels(name, data[name])]
        custom = {key: value for key, value in self.custom_values().items() if value}
        return {**own, "channels": channels, "custom": custom}


def read_channels(name: str, text: str) -> list[Channel]:
    """Channels of one kind out of a text with commas or lines."""
    parts = text.replace(";", "\n").replace(",", "\n").splitlines()
    return [Channel(CHANNELS[name], part.strip()) for part in parts if part.strip()]


def with_channels(present: list[ContactChannel], name: str, text: str) -> list[Channel]:
    """All channels of a contact with those of one kind set to a text; what stays keeps its label."""
    labels = {(row.kind, row.value.lower()): row.label for row in present}
    others = [Channel(row.kind, row.value, row.label) for row in present if row.kind != CHANNELS[name]]
    read = read_channels(name, text)
    return [*others, *(Channel(one.kind, one.value, labels.get((one.kind, one.value.lower()), "")) for one in read)]


def fact_form(given: Any, contact: Contact, channels: list[ContactChannel], name: str, by: Actor) -> forms.Form | None:
    """A form of one box, filled with the fact; None where there is no such fact."""
    if name.startswith(PREFIX):
        field = next((one for one in fields_of(by, Subject.CONTACT) if PREFIX + one.key == name), None)
        box = custom_box(field, by) if field else None
        value = shown_value(field, contact.custom.get(field.key)) if field else None
    else:
        box = fact_box(name, by) if name in LABELS else None
        value = written(channels, name) if name in CHANNELS else getattr(contact, name, None)
    if box is None:
        return None
    form = forms.Form(given, initial={name: value})
    form.fields[name] = box
    return form


def written(channels: list[ContactChannel], name: str) -> str:
    """The channels of one kind as one text."""
    return ", ".join(row.value for row in channels if row.kind == CHANNELS[name])


def fact_box(name: str, by: Actor) -> forms.Field:
    """The box of one fact."""
    return BOXES.get(name, _line)(LABELS[name], by)


def _line(label: Any, _by: Actor) -> forms.Field:
    return forms.CharField(label=label, required=False, max_length=300)


def _text(label: Any, _by: Actor) -> forms.Field:
    return forms.CharField(label=label, required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 4}))


def _entries(label: Any, _by: Actor) -> forms.Field:
    return forms.CharField(label=label, required=False, max_length=2000)


BOXES: dict[str, Callable[[Any, Actor], forms.Field]] = {
    "company": lambda label, by: CompanyField(by, label=label, required=False),
    "owner": owner_box,
    "description": _text,
    **dict.fromkeys(CHANNELS, _entries),
}
