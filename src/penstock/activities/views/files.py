"""Attach a file, get it back as a download, remove it."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from penstock.activities.about import about_of
from penstock.activities.actions import attach_file, file_to_approval, remove_file, restore_file
from penstock.activities.files import download
from penstock.activities.forms import ApprovalForm, FileForm
from penstock.activities.models import Attachment
from penstock.activities.queries import removed_files
from penstock.activities.views.answers import done
from penstock.deals.models import DealDocument
from penstock.ui.answers import with_then
from penstock.ui.asking import Question, put, sent

SENT_TO_APPROVAL = gettext_lazy("“%(file)s” is sent to approval.")
PUT_FORWARD = gettext_lazy("“%(file)s” is put forward; no gate waits for it.")


@require_http_methods(["GET", "POST"])
def attach(request: HttpRequest) -> HttpResponse:
    """Put the file in ``file`` on the record in the address."""
    about = about_of(request)
    if about.record is None:
        raise Http404
    initial = {"purpose": request.GET.get("purpose", "")}
    form = FileForm(sent(request), request.FILES or None, by=request.actor, initial=initial)
    url = with_then(request, about.url("attach"))
    question = Question(_("Attach a file"), _("Attach"), url, template="activities/attach.html")

    def act() -> Attachment:
        upload = form.cleaned_data["file"]
        purpose = form.cleaned_data.get("purpose")
        return attach_file(upload, upload.name, by=request.actor, purpose=purpose, **about.named)

    def told(attachment: Attachment) -> HttpResponse:
        return done(request, attachment, _("“%(file)s” is attached.") % {"file": attachment.name})

    return put(request, form, question, act, told)


@require_GET
def file(request: HttpRequest, pk: int) -> FileResponse:
    """The file itself, always as a download."""
    attachment = get_object_or_404(Attachment.objects.of(request.actor), pk=pk)
    try:
        return download(attachment)
    except FileNotFoundError:
        raise Http404(_("The file is not where it was kept.")) from None


@require_http_methods(["GET", "POST"])
def to_approval(request: HttpRequest, pk: int) -> HttpResponse:
    """The file is the deal's document for a purpose, and whoever has to approve it is asked."""
    attachment = get_object_or_404(Attachment.objects.of(request.actor).filter(deal__isnull=False), pk=pk)
    form = ApprovalForm(sent(request), by=request.actor, initial={"purpose": attachment.purpose_id})
    heading = _("Send “%(file)s” to approval") % {"file": attachment.name}
    question = Question(heading, _("Send to approval"), reverse("activities:file_to_approval", args=[pk]))

    def act() -> tuple[DealDocument, int]:
        return file_to_approval(attachment, by=request.actor, purpose=form.cleaned_data["purpose"])

    def told(made: tuple[DealDocument, int]) -> HttpResponse:
        words = SENT_TO_APPROVAL if made[1] else PUT_FORWARD
        return done(request, attachment, str(words) % {"file": attachment.name})

    return put(request, form, question, act, told)


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """The file leaves its record."""
    attachment = get_object_or_404(Attachment.objects.of(request.actor), pk=pk)
    remove_file(attachment, by=request.actor)
    undo = reverse("activities:restore_file", args=[pk])
    return done(request, attachment, _("“%(file)s” is removed.") % {"file": attachment.name}, undo=undo)


@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """The removed file is back."""
    known = removed_files(request.actor) | Attachment.objects.of(request.actor)
    attachment = get_object_or_404(known, pk=pk)
    restore_file(attachment, by=request.actor)
    return done(request, attachment, _("“%(file)s” is back.") % {"file": attachment.name})
