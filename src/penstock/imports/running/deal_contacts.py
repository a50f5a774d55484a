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
    book = run.books["contact"]
    wanted: dict[str, dict[str, Any]] = {}
    for draft in drafts:
        name = draft.values.get("contact")
        if name and not draft.values.get("contact_id") and book.find(None, name) is None:
            wanted.setdefault(trim_name(name), _values(draft.values))
    news = [new_contact(run, values) for values in wanted.values()]
    for contact in ingest_contacts(news, by=run.by) if news else []:
        run.made("contact", contact.pk, name=contact.name)


def _values(values: dict[str, Any]) -> dict[str, Any]:
    """What a row of a deal tells about its contact."""
    told = {
        "name": values["contact"],
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
    if values.get("contact") and not any(found):
        found.append(book.find(None, values["contact"]))
    kept = dict.fromkeys(pk for pk in found if pk is not None)
    return [DealContact(contact_id=pk, is_primary=position == 0) for position, pk in enumerate(kept)]
