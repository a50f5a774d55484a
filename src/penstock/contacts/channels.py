"""Channels in normal form: e-mails in lower case, phones in E.164 with the workspace's region."""

from dataclasses import dataclass
from typing import Any

from penstock.common.checks import line
from penstock.common.phones import read_phone
from penstock.contacts.models import ChannelKind, Contact, ContactChannel


@dataclass(frozen=True)
class Channel:
    """A way to reach somebody, as it was written."""

    kind: str
    value: str
    label: str = ""


def drawn(contact: Contact, channels: list[Channel], region: str) -> list[ContactChannel]:
    """The rows of a contact's channels in order; empty ones and repetitions are left out."""
    rows: dict[tuple[str, str, str], ContactChannel] = {}
    for channel in channels:
        row = _row(contact, channel, region)
        if row.value:
            row.order = rows.setdefault((row.kind, row.normal, row.extension), row).order or len(rows) - 1
    return list(rows.values())


def told(rows: list[ContactChannel]) -> list[dict[str, Any]]:
    """Channels as an event keeps them."""
    return [{"kind": row.kind, "value": row.value, "label": row.label} for row in rows]


def _row(contact: Contact, channel: Channel, region: str) -> ContactChannel:
    value, extension = line(254)(channel.value), ""
    normal = value.lower()
    if channel.kind == ChannelKind.PHONE:
        phone = read_phone(value, region)
        normal, extension = phone.normal or normal, phone.extension[:20]
    return ContactChannel(
        workspace_id=contact.workspace_id,
        contact=contact,
        kind=channel.kind,
        label=line(40)(channel.label),
        value=normal if channel.kind == ChannelKind.EMAIL else value,
        normal=normal[:254],
        extension=extension,
    )
