"""Contacts: rows become contacts, or change those that are known by id, by address or by name and company."""

from typing import Any

from penstock.contacts.actions import NewContact, change_contact, ingest_contacts
from penstock.contacts.channels import Channel
from penstock.contacts.models import ChannelKind, Contact, ContactChannel
from penstock.imports.drafting.drafts import Draft, Refusal
from penstock.imports.drafting.names import trim_name
from penstock.imports.drafting.survey import TableSurvey, full_name
from penstock.imports.running.custom_fields import sound_drafts
from penstock.imports.running.differences import changed_facts
from penstock.imports.running.references import company_of, make_companies, owner_of
from penstock.imports.running.run import Run


def take_contacts(run: Run, table: TableSurvey, rows: list[Draft | Refusal]) -> None:
    """A block of rows of contacts."""
    drafts = sound_drafts(run, table, rows)
    make_companies(run, drafts)
    known_addresses = _by_address(run, drafts)
    news: list[tuple[NewContact, str, str]] = []
    fresh: list[Draft] = []
    known: list[tuple[int, Draft]] = []
    within: set[str] = set()
    for draft in drafts:
        external_id, key = draft.values.get("external_id", ""), _key(draft.values)
        pk = _known(run, draft.values, known_addresses)
        if pk is not None:
            known.append((pk, draft))
        elif not external_id and key in within:
            run.counts["contact"]["matched"] += 1
        else:
            within.add(key)
            fresh.append(draft)
            news.append((new_contact(run, draft.values), external_id, full_name(draft.values)))
    written = ingest_contacts([new for new, _id, _name in news], by=run.by) if news else []
    for contact, (_new, external_id, name) in zip(written, news, strict=True):
        run.made("contact", contact.pk, table, external_id, name)
    for contact, draft in zip(written, fresh, strict=True):
        run.books["contact"].add(contact.pk, None, name_at(contact.name, draft.values.get("company")))
    _change(run, table, known)


def _key(values: dict[str, Any]) -> str:
    """What tells people without ids apart: an address, else the name with the company."""
    address = next(iter(values.get("emails", [])), "")
    return address or trim_name(name_at(full_name(values), values.get("company")))


def _by_address(run: Run, drafts: list[Draft]) -> dict[str, int]:
    """Contacts that have one of the block's e-mail addresses already."""
    addresses = {address for draft in drafts for address in draft.values.get("emails", [])}
    rows = ContactChannel.objects.of(run.by).filter(kind=ChannelKind.EMAIL, normal__in=addresses)
    return dict(rows.order_by("-pk").values_list("normal", "contact_id"))


def _known(run: Run, values: dict[str, Any], addresses: dict[str, int]) -> int | None:
    """An id decides where there is one; else an address, else a name that was there before this import."""
    book = run.books["contact"]
    external_id = values.get("external_id")
    if external_id:
        return book.find(external_id)
    by_address = next((addresses[one] for one in values.get("emails", []) if one in addresses), None)
    if by_address or values.get("emails"):
        return by_address
    return book.find(None, name_at(full_name(values), values.get("company")))


def name_at(name: str, company: str | None) -> str:
    """What people without id and address are known by: their name, at their company where it is told."""
    return f"{name} @ {company}" if company else name


def new_contact(run: Run, values: dict[str, Any]) -> NewContact:
    """A row's values as a new contact."""
    channels = [Channel(ChannelKind.EMAIL, address) for address in values.get("emails", [])]
    channels += [Channel(ChannelKind.PHONE, phone) for phone in values.get("phones", [])]
    return NewContact(contact_facts(run, values), channels, run.moment(values.get("created_at")) or run.survey.latest)


def contact_facts(run: Run, values: dict[str, Any]) -> dict[str, Any]:
    """A row's values as the model's facts."""
    facts: dict[str, Any] = {"name": full_name(values)}
    facts |= {name: values[name] for name in ("first_name", "last_name") if name in values}
    if "job_title" in values:
        facts["position"] = values["job_title"]
    if "note" in values:
        facts["description"] = "\n\n".join(values["note"])
    for name, pk in (("company_id", company_of(run, values)), ("owner_id", owner_of(run, values))):
        if pk is not None:
            facts[name] = pk
    return facts | ({"custom": values["custom"]} if "custom" in values else {})


def _change(run: Run, table: TableSurvey, known: list[tuple[int, Draft]]) -> None:
    rows = Contact.objects.of(run.by).in_bulk([pk for pk, _draft in known])
    for pk, draft in known:
        if pk not in rows:
            continue
        facts = {name: value for name, value in contact_facts(run, draft.values).items() if not name.endswith("_id")}
        before, differing = changed_facts(rows[pk], facts)
        if differing:
            change_contact(rows[pk], by=run.by, **differing)
        run.matched("contact", pk, table, draft.values.get("external_id", ""), before)
