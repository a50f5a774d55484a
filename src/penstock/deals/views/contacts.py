"""Put the buyer's people on a deal and take them off."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from penstock.contacts.models import Contact
from penstock.deals.actions import add_deal_contact, remove_deal_contact
from penstock.deals.forms.people import ContactForm
from penstock.deals.models import Deal, DealContact
from penstock.deals.views.answers import as_before, deal_or_404, done, given
from penstock.journal.models import Event
from penstock.ui.answers import with_then
from penstock.ui.asking import Question, put


@require_http_methods(["GET", "POST"])
def add_contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a contact on the deal with a role; for one who is on it, ``contact`` in the address, change the role."""
    deal = deal_or_404(request, pk)
    link = _link(request, deal)
    initial = {"contact": link.contact, "role": link.role, "is_primary": link.is_primary} if link else None
    form = ContactForm(given(request), by=request.actor, initial=initial)
    question = Question(
        _("Who buys?"), _("Put on the deal"), with_then(request, reverse("deals:add_contact", args=[pk]))
    )

    undo: list[str] = []

    def act() -> Event | None:
        data = dict(form.cleaned_data)
        contact = data.pop("contact")
        undo.append(_undo(deal, contact))
        return add_deal_contact(deal, contact, by=request.actor, **data)

    def told(event: Event | None) -> HttpResponse:
        return done(request, deal, event, _("The people of “%(deal)s” are saved.") % {"deal": deal}, undo=undo[0])

    return put(request, form, question, act, told)


@require_POST
def remove_contact(request: HttpRequest, pk: int, contact_pk: int) -> HttpResponse:
    """Take a contact off the deal."""
    deal = deal_or_404(request, pk)
    link = get_object_or_404(DealContact.objects.on(deal).select_related("contact"), contact_id=contact_pk)
    undo = _undo(deal, link.contact)
    event = remove_deal_contact(deal, link.contact, by=request.actor)
    words = {"contact": link.contact, "deal": deal}
    return done(request, deal, event, _("%(contact)s is no longer on “%(deal)s”.") % words, undo=undo)


def _undo(deal: Deal, contact: Contact) -> str:
    """The address that makes the contact's place on the deal what it is now."""
    link = DealContact.objects.on(deal).filter(contact=contact).first()
    if link is None:
        return reverse("deals:remove_contact", args=[deal.pk, contact.pk])
    before = {"contact": f"{contact} #{contact.pk}", "role": link.role, "is_primary": "on" if link.is_primary else ""}
    return as_before(reverse("deals:add_contact", args=[deal.pk]), **before)


def _link(request: HttpRequest, deal: Any) -> DealContact | None:
    wanted = request.GET.get("contact", "")
    rows = DealContact.objects.on(deal).select_related("contact")
    readable = Contact.objects.of(request.actor)
    return rows.filter(contact_id=int(wanted), contact__in=readable).first() if wanted.isdecimal() else None
