"""What may stand in a contact: each refusal is a sentence at its field."""

import re
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from penstock.common.checks import Check, check_all, line, plain
from penstock.common.errors import Refused
from penstock.companies.models import Company
from penstock.contacts.channels import Channel
from penstock.contacts.models import ChannelKind
from penstock.contacts.names import full_name
from penstock.fields.models import Subject
from penstock.fields.values import checked_values
from penstock.workspaces.actor import Actor

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\Z")


def checked_facts(facts: dict[str, Any], by: Actor) -> dict[str, Any]:
    """The facts in the form they are kept in; raises Refused with a sentence for each that cannot be."""
    relations: dict[str, Check] = {
        "company": partial(_company, by=by),
        "custom": partial(checked_values, by, Subject.CONTACT),
    }
    return check_all(facts, PLAIN | relations)


def kept(facts: dict[str, Any]) -> dict[str, Any]:
    """Facts of another system in the form they are kept in, with the name put together where it is empty."""
    found = {name: PLAIN[name](value) if name in PLAIN else value for name, value in facts.items()}
    found["name"] = named(found)
    return found


def named(facts: dict[str, Any]) -> str:
    """The name, put together from its parts where it is empty."""
    return (facts.get("name") or full_name(facts.get("first_name", ""), facts.get("last_name", "")))[:300]


def required(name: str) -> str:
    """A name that somebody can be called by."""
    if not name:
        raise Refused(_("Write a name."), fields={"name": _("Write a name.")})
    return name


def checked_channels(channels: list[Channel]) -> list[Channel]:
    """Channels that can be kept; raises Refused for what is no e-mail address or holds no number."""
    for channel in channels:
        if channel.kind not in ChannelKind.values:
            raise Refused(_("Choose an e-mail, a phone or a messenger."))
        if channel.kind == ChannelKind.EMAIL and channel.value.strip() and not EMAIL.match(channel.value.strip()):
            sentence = _("“%(value)s” is not an e-mail address.") % {"value": channel.value}
            raise Refused(sentence, fields={"emails": sentence})
        if channel.kind == ChannelKind.PHONE and channel.value.strip() and not any(map(str.isdigit, channel.value)):
            sentence = _("“%(value)s” is not a phone number.") % {"value": channel.value}
            raise Refused(sentence, fields={"phones": sentence})
    return channels


def _company(company: Company | None, by: Actor) -> Company | None:
    if company is not None and not Company.objects.of(by).filter(pk=company.pk).exists():
        raise Refused(_("This company does not exist."))
    return company


PLAIN: dict[str, Check] = {
    "name": line(300),
    "first_name": line(150),
    "last_name": line(150),
    "position": line(200),
    "description": plain,
}
