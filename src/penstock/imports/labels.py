"""What the fields of an import are called on the screen."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from penstock.imports.recognise.stage_dates import PREFIX
from penstock.imports.recognise.vocabulary import KINDS

LABELS: dict[str, Any] = {
    "external_id": gettext_lazy("Id in the other system"), "name": gettext_lazy("Name"), "value": gettext_lazy("Value"),
    "currency": gettext_lazy("Currency"), "stage": gettext_lazy("Stage"), "status": gettext_lazy("Status"),
    "pipeline": gettext_lazy("Pipeline"), "pipeline_id": gettext_lazy("Pipeline's id"), "owner": gettext_lazy("Owner"),
    "owner_id": gettext_lazy("Owner's id"), "owner_email": gettext_lazy("Owner's e-mail"), "company": gettext_lazy("Company"),
    "company_id": gettext_lazy("Company's id"), "contact": gettext_lazy("Contact"), "contact_id": gettext_lazy("Contact's id"),
    "contact_title": gettext_lazy("Contact's position"), "contact_emails": gettext_lazy("Contact's e-mail"),
    "contact_phones": gettext_lazy("Contact's phone"), "product": gettext_lazy("Product"),
    "product_id": gettext_lazy("Product's id"), "quantity": gettext_lazy("Quantity"), "probability": gettext_lazy("Probability"),
    "created_at": gettext_lazy("Created"), "stage_entered_at": gettext_lazy("Stage entered"),
    "close_date": gettext_lazy("Close, expected or actual"), "expected_close_on": gettext_lazy("Expected close"),
    "closed_at": gettext_lazy("Closed"), "won_at": gettext_lazy("Won on"), "lost_at": gettext_lazy("Lost on"),
    "lost_reason": gettext_lazy("Loss reason"), "source": gettext_lazy("Source"), "type": gettext_lazy("Type"),
    "forecast_category": gettext_lazy("Forecast category"),
    "aside_until": gettext_lazy("Set aside until"), "aside_reason": gettext_lazy("Why it is set aside"),
    "note": gettext_lazy("Note"), "next_step": gettext_lazy("Next step"), "tags": gettext_lazy("Tags"),
    "is_closed": gettext_lazy("Is closed"), "is_won": gettext_lazy("Is won"), "deleted": gettext_lazy("Deleted there"),
    "legal_name": gettext_lazy("Legal name"), "parent": gettext_lazy("Parent company"),
    "parent_id": gettext_lazy("Parent company's id"), "sector": gettext_lazy("Sector"), "kind": gettext_lazy("Kind"),
    "address": gettext_lazy("Address"), "city": gettext_lazy("City"), "region": gettext_lazy("Region"),
    "country": gettext_lazy("Country"), "postal_code": gettext_lazy("Postal code"), "description": gettext_lazy("Description"),
    "size": gettext_lazy("Size"), "website": gettext_lazy("Website"), "year_founded": gettext_lazy("Founded"),
    "inn": gettext_lazy("INN"), "kpp": gettext_lazy("KPP"), "uscc": gettext_lazy("Unified social credit code"),
    "emails": gettext_lazy("E-mail"), "phones": gettext_lazy("Phone"), "revenue": gettext_lazy("Annual revenue"),
    "employees": gettext_lazy("Employees"), "first_name": gettext_lazy("First name"),
    "middle_name": gettext_lazy("Middle name"), "last_name": gettext_lazy("Last name"),
    "job_title": gettext_lazy("Position"), "birthday": gettext_lazy("Birthday"), "code": gettext_lazy("Code"),
    "category": gettext_lazy("Category"), "unit": gettext_lazy("Unit"), "price": gettext_lazy("List price"),
    "cost": gettext_lazy("Cost"), "active": gettext_lazy("In use"), "manager": gettext_lazy("Manager"),
    "team": gettext_lazy("Team"), "office": gettext_lazy("Office"), "title": gettext_lazy("Title"),
    "subject": gettext_lazy("Subject"), "deal": gettext_lazy("Deal"), "deal_id": gettext_lazy("Deal's id"),
    "deal_name": gettext_lazy("Deal's name"), "lead_id": gettext_lazy("Lead's id"), "outcome": gettext_lazy("Outcome"),
    "direction": gettext_lazy("Direction"), "starts_at": gettext_lazy("Start"), "ends_at": gettext_lazy("End"),
    "due_at": gettext_lazy("Due"), "done_at": gettext_lazy("Done on"), "done": gettext_lazy("Is done"),
    "duration_seconds": gettext_lazy("Duration in seconds"), "duration_minutes": gettext_lazy("Duration in minutes"),
    "stage_from": gettext_lazy("From stage"), "lifecycle": gettext_lazy("Life cycle"), "property": gettext_lazy("Property"),
    "entered_at": gettext_lazy("Stage entered"), "left_at": gettext_lazy("Stage left"), "order": gettext_lazy("Order"),
    "role": gettext_lazy("Role"), "converted": gettext_lazy("Converted"),
}  # fmt: skip


def label(name: str) -> str:
    """A field in words; a column that dates a stage names it."""
    if name.startswith(PREFIX):
        return _("Entered “%(stage)s”") % {"stage": name[len(PREFIX) :]}
    return str(LABELS.get(name, name))


def field_choices(kind: str, current: str | None, own: dict[str, str]) -> list[tuple[str, str]]:
    """The fields that a column of such a table may be taken for; ``own`` are the workspace's, with their labels."""
    names = [*KINDS[kind].fields, *([current] if current and current.startswith(PREFIX) else [])]
    known = sorted(((name, label(name)) for name in names), key=lambda pair: pair[1])
    return [("", _("Leave out")), *known, *sorted(own.items(), key=lambda pair: pair[1])]


def kind_choices() -> list[tuple[str, str]]:
    """What a table may be taken for."""
    taken = [(kind.key, str(kind.label)) for kind in KINDS.values() if kind.taken]
    return [*taken, ("unknown", _("Leave out"))]
