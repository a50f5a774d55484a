"""Whether e-mails, phones and tax numbers are valid, and which records are there twice."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext as _

from penstock.companies.models import Company
from penstock.companies.requisites import is_inn
from penstock.contacts.models import ChannelKind, Contact, ContactChannel
from penstock.metrics.question import MISSING
from penstock.reports.tables import Cell, Head, Line, Table
from penstock.ui import formats
from penstock.workspaces.actor import Actor

EMAIL = re.compile(r"[^@\s,;<>()]+@[^@\s.,;<>()]+(\.[^@\s.,;<>()]+)+\Z")
LOOKED_AT = 50_000
"""So many values of a kind are checked one by one, the newest first; databases cannot."""

SHOWN = 10


@dataclass(frozen=True)
class Checked:
    """So many records have it, and so many of these have it right."""

    name: str
    records: int
    filled: int
    valid: int


def validity(by: Actor) -> Table:
    """How many contacts and companies have each, and how many of what they have is valid."""
    lines = [_line(one) for one in (*_of_contacts(by), _of_companies(by)) if one.records]
    heads = [Head("records", _("Records")), Head("filled", _("Have it")), Head("valid", _("Valid"))]
    return Table("validity", _("E-mails, phones and tax numbers"), _("Fact"), heads, lines)


def _line(one: Checked) -> Line:
    filled = one.filled / one.records
    valid = one.valid / one.filled if one.filled else None
    cells = [Cell(formats.number(one.records), one.records), Cell(formats.fixed_percent(filled, 1), filled)]
    cells.append(Cell(formats.fixed_percent(valid, 1), valid) if valid is not None else Cell(MISSING))
    return Line(one.name, cells)


def is_email(text: str) -> bool:
    """Whether a text has the form of an address; whether somebody reads it there nobody knows."""
    return bool(EMAIL.match(text)) and ".." not in text


def _of_contacts(by: Actor) -> Iterable[Checked]:
    contacts = Contact.objects.of(by).count()
    with_any = dict(
        ContactChannel.objects.of(by)
        .order_by()
        .values("kind")
        .annotate(n=Count("contact", distinct=True))
        .values_list("kind", "n")
    )
    found = ContactChannel.objects.of(by).order_by("-pk")
    for kind, name, is_valid in (
        (ChannelKind.EMAIL, _("E-mail of contacts"), is_email),
        (ChannelKind.PHONE, _("Phone of contacts"), _is_phone),
    ):
        values = list(found.filter(kind=kind).values_list("normal", flat=True)[:LOOKED_AT])
        share = sum(map(is_valid, values)) / len(values) if values else 0.0
        filled = with_any.get(kind.value, 0)
        yield Checked(name, contacts, filled, round(filled * share))


def _is_phone(normal: str) -> bool:
    return normal.startswith("+")


def _of_companies(by: Actor) -> Checked:
    companies = Company.objects.of(by)
    filled = companies.exclude(inn="")
    values = list(filled.order_by("-pk").values_list("inn", flat=True)[:LOOKED_AT])
    whole = filled.count() if len(values) == LOOKED_AT else len(values)
    share = sum(map(is_inn, values)) / len(values) if values else 0.0
    return Checked(_("Tax number (INN) of companies"), companies.count() if whole else 0, whole, round(whole * share))


def duplicates(by: Actor) -> Table:
    """Contacts that share an e-mail or a phone, and companies that share a name or a tax number, most of them first."""
    groups = (
        (_("Contacts with the same e-mail or phone"), "contacts:list", _shared_channels(by)),
        (_("Companies with the same name"), "companies:list", _shared(by, "same")),
        (_("Companies with the same tax number"), "companies:list", _shared(by, "inn")),
    )
    lines = [
        Line(value, [Cell(formats.number(n), n)], under=title, url=reverse(page, query={"q": value}))
        for title, page, found in groups
        for value, n in found
    ]
    title = _("What may be there twice")
    return Table("duplicates", title, _("Shared by several"), [Head("records", _("Records"))], lines)


def _shared_channels(by: Actor) -> Iterable[tuple[str, int]]:
    channels = ContactChannel.objects.of(by).filter(kind__in=(ChannelKind.EMAIL, ChannelKind.PHONE))
    counted = channels.order_by().values("normal").annotate(n=Count("contact", distinct=True))
    return counted.filter(n__gt=1).order_by("-n", "normal").values_list("normal", "n")[:SHOWN]


def _shared(by: Actor, field: str) -> Iterable[tuple[str, int]]:
    """Values that several companies have: ``inn``, or ``same``, their name whatever its case."""
    companies = Company.objects.of(by).order_by().annotate(same=Lower("name")).exclude(**{field: ""})
    counted = companies.values(field).annotate(n=Count("pk"))
    return counted.filter(n__gt=1).order_by("-n", field).values_list(field, "n")[:SHOWN]
