"""Change facts of a contact."""

from typing import Any

from penstock.common.actions import action
from penstock.common.changes import merged
from penstock.contacts.changing import change, hold
from penstock.contacts.checks import checked_facts, named, required
from penstock.contacts.events import ContactChanged
from penstock.contacts.models import Contact
from penstock.contacts.names import full_name
from penstock.journal.models import Event
from penstock.workspaces.actor import Actor

PARTS = ("first_name", "last_name")


@action
def change_contact(contact: Contact, *, by: Actor, **facts: Any) -> Event | None:
    """Set facts (``checks.PLAIN``, ``company``); ``custom`` is merged key by key. None when all is already so.

    A name that was put together from its parts follows them.
    """
    held = hold(contact, by)
    checked = checked_facts(facts, by)
    if "custom" in checked:
        checked["custom"] = merged(held.custom, checked["custom"])
    if "name" in checked or any(part in checked for part in PARTS):
        checked["name"] = _name(held, checked)
    return change(held, checked, ContactChanged, by=by)


def _name(held: Contact, checked: dict[str, Any]) -> str:
    parts = {part: checked.get(part, getattr(held, part)) for part in PARTS}
    followed = held.name in ("", full_name(held.first_name, held.last_name))
    name = checked.get("name", "" if followed else held.name)
    return required(named({**parts, "name": name}))
