"""Open a deal."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from penstock.companies.models import Company
from penstock.contacts.models import Contact
from penstock.deals.actions import open_deal
from penstock.deals.forms.opening import OpenForm
from penstock.deals.models import Deal
from penstock.deals.views.answers import changed
from penstock.deals.views.told import with_what_lacks
from penstock.pipelines.models import Stage
from penstock.pipelines.queries import first_open_stage
from penstock.ui.answers import answer, toast
from penstock.ui.asking import Question, put, sent


@require_http_methods(["GET", "POST"])
def open_(request: HttpRequest) -> HttpResponse:
    """The form of a new deal; ``stage``, ``company`` and ``contact`` in the address fill it in."""
    by = request.actor
    stage = Stage.objects.of(by).filter(pk=_number(request, "stage")).first()
    pipeline_id = stage.pipeline_id if stage else _number(request, "pipeline")
    form = OpenForm(sent(request), by=by, pipeline_id=pipeline_id, initial=_initial(request, stage))
    url = f"{reverse('deals:open')}?{request.GET.urlencode()}"
    question = Question(_("New deal"), _("Open the deal"), url, template="deals/open.html")

    def act() -> Deal:
        data = form.cleaned_data
        people = {"owner": data["owner"], "contact": data["contact"], "contact_role": data["contact_role"]}
        return open_deal(by=by, stage=data["stage"], **people, **form.facts())

    return put(request, form, question, act, lambda deal: _opened(request, deal))


def _opened(request: HttpRequest, deal: Deal) -> HttpResponse:
    text, plan = with_what_lacks(request, deal, _("Opened “%(deal)s”.") % {"deal": deal})
    toast(request, text, undo=reverse("deals:remove", args=[deal.pk]), plan=plan)
    return answer(request, [], instead=reverse("deals:deal", args=[deal.pk]), happened=changed(deal.pk))


def _initial(request: HttpRequest, stage: Stage | None) -> dict[str, Any]:
    by = request.actor
    company = Company.objects.of(by).filter(pk=_number(request, "company")).first()
    contact = Contact.objects.of(by).filter(pk=_number(request, "contact")).select_related("company").first()
    return {
        "stage": stage or first_open_stage(by, _number(request, "pipeline")),
        "company": company or (contact.company if contact else None),
        "contact": contact,
        "owner": by.person,
        "currency": by.workspace.currency,
    }


def _number(request: HttpRequest, name: str) -> int | None:
    text = request.GET.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 19 else None
