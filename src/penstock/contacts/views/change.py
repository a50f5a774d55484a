"""Edit one fact of a contact where it stands."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from penstock.contacts.actions import assign_contact, change_contact, set_channels
from penstock.contacts.facts import fact_of
from penstock.contacts.forms import CHANNELS, fact_form, with_channels
from penstock.contacts.models import Contact
from penstock.contacts.queries import channels_of
from penstock.contacts.views.contact import contact_or_404
from penstock.fields.forms import PREFIX
from penstock.journal.models import Event
from penstock.ui.answers import toast
from penstock.ui.asking import Question, sent
from penstock.ui.facts import Fact, change_fact
from penstock.workspaces.actor import Actor


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """GET is the box of the fact, POST saves it and answers the fact as it is now."""
    contact = contact_or_404(request, pk)
    form = fact_form(sent(request), contact, channels_of([contact])[pk], name, request.actor)
    if form is None:
        raise Http404
    heading = _("Change “%(record)s”") % {"record": contact}
    question = Question(heading, _("Save"), reverse("contacts:change", args=[pk, name]))
    page = reverse("contacts:contact", args=[pk])
    return change_fact(request, form, question, page, lambda: _saved(request, contact, name, form.cleaned_data[name]))


def _saved(request: HttpRequest, contact: Contact, name: str, value: Any) -> Fact:
    by = request.actor
    event = save_fact(contact, name, value, by=by)
    contact = contact_or_404(request, contact.pk) if event else contact
    fact = fact_of(contact, name, by)
    if event:
        undo = reverse("contacts:undo", args=[contact.pk, event.position])
        sentence = _("%(fact)s of “%(record)s” is changed.") % {"fact": fact.label, "record": contact}
        toast(request, sentence, undo=undo)
    return fact


def save_fact(contact: Contact, name: str, value: Any, *, by: Actor) -> Event | None:
    """Call the action that this fact belongs to."""
    if name == "owner":
        return assign_contact(contact, value, by=by)
    if name in CHANNELS:
        return set_channels(contact, with_channels(channels_of([contact])[contact.pk], name, str(value)), by=by)
    if name.startswith(PREFIX):
        return change_contact(contact, by=by, custom={name.removeprefix(PREFIX): value})
    return change_contact(contact, by=by, **{name: value})
