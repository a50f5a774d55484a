"""Let our people join a deal beside its owner, and leave it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from penstock.deals.actions import add_deal_person, remove_deal_person
from penstock.deals.forms.people import PersonForm
from penstock.deals.models import DealPerson
from penstock.deals.views.answers import as_before, deal_or_404, done, given
from penstock.journal.models import Event
from penstock.ui.answers import with_then
from penstock.ui.asking import Question, put


@require_http_methods(["GET", "POST"])
def add_person(request: HttpRequest, pk: int) -> HttpResponse:
    """Let one of our people join the deal in a role."""
    deal = deal_or_404(request, pk)
    form = PersonForm(given(request), by=request.actor)
    question = Question(
        _("Who helps with this deal?"), _("Let join"), with_then(request, reverse("deals:add_person", args=[pk]))
    )

    def act() -> Event | None:
        data = dict(form.cleaned_data)
        return add_deal_person(deal, data["person"], data["role"], by=request.actor)

    def told(event: Event | None) -> HttpResponse:
        joined = DealPerson.objects.on(deal).get(**form.cleaned_data)
        undo = reverse("deals:remove_person", args=[pk, joined.pk])
        return done(request, deal, event, _("The team of “%(deal)s” is saved.") % {"deal": deal}, undo=undo)

    return put(request, form, question, act, told)


@require_POST
def remove_person(request: HttpRequest, pk: int, link_pk: int) -> HttpResponse:
    """Let one of our people leave the deal."""
    deal = deal_or_404(request, pk)
    link = get_object_or_404(DealPerson.objects.on(deal).select_related("person"), pk=link_pk)
    undo = as_before(reverse("deals:add_person", args=[pk]), person=link.person_id, role=link.role)
    event = remove_deal_person(deal, link.person, link.role, by=request.actor)
    words = {"person": link.person, "deal": deal}
    return done(request, deal, event, _("%(person)s is no longer on “%(deal)s”.") % words, undo=undo)
