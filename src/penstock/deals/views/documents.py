"""What is drawn up for a deal: its next version, and each version to be read or taken away as a file."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from penstock.deals.actions import draw_up_document
from penstock.deals.forms.documents import DocumentForm
from penstock.deals.gates.rules import rules_of
from penstock.deals.models import Deal, DealDocument
from penstock.deals.queries import newest_document
from penstock.deals.views.answers import deal_or_404, done
from penstock.letterhead.drawing import document as addressed
from penstock.paper.documents import sent as sent_as_file
from penstock.paper.markup import as_html
from penstock.ui.answers import toast, with_then
from penstock.ui.asking import Question, put, sent
from penstock.ui.panels import panels


@require_http_methods(["GET", "POST"])
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the next version; without ``purpose`` in the address, of what the rules want approved first."""
    deal = deal_or_404(request, pk)
    text = request.GET.get("purpose", "")
    purpose = int(text) if text.isdecimal() and len(text) < 19 else _wanted(request, deal)
    now = newest_document(deal, purpose) if purpose else None
    initial = {"purpose": purpose, "text": now.text if now else ""}
    return ask_for_document(request, deal, initial, with_then(request, reverse("deals:document", args=[pk])))


def ask_for_document(request: HttpRequest, deal: Deal, initial: Mapping[str, object], url: str) -> HttpResponse:
    """The form, filled in with what stands there to begin with; sent, it is the next version."""
    form = DocumentForm(sent(request), by=request.actor, initial=dict(initial))
    question = Question(_("Draw up for “%(deal)s”") % {"deal": deal}, _("Save this version"), url)

    def act() -> DealDocument | None:
        return draw_up_document(deal, form.cleaned_data["purpose"], form.cleaned_data["text"], by=request.actor)

    def told(made: DealDocument | None) -> HttpResponse:
        if made is not None:
            toast(request, _("“%(document)s” is drawn up in version %(number)s.") % _words(made))
        return done(request, deal, None, "")

    return put(request, form, question, act, told)


@require_safe
def read_document(request: HttpRequest, pk: int) -> HttpResponse:
    """One version as it stands."""
    rows = DealDocument.objects.of(request.actor).select_related("deal", "purpose", "person")
    found = get_object_or_404(rows, pk=pk)
    return render(
        request,
        "deals/document.html",
        {
            "document": found,
            "shown_text": as_html(found.text),
            "parts": panels("document", "main", request, found),
            "nav": "board",
        },
    )


@require_safe
def document_file(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """One version as a file to send; what is a file already is not there."""
    rows = DealDocument.objects.of(request.actor).select_related("deal__company", "purpose").filter(file_id=None)
    found = get_object_or_404(rows, pk=pk)
    made = addressed(str(found), found.deal.company, localdate(found.made_at), found.text, request.actor)
    return sent_as_file(made, kind)


def _wanted(request: HttpRequest, deal: Deal) -> int:
    rules = rules_of(request.actor, deal.pipeline_id)
    return next((rule.params["document"] for rule in rules if rule.params.get("document")), 0)


def _words(made: DealDocument) -> dict[str, object]:
    return {"document": made.purpose.name, "number": made.number}
