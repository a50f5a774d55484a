"""Deal contacts: the buyer's people whom rows of deals name, with the phones and addresses beside their name."""

from typing import Any

from penstock.contacts.actions import ingest_contacts
from penstock.deals.models import DealContact
from penstock.imports.drafting.drafts import Draft
from penstock.imports.drafting.names import trim_name
from penstock.imports.running.contacts import new_contact
from penstock.imports.running.run import Run


def make_contacts(run: Run, drafts: list[Draft]) -> None:
    """The contacts that rows of deals name and nobody lists, at once for a block."""
    wanted: dict[str, tuple[str, dict[str, Any]]] = {}
    for draft in drafts:
        for external_id, name in _named(draft.values):
            if run.books["contact"].find(external_id, name) is None:
                wanted.setdefault(external_id or trim_name(name), (external_id, _values(draft.values, name)))
    news = [new_contact(run, values) for _id, values in wanted.values()]
    for contact, (external_id, _told) in zip(
        ingest_contacts(news, by=run.by) if news else [], wanted.values(), strict=True
    ):
        run.made("contact", contact.pk, name=contact.name)
        run.books["contact"].add(contact.pk, external_id, None)


def _named(values: dict[str, Any]) -> list[tuple[str, str]]:
    """The contacts that a row names, each with its id where the ids stand beside in the same number."""
    name, ids = values.get("contact"), values.get("contact_id", [])
    if not name:
        return []
    names = [part.strip() for part in name.split(";") if part.strip()] if len(ids) > 1 else [name]
    return list(zip(ids, names, strict=True)) if len(ids) == len(names) else [("", one) for one in names]


def _values(values: dict[str, Any], name: str) -> dict[str, Any]:
    """What a row of a deal tells about its contact."""
    told = {
        "name": name,
        "emails": values.get("contact_emails"),
        "phones": values.get("contact_phones"),
        "job_title": values.get("contact_title"),
        "owner": values.get("owner"),
        "company": values.get("company"),
        "company_id": values.get("company_id"),
        "created_at": values.get("created_at"),
    }
    return {name: value for name, value in told.items() if value}


def contacts_of(run: Run, values: dict[str, Any]) -> list[DealContact]:
    """The contacts of a deal: by its row's ids or name, and by the tables that link them; the first is the main one."""
    book = run.books["contact"]
    linked = run.survey.links.get(values.get("external_id", ""), {}).get("contact_id", [])
    found = [book.find(one) for one in (*values.get("contact_id", []), *linked)]
    if not any(found):
        found += [book.find(None, name) for _id, name in _named(values)]
    kept = dict.fromkeys(pk for pk in found if pk is not None)
    return [DealContact(contact_id=pk, is_primary=position == 0) for position, pk in enumerate(kept)]
