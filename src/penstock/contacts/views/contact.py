"""The contact's page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from penstock.contacts.facts import FACTS, custom_facts, fact_of, facts_of
from penstock.contacts.models import Contact
from penstock.contacts.queries import readable_company
from penstock.ui.panels import panels


@require_GET
def contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything about the contact on one page, which may also be a side sheet."""
    found, by = contact_or_404(request, pk), request.actor
    context = {
        "contact": found,
        "company": readable_company(found, by),
        "may_write": by.may_write_for(found.owner_id),
        "name": fact_of(found, "name", by),
        "owner": fact_of(found, "owner", by),
        "description": fact_of(found, "description", by),
        "facts": [*facts_of(found, FACTS, by), *custom_facts(found, by)],
        "main": panels("contact", "main", request, found),
        "side": panels("contact", "side", request, found),
    }
    return render(request, "contacts/contact.html", context)


def contact_or_404(request: HttpRequest, pk: int) -> Contact:
    """The contact, if the person may read it."""
    return get_object_or_404(Contact.objects.of(request.actor).select_related("owner", "company", "workspace"), pk=pk)
