"""The tables that can be exported: deals, companies, contacts, products, activities, events, processes and targets."""

import json
from collections.abc import Callable
from functools import lru_cache
from operator import attrgetter
from typing import Any

from django.db.models import Choices, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from penstock.activities.models import Activity, ActivityKind, CallDirection, NextStep
from penstock.boards.cards import readable_company
from penstock.boards.filters import read_filters
from penstock.boards.filters.definition import Words
from penstock.boards.filters.reading import known_filters
from penstock.common import clock
from penstock.common.among import among
from penstock.common.errors import Refused
from penstock.companies.models import Company
from penstock.contacts.models import Contact, ContactChannel
from penstock.deals.models import Deal, DealStatus, DealTag, DealType, ForecastCategory
from penstock.exports.kpis import KPIS
from penstock.exports.processes import PROCESSES
from penstock.exports.table import Column, Plain, Table
from penstock.exports.targets import TARGETS
from penstock.fields.models import Subject
from penstock.fields.values import fields_of
from penstock.journal.models import Event
from penstock.products.events import ProductChanged
from penstock.products.models import Product
from penstock.workspaces.actor import Actor


def fact(key: str, label: Words, path: str = "") -> Column:
    """A column that reads an attribute."""
    return Column(key, label, attrgetter(path or key))


def name_of(key: str, label: Words) -> Column:
    """A column with the name of a related record."""
    return Column(key, label, lambda row: str(getattr(row, key) or ""))


def choice(key: str, label: Words, choices: type[Choices]) -> Column:
    """A column with the words of an enumeration."""
    words = dict(choices.choices)

    @lru_cache
    def told(value: Any, _language: str | None) -> str:
        return str(words.get(value, ""))

    return Column(key, label, lambda row: told(getattr(row, key), get_language()))


def joined(key: str, label: Words) -> Column:
    """A column with a list as one text."""
    return Column(key, label, lambda row: "; ".join(map(_text, getattr(row, key, None) or [])))


def _text(value: Any) -> str:
    return str(value.get("value", "")) if isinstance(value, dict) else str(value)


def own(subject: Subject) -> Callable[[Actor], list[Column]]:
    """The workspace's own fields of a kind of record."""

    def columns(by: Actor) -> list[Column]:
        return [
            Column(f"custom.{field.key}", field.label, lambda row, key=field.key: _own(row.custom.get(key)))
            for field in fields_of(by, subject)
        ]

    return columns


def _own(value: Any) -> Plain:
    return "; ".join(map(str, value)) if isinstance(value, list) else value


def asked_for(rows: QuerySet[Any], asked: QueryDict, fields: dict[str, str]) -> QuerySet[Any]:
    """The rows whose fields are as asked; raises Refused for a name that is not among them."""
    for name, values in asked.lists():
        if name not in fields:
            raise Refused(unknown_filter(name, fields))
        rows = rows.filter(_fits(name, fields[name], values[-1]))
    return rows


def _fits(name: str, lookup: str, value: str) -> Q:
    """The value at the lookup; ids are numbers."""
    if lookup.endswith("_id") and not (value.isascii() and value.isdecimal() and len(value) < 19):
        raise Refused(_("“%(value)s” does not fit the filter “%(filter)s”.") % {"value": value[:80], "filter": name})
    return Q(**{lookup: value.replace("\0", "")})


def unknown_filter(name: str, known: Any) -> str:
    """The sentence about a filter that is not there."""
    return _("There is no filter “%(name)s” here; there are: %(known)s.") % {"name": name, "known": ", ".join(known)}


def read_deals(by: Actor, asked: QueryDict) -> QuerySet[Deal]:
    """The deals that the filters find."""
    names = [name for one in known_filters(by) for name in one.names]
    unknown = next((name for name in asked if name not in names), None)
    if unknown is not None:
        raise Refused(unknown_filter(unknown, names))
    filtering = read_filters(asked, by)
    if filtering.problems:
        raise Refused(" ".join(filtering.problems))
    return filtering.find(Deal.objects.of(by))


