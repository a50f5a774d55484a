"""How many open deals a seller should have in a stage at most."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from penstock.attention.actions import set_stage_limit
from penstock.attention.models import StageLimit
from penstock.pipelines.models import Stage
from penstock.ui.asking import Question, go_on, put, sent
from penstock.workspaces.requests import MemberRequest


@require_http_methods(["GET", "POST"])
def limit(request: MemberRequest, pk: int) -> HttpResponse:
    """Set the limit, or take it away with an empty box."""
    request.actor.require_admin(_("Only an administrator may set limits."))
    stage = get_object_or_404(Stage.objects.of(request.actor), pk=pk)
    known = StageLimit.objects.of(request.actor).filter(stage_id=pk).values_list("most", flat=True).first()
    form = forms.Form(sent(request), initial={"most": known})
    form.fields["most"] = forms.IntegerField(
        label=_("Open deals of one seller, at most"),
        min_value=1,
        required=False,
        help_text=_("Empty: as many as come."),
    )
    question = Question(stage.name, _("Save"), reverse("attention:limit", args=[pk]))

    def act() -> object:
        return set_stage_limit(stage, form.cleaned_data["most"], by=request.actor)

    return put(request, form, question, act, lambda _event: go_on(request, reverse("attention:usual")))
