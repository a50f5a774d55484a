"""How many contacts a sale is given, and how many a week are too many."""

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from penstock.attention.actions import set_contact_norm
from penstock.attention.queries import contact_norm
from penstock.ui.asking import Question, go_on, put, sent
from penstock.workspaces.requests import MemberRequest


@require_http_methods(["GET", "POST"])
def contacts(request: MemberRequest) -> HttpResponse:
    """Set both numbers."""
    request.actor.require_admin(_("Only an administrator may set limits."))
    known = contact_norm(request.actor.workspace)
    form = forms.Form(sent(request), initial={"touches": known.touches, "a_week": known.a_week})
    form.fields["touches"] = forms.IntegerField(
        label=_("Contacts that a sale is given"),
        min_value=1,
        help_text=_("Calls, meetings and e-mails. Deals lost before that can be filtered in the list."),
    )
    form.fields["a_week"] = forms.IntegerField(
        label=_("Contacts within a week that are too many"),
        min_value=1,
        help_text=_("From here on the deal’s page advises to give the buyer time."),
    )
    question = Question(_("Contacts"), _("Save"), reverse("attention:contacts"))

    def act() -> object:
        return set_contact_norm(**form.cleaned_data, by=request.actor)

    return put(request, form, question, act, lambda _event: go_on(request, reverse("attention:usual")))
