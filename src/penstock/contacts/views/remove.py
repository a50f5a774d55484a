"""Take a contact out of sight, and bring it back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from penstock.contacts.actions import remove_contact, restore_contact
from penstock.contacts.models import Contact
from penstock.contacts.queries import removed_contacts
from penstock.contacts.views.contact import contact_or_404
from penstock.ui.answers import toast
from penstock.ui.asking import go_on


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """The contact leaves lists and search; nothing is destroyed."""
    contact = contact_or_404(request, pk)
    remove_contact(contact, by=request.actor)
    toast(request, _("“%(record)s” is removed.") % {"record": contact}, undo=reverse("contacts:restore", args=[pk]))
    return go_on(request, reverse("contacts:list"))


@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """The removed contact is back."""
    known = removed_contacts(request.actor) | Contact.objects.of(request.actor)
    contact = get_object_or_404(known, pk=pk)
    if restore_contact(contact, by=request.actor):
        toast(request, _("“%(record)s” is back.") % {"record": contact})
    return go_on(request, reverse("contacts:contact", args=[pk]))
