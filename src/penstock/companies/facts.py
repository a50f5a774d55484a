"""The facts of a company as its page shows them: what they are called, how they read, where they are edited."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString

from penstock.common.checks import safe_link
from penstock.common.phones import digits
from penstock.companies.forms import LABELS, listed
from penstock.companies.models import Company
from penstock.companies.queries import readable_parent
from penstock.companies.requisites import requisite_warnings
from penstock.fields.forms import PREFIX
from penstock.fields.models import FieldType, Subject
from penstock.fields.readings import readings
from penstock.ui import formats
from penstock.ui.facts import Fact, in_lines
from penstock.ui.markup import format_html
from penstock.ui.templatetags.ui_tags import avatar, icon, money
from penstock.workspaces.actor import Actor

FACTS = ("parent", "sector", "employees", "annual_revenue", "founded", "website", "phones", "emails")
PLACE = ("country", "region", "city", "address")
REQUISITES = ("inn", "kpp", "uscc")


def facts_of(company: Company, names: tuple[str, ...], by: Actor) -> list[Fact]:
    """Some facts of a company, in this order."""
    return [fact_of(company, name, by) for name in names]


def fact_of(company: Company, name: str, by: Actor) -> Fact:
    """One fact by its name, such as ``sector`` or ``custom.tier``."""
    if name.startswith(PREFIX):
        return next(fact for fact in custom_facts(company, by) if fact.name == name)
    shown = SHOWN[name](company, by) if name in SHOWN else listed(getattr(company, name))
    link = LINKS[name](company) if name in LINKS and shown else ""
    return Fact(name, str(LABELS[name]), shown, edit_url(company, name, by), link)


def custom_facts(company: Company, by: Actor) -> list[Fact]:
    """The workspace's own fields, filled or not."""
    found = []
    for field, text in readings(by, Subject.COMPANY, company.custom):
        link = safe_link(text) if field.type == FieldType.URL else ""
        found.append(Fact(PREFIX + field.key, field.label, text, edit_url(company, PREFIX + field.key, by), link))
    return found


def edit_url(company: Company, name: str, by: Actor) -> str:
    """Where a fact is edited; empty where the reader may not."""
    return reverse("companies:change", args=[company.pk, name]) if by.may_write_for(company.owner_id) else ""


def person(owner: Any) -> SafeString | str:
    """A person with their mark."""
    return format_html('<span class="person">{}{}</span>', avatar(owner, "tiny"), owner) if owner else ""


def phone_link(phone: str) -> str:
    """An address that calls the phone."""
    return f"tel:{'+' if phone.strip().startswith('+') else ''}{digits(phone)}"


def _requisite(name: str) -> Callable[[Company, Actor], SafeString | str]:
    def shown(company: Company, _by: Actor) -> SafeString | str:
        value = getattr(company, name)
        wrong = requisite_warnings(company.inn, company.kpp, company.uscc).get(name)
        if not wrong:
            return value
        return format_html('{} <span class="mark is-warning">{}{}</span>', value, icon("triangle-alert"), wrong)

    return shown


SHOWN: dict[str, Callable[[Company, Actor], Any]] = {
    "owner": lambda company, _by: person(company.owner),
    "parent": lambda company, by: str(readable_parent(company, by) or ""),
    "employees": lambda company, _by: "" if company.employees is None else formats.number(company.employees),
    "annual_revenue": lambda company, by: (
        "" if company.annual_revenue is None else money(company.annual_revenue, by.workspace.currency, exact=True)
    ),
    "address": lambda company, _by: in_lines(company.address),
    "description": lambda company, _by: in_lines(company.description),
    **{name: _requisite(name) for name in REQUISITES},
}

LINKS: dict[str, Callable[[Company], str]] = {
    "parent": lambda company: reverse("companies:company", args=[company.parent_id]),
    "website": lambda company: safe_link(company.website),
    "phones": lambda company: phone_link(company.phones[0]),
    "emails": lambda company: f"mailto:{company.emails[0]}",
}