def prepare_deals(deals: list[Any], by: Actor) -> None:
    """Put on each deal its tags, and the name of its company where that may be read."""
    tags: dict[int, list[str]] = {}
    hung = DealTag.objects.of(by).filter(deal__in=among(deal.pk for deal in deals)).order_by("tag__name")
    for deal_id, name in hung.values_list("deal_id", "tag__name"):
        tags.setdefault(deal_id, []).append(name)
    companies = Company.objects.of(by).filter(pk__in=among({deal.company_id for deal in deals} - {None}))
    names, now = dict(companies.values_list("pk", "name")), clock.now()
    for deal in deals:
        deal.tags, deal.days = tags.get(deal.pk, []), deal.days_in_stage(now)
        deal.company_name = names.get(deal.company_id, "")


def prepare_listed(deals: list[Any], by: Actor) -> None:
    """The same, and what is to be done next."""
    prepare_deals(deals, by)
    steps = NextStep.objects.on(among(deal.pk for deal in deals), "deal_id__in")
    known = {pk: step for pk, *step in steps.values_list("deal_id", "subject", "due_at")}
    for deal in deals:
        deal.step, deal.step_due_at = known.get(deal.pk, (None, None))


def deal_columns(by: Actor) -> list[Column]:
    """Everything that is known of a deal."""
    return [*DEAL, *own(Subject.DEAL)(by)]


DEAL = [
    fact("id", gettext_lazy("ID")),
    fact("name", gettext_lazy("Name")),
    fact("company", gettext_lazy("Company"), "company_name"),
    name_of("pipeline", gettext_lazy("Pipeline")),
    name_of("stage", gettext_lazy("Stage")),
    choice("status", gettext_lazy("Status"), DealStatus),
    name_of("owner", gettext_lazy("Owner")),
    fact("value", gettext_lazy("Value")),
    fact("currency", gettext_lazy("Currency")),
    fact("probability", gettext_lazy("Probability"), "odds"),
    fact("expected_close_on", gettext_lazy("Expected close")),
    name_of("source", gettext_lazy("Source")),
    choice("type", gettext_lazy("Type"), DealType),
    choice("forecast_category", gettext_lazy("Forecast category"), ForecastCategory),
    joined("tags", gettext_lazy("Tags")),
    fact("next_step", gettext_lazy("Next step"), "step"),
    fact("next_step_due_at", gettext_lazy("Next step due"), "step_due_at"),
    fact("opened_at", gettext_lazy("Opened")),
    fact("stage_entered_at", gettext_lazy("In stage since")),
    fact("days_in_stage", gettext_lazy("Days in stage"), "days"),
    fact("closed_at", gettext_lazy("Closed")),
    fact("aside_until", gettext_lazy("Set aside until")),
    fact("aside_reason", gettext_lazy("Why it is set aside")),
    name_of("loss_reason", gettext_lazy("Loss reason")),
    fact("loss_comment", gettext_lazy("Comment on the loss")),
    fact("mrr", gettext_lazy("Monthly revenue")),
    fact("description", gettext_lazy("Description")),
]


def read_companies(by: Actor, asked: QueryDict) -> QuerySet[Company]:
    """Companies by name, sector, country or the owner's name."""
    fields = {"name": "name__icontains", "sector": "sector", "country": "country", "owner": "owner__name__iexact"}
    return asked_for(Company.objects.of(by), asked, fields)


def company_columns(by: Actor) -> list[Column]:
    """Everything that is known of a company; a parent that may not be read is left out."""
    readable = by.readable_people

    def parent(row: Company) -> str:
        one = row.parent
        hidden = one is None or (readable is not None and one.owner_id is not None and one.owner_id not in readable)
        return "" if hidden or one is None else one.name

    return [*COMPANY, Column("parent", gettext_lazy("Parent company"), parent), *own(Subject.COMPANY)(by)]


