"""The people on a company's page."""

from typing import Any

from django.http import HttpRequest

from penstock.companies.models import Company
from penstock.contacts.queries import contacts_at
from penstock.ui.panels import panel

MOST = 50


@panel("company")
class PeopleAtCompany:
    """The contacts at a company, with the way to add one."""

    template = "contacts/panels/at_company.html"
    order = 20
    column = "side"

    def context(self, request: HttpRequest, record: Company) -> dict[str, Any]:
        """The first contacts by name, and whether there are more."""
        found = list(contacts_at(record, request.actor)[: MOST + 1])
        return {
            "company": record,
            "contacts": found[:MOST],
            "has_more": len(found) > MOST,
            "may_add": request.actor.may_write,
        }
