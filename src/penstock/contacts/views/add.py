"""Add a contact."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from penstock.companies.models import Company
from penstock.contacts.actions import add_contact
from penstock.contacts.forms import AddForm
from penstock.contacts.models import Contact
from penstock.ui.answers import toast
from penstock.ui.asking import Question, go_on, put, sent


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """The form of a new contact; ``company`` in the address fills it in."""
    form = AddForm(sent(request), by=request.actor, initial=_initial(request))
    question = Question(_("New contact"), _("Add the contact"), reverse("contacts:add"))
    return put(
        request,
        form,
        question,
        lambda: add_contact(by=request.actor, **form.facts()),
        lambda contact: _added(request, contact),
    )


def _initial(request: HttpRequest) -> dict[str, Any]:
    text = request.GET.get("company", "")
    company = Company.objects.of(request.actor).filter(pk=text).first() if text.isdecimal() and len(text) < 19 else None
    return {"company": company} if company else {}


def _added(request: HttpRequest, contact: Contact) -> HttpResponse:
    page = reverse("contacts:contact", args=[contact.pk])
    toast(request, _("Added “%(record)s”.") % {"record": contact}, undo=reverse("contacts:remove", args=[contact.pk]))
    return go_on(request, page)
