"""Take a change of a contact back."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from penstock.contacts.actions import undo_contact_change
from penstock.contacts.views.contact import contact_or_404
from penstock.ui.answers import toast
from penstock.ui.asking import go_on


@require_POST
def undo(request: HttpRequest, pk: int, position: int) -> HttpResponse:
    """The facts are as they were."""
    contact = contact_or_404(request, pk)
    if undo_contact_change(contact, position, by=request.actor):
        toast(request, _("“%(record)s” is as it was.") % {"record": contact})
    return go_on(request, reverse("contacts:contact", args=[pk]))
