"""The facts of a contact as its page shows them: what they are called, how they read, where they are edited."""

from typing import Any

from django.urls import reverse

from penstock.common.checks import safe_link
from penstock.companies.facts import person, phone_link
from penstock.contacts.forms import CHANNELS, LABELS
from penstock.contacts.models import ChannelKind, Contact, ContactChannel
from penstock.contacts.queries import channels_of, readable_company
from penstock.fields.forms import PREFIX
from penstock.fields.models import FieldType, Subject
from penstock.fields.readings import readings
from penstock.ui.facts import Fact, in_lines
from penstock.workspaces.actor import Actor

FACTS = ("company", "position", "emails", "phones", "messengers", "first_name", "last_name")


def facts_of(contact: Contact, names: tuple[str, ...], by: Actor) -> list[Fact]:
    """Some facts of a contact, in this order."""
    channels = channels_of([contact])[contact.pk] if any(name in CHANNELS for name in names) else []
    return [_fact(contact, channels, name, by) for name in names]


def fact_of(contact: Contact, name: str, by: Actor) -> Fact:
    """One fact by its name, such as ``position`` or ``custom.birthday``."""
    if name.startswith(PREFIX):
        return next(fact for fact in custom_facts(contact, by) if fact.name == name)
    return facts_of(contact, (name,), by)[0]


def custom_facts(contact: Contact, by: Actor) -> list[Fact]:
    """The workspace's own fields, filled or not."""
    found = []
    for field, text in readings(by, Subject.CONTACT, contact.custom):
        link = safe_link(text) if field.type == FieldType.URL else ""
        found.append(Fact(PREFIX + field.key, field.label, text, edit_url(contact, PREFIX + field.key, by), link))
    return found


def edit_url(contact: Contact, name: str, by: Actor) -> str:
    """Where a fact is edited; empty where the reader may not."""
    return reverse("contacts:change", args=[contact.pk, name]) if by.may_write_for(contact.owner_id) else ""


def _fact(contact: Contact, channels: list[ContactChannel], name: str, by: Actor) -> Fact:
    shown, link = _shown(contact, channels, name, by)
    return Fact(name, str(LABELS[name]), shown, edit_url(contact, name, by), link)


def _shown(contact: Contact, channels: list[ContactChannel], name: str, by: Actor) -> tuple[Any, str]:
    """How a fact reads, and where it leads."""
    if name in CHANNELS:
        mine = [row for row in channels if row.kind == CHANNELS[name]]
        return ", ".join(map(_with_label, mine)), _channel_link(mine[0]) if mine else ""
    if name == "company":
        company = readable_company(contact, by)
        return (str(company), reverse("companies:company", args=[company.pk])) if company else ("", "")
    if name == "owner":
        return person(contact.owner), ""
    return (in_lines(contact.description) if name == "description" else getattr(contact, name)), ""


def _with_label(row: ContactChannel) -> str:
    return f"{row.value} ({row.label})" if row.label else row.value


def _channel_link(row: ContactChannel) -> str:
    """An address that writes to or calls the channel; a messenger has none."""
    links = {ChannelKind.EMAIL: f"mailto:{row.value}", ChannelKind.PHONE: phone_link(row.normal)}
    return links.get(ChannelKind(row.kind), "")