COMPANY = [
    fact("id", gettext_lazy("ID")),
    fact("name", gettext_lazy("Name")),
    name_of("owner", gettext_lazy("Owner")),
    fact("inn", gettext_lazy("INN")),
    fact("kpp", gettext_lazy("KPP")),
    fact("uscc", gettext_lazy("USCC")),
    fact("sector", gettext_lazy("Sector")),
    fact("employees", gettext_lazy("Employees")),
    fact("annual_revenue", gettext_lazy("Annual revenue")),
    fact("founded", gettext_lazy("Founded")),
    fact("country", gettext_lazy("Country")),
    fact("region", gettext_lazy("Region")),
    fact("city", gettext_lazy("City")),
    fact("address", gettext_lazy("Address")),
    fact("website", gettext_lazy("Website")),
    joined("phones", gettext_lazy("Phones")),
    joined("emails", gettext_lazy("E-mails")),
    fact("description", gettext_lazy("Description")),
    fact("created_at", gettext_lazy("Created")),
]


def read_contacts(by: Actor, asked: QueryDict) -> QuerySet[Contact]:
    """Contacts by name or the owner's name."""
    return asked_for(Contact.objects.of(by), asked, {"name": "name__icontains", "owner": "owner__name__iexact"})


def prepare_contacts(contacts: list[Any], by: Actor) -> None:
    """Put on each contact how they are reached, and the name of their company where that may be read."""
    reached: dict[tuple[int, str], list[str]] = {}
    for channel in ContactChannel.objects.of(by).filter(contact__in=among(one.pk for one in contacts)):
        reached.setdefault((channel.contact_id, channel.kind), []).append(channel.value)
    for contact in contacts:
        for kind in ("email", "phone", "messenger"):
            setattr(contact, f"{kind}s", reached.get((contact.pk, kind), []))
        contact.company_name = getattr(readable_company(contact, by), "name", "")


def contact_columns(by: Actor) -> list[Column]:
    """Everything that is known of a contact."""
    return [*CONTACT, *own(Subject.CONTACT)(by)]


CONTACT = [
    fact("id", gettext_lazy("ID")),
    fact("name", gettext_lazy("Name")),
    fact("first_name", gettext_lazy("First name")),
    fact("last_name", gettext_lazy("Last name")),
    fact("company", gettext_lazy("Company"), "company_name"),
    fact("position", gettext_lazy("Position")),
    name_of("owner", gettext_lazy("Owner")),
    joined("emails", gettext_lazy("E-mails")),
    joined("phones", gettext_lazy("Phones")),
    joined("messengers", gettext_lazy("Messengers")),
    fact("description", gettext_lazy("Description")),
    fact("created_at", gettext_lazy("Created")),
]


def read_products(by: Actor, asked: QueryDict) -> QuerySet[Product]:
    """Products by name, code or category."""
    return asked_for(Product.objects.of(by), asked, {"name": "name__icontains", "code": "code", "category": "category"})


def product_columns(by: Actor) -> list[Column]:
    """Everything that is known of a product; its cost for those who may see costs."""
    return [*PRODUCT, *(COSTS if by.may_see_costs else ()), *own(Subject.PRODUCT)(by)]


PRODUCT = [
    fact("id", gettext_lazy("ID")),
    fact("name", gettext_lazy("Name")),
    fact("code", gettext_lazy("Code")),
    fact("category", gettext_lazy("Category")),
    fact("unit", gettext_lazy("Unit")),
    fact("unit_price", gettext_lazy("List price")),
    fact("currency", gettext_lazy("Currency")),
    fact("description", gettext_lazy("Description")),
    fact("retired_at", gettext_lazy("Retired")),
]
COSTS = [
    fact("unit_cost", gettext_lazy("Cost")),
    fact("cost_currency", gettext_lazy("Currency of the cost"), "currency_of_cost"),
]
TOLD_COSTS = ["unit_cost", "cost_currency"]
"""Facts of a product which its events tell too."""


