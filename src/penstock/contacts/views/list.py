"""The list of contacts."""

from typing import Any

from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from penstock.contacts.models import ChannelKind, Contact, ContactChannel
from penstock.contacts.queries import channels_of, companies_by_contact
from penstock.ui.answers import is_partial
from penstock.ui.lists import containing, slice_of
from penstock.workspaces.actor import Actor

SORTS = {"name": F("name"), "position": F("position"), "created": F("created_at")}


@require_GET
def contacts(request: HttpRequest) -> HttpResponse:
    """The contacts that one may see, by any part of the name, a position or the beginning of an address."""
    text, by = request.GET.get("q", "").replace("\x00", "").strip()[:100], request.actor
    rows = Contact.objects.of(by).select_related("owner", "workspace")
    if text:
        rows = rows.filter(_fitting(text, by))
    found = slice_of(request, rows, SORTS)
    context = {"people": _with_reach(found.rows, by), "sort": found.sort, "more_url": found.more_url, "q": text}
    template = "contacts/parts/rows.html" if is_partial(request) else "contacts/list.html"
    return render(request, template, {**context, "can_add": by.may_write, "label": _("Contacts")})


def _fitting(text: str, by: Actor) -> Q:
    reached = ContactChannel.objects.of(by).filter(normal__startswith=text.lower())
    return containing("name", text) | containing("position", text) | Q(pk__in=reached.values("contact_id"))


def _with_reach(rows: list[Contact], by: Actor) -> list[tuple[Any, ...]]:
    """Each contact with its company, first e-mail and first phone, in two queries for all of them."""
    channels, companies = channels_of(rows), companies_by_contact(rows, by)
    return [
        (
            contact,
            companies.get(contact.company_id or 0),
            next((row for row in channels[contact.pk] if row.kind == ChannelKind.EMAIL), None),
            next((row for row in channels[contact.pk] if row.kind == ChannelKind.PHONE), None),
        )
        for contact in rows
    ]
