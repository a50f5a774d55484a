"""Books: which record a reference in a file means, by its id in the other system or by its name."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.db.models import Model

from penstock.companies.models import Company
from penstock.contacts.models import Contact
from penstock.deals.models import Deal
from penstock.imports.drafting.names import trim_name
from penstock.imports.models import ImportedRecord, ImportState
from penstock.imports.recognise.systems import GENERIC
from penstock.imports.recognise.tables import Recognised
from penstock.imports.recognise.vocabulary import fold
from penstock.products.models import Product
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person

MODELS: dict[str, type[Model]] = {
    "person": Person,
    "company": Company,
    "contact": Contact,
    "product": Product,
    "deal": Deal,
}
WITHOUT_NAMESPACE = ("event_log", GENERIC.key)


@lru_cache(maxsize=256)
def headers_key(headers: tuple[str, ...]) -> str:
    """The same for every table with these headers, in whatever order."""
    joined = "\n".join(sorted(fold(header) for header in headers))
    return hashlib.sha256(joined.encode()).hexdigest()[:16]


def namespace(recognised: Recognised) -> str:
    """Where the ids of a table are unique: in its system, else among tables that have the same headers."""
    if recognised.system.key in WITHOUT_NAMESPACE:
        return f"table:{headers_key(recognised.table.headers)}"
    return recognised.system.key


@dataclass
class Book:
    """The known records of one kind."""

    kind: str
    by_id: dict[str, int] = field(default_factory=dict)
    by_name: dict[str, int] = field(default_factory=dict)
    aliases: dict[str, str | None] = field(default_factory=dict)

    def find(self, external_id: str | None, name: str | None = None) -> int | None:
        """The record with this id, else with this name or the one the name was taken to mean."""
        found = self.by_id.get(external_id) if external_id else None
        if found is None and name:
            found = self.by_name.get(trim_name(self.aliases.get(name) or name))
        return found

    def add(self, pk: int, external_id: str | None, name: str | None) -> None:
        """Remember a record; the first of several that share a name keeps it."""
        if external_id:
            self.by_id[external_id] = pk
        if name:
            self.by_name.setdefault(trim_name(name), pk)


def open_books(
    by: Actor, recognised: Iterable[Recognised], aliases: dict[str, dict[str, str | None]]
) -> dict[str, Book]:
    """The books of a workspace as an import finds them, or finds them again when it is resumed."""
    spaces = {namespace(one) for one in recognised}
    books = {kind: Book(kind, aliases=aliases.get(kind, {})) for kind in (*MODELS, "activity")}
    known = ImportedRecord.objects.of(by).filter(system__in=spaces).exclude(external_id="")
    known = known.exclude(brought_by__state=ImportState.UNDONE).order_by("pk")
    for kind, external_id, pk in known.values_list("kind", "external_id", "record_id").iterator():
        if kind in books:
            books[kind].by_id[external_id] = pk
    for kind in ("person", "company", "contact", "product"):
        names = _in_sight(by, kind).order_by("pk").values_list("name", "pk")
        for name, pk in names.iterator():
            books[kind].add(pk, None, name)
    at_companies = _in_sight(by, "contact").filter(company__isnull=False).order_by("pk")
    for name, company, pk in at_companies.values_list("name", "company__name", "pk").iterator():
        books["contact"].add(pk, None, f"{name} @ {company}")
    return books


def _in_sight(by: Actor, kind: str) -> Any:
    return MODELS[kind].objects.of(by)  # type: ignore[attr-defined]


def known_names(by: Actor) -> dict[str, list[str]]:
    """The names a workspace has already, by kind, to hold names in files against."""
    return {kind: list(_in_sight(by, kind).values_list("name", flat=True)) for kind in ("person", "company", "product")}