def read_activities(by: Actor, asked: QueryDict) -> QuerySet[Activity]:
    """Activities by kind, direction, deal or the owner's name."""
    fields = {"kind": "kind", "direction": "direction", "deal": "deal_id", "owner": "owner__name__iexact"}
    return asked_for(Activity.objects.of(by), asked, fields)


def prepare_activities(activities: list[Any], by: Actor) -> None:
    """Name the records that activities hang on only where these may be read themselves."""
    for name, model in (("deal", Deal), ("company", Company), ("contact", Contact)):
        wanted = {getattr(row, f"{name}_id") for row in activities} - {None}
        names = dict(model.objects.of(by).filter(pk__in=wanted).values_list("pk", "name"))
        for row in activities:
            setattr(row, f"{name}_name", names.get(getattr(row, f"{name}_id"), ""))


ACTIVITY = [
    fact("id", gettext_lazy("ID")),
    choice("kind", gettext_lazy("Kind"), ActivityKind),
    fact("subject", gettext_lazy("Subject")),
    fact("body", gettext_lazy("Text")),
    name_of("owner", gettext_lazy("Owner")),
    fact("deal_id", gettext_lazy("Deal ID")),
    fact("deal", gettext_lazy("Deal"), "deal_name"),
    fact("company", gettext_lazy("Company"), "company_name"),
    fact("contact", gettext_lazy("Contact"), "contact_name"),
    fact("due_at", gettext_lazy("Due")),
    fact("duration", gettext_lazy("Duration in minutes")),
    fact("done_at", gettext_lazy("Done")),
    fact("outcome", gettext_lazy("Outcome")),
    choice("direction", gettext_lazy("Direction of the call"), CallDirection),
    fact("created_at", gettext_lazy("Created")),
]


def read_events(by: Actor, asked: QueryDict) -> QuerySet[Event]:
    """The journal; who reads less than everything reads the events of the deals they may read."""
    found = Event.objects.of(by)
    if by.readable_people is not None:
        found = found.filter(Q(deal_id__in=Deal.objects.of(by).values("pk")))
    if not by.may_see_costs:
        found = found.exclude(kind=ProductChanged.kind, data__changes__has_any_keys=TOLD_COSTS)
    return asked_for(found, asked, {"kind": "kind", "deal": "deal_id", "origin": "origin", "person": "person_id"})


EVENT = [
    fact("position", gettext_lazy("Position")),
    fact("kind", gettext_lazy("Kind")),
    fact("occurred_at", gettext_lazy("Happened")),
    fact("recorded_at", gettext_lazy("Recorded")),
    fact("origin", gettext_lazy("Origin")),
    fact("person_id", gettext_lazy("Person ID")),
    fact("deal_id", gettext_lazy("Deal ID")),
    fact("company_id", gettext_lazy("Company ID")),
    fact("contact_id", gettext_lazy("Contact ID")),
    Column("data", gettext_lazy("Data"), lambda row: json.dumps(row.data, ensure_ascii=False, sort_keys=True)),
]

DEAL_RELATED = ("stage", "pipeline", "owner", "source", "loss_reason")

TABLES = {
    table.key: table
    for table in (
        Table("deals", gettext_lazy("Deals"), deal_columns, read_deals, DEAL_RELATED, prepare_listed),
        Table("companies", gettext_lazy("Companies"), company_columns, read_companies, ("owner", "parent")),
        Table(
            "contacts", gettext_lazy("Contacts"), contact_columns, read_contacts, ("owner", "company"), prepare_contacts
        ),
        Table("products", gettext_lazy("Products"), product_columns, read_products),
        Table(
            "activities",
            gettext_lazy("Activities"),
            lambda _by: ACTIVITY,
            read_activities,
            ("owner",),
            prepare_activities,
        ),
        Table("events", gettext_lazy("Events"), lambda _by: EVENT, read_events),
        PROCESSES,
        TARGETS,
        KPIS,
    )
}
