"""The lists of the process: why deals are lost, and where they come from."""

from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from penstock.pipelines.actions import (
    add_loss_reason,
    add_source,
    change_loss_reason,
    change_source,
    reorder_loss_reasons,
    restore_loss_reason,
    restore_source,
    retire_loss_reason,
    retire_source,
)
from penstock.pipelines.forms import NameForm, SourceForm
from penstock.pipelines.models import LossReason, Source
from penstock.ui.answers import toast
from penstock.ui.forms import carried_out, status_of
from penstock.ui.ordering import asked_order
from penstock.workspaces.requests import MemberRequest


@require_http_methods(["GET", "POST"])
def loss_reasons(request: MemberRequest) -> HttpResponse:
    """The loss reasons in their order, and the form that adds one."""
    form = NameForm(request.POST or None)
    if carried_out(request, form, lambda name: add_loss_reason(name, by=request.actor)):
        return redirect("pipelines:loss_reasons")
    rows = LossReason.objects.of(request.actor)
    words = {
        "title": _("Loss reasons"),
        "lead": _("Whoever loses a deal chooses one; they show later where deals are lost."),
        "none": _("No loss reasons yet"),
        "why": _("With a list, every lost deal says why, and the numbers can tell what to mend."),
        "order_url": reverse("pipelines:reorder_loss_reasons"),
    }
    return _list(request, rows, form, "loss_reason", words)


@require_http_methods(["GET", "POST"])
def loss_reason(request: MemberRequest, pk: int) -> HttpResponse:
    """One loss reason."""
    reason = _admin_row(request, LossReason, pk)
    form = NameForm(request.POST or None, initial={"name": reason.name})
    if carried_out(request, form, lambda name: change_loss_reason(reason, name=name, by=request.actor)):
        toast(request, _("Saved."))
        return redirect("pipelines:loss_reasons")
    return _page(request, reason, form, "loss_reason")


@require_POST
def reorder(request: MemberRequest) -> HttpResponse:
    """Put the loss reasons in the order asked for."""
    reorder_loss_reasons(asked_order(request), by=request.actor)
    return redirect("pipelines:loss_reasons")


@require_POST
def retire_reason(request: MemberRequest, pk: int) -> HttpResponse:
    """Offer a loss reason no more."""
    retire_loss_reason(_admin_row(request, LossReason, pk), by=request.actor)
    toast(request, _("It is offered no more; what it was chosen for keeps it."))
    return redirect("pipelines:loss_reasons")


@require_POST
def restore_reason(request: MemberRequest, pk: int) -> HttpResponse:
    """Offer a loss reason again."""
    restore_loss_reason(_admin_row(request, LossReason, pk), by=request.actor)
    return redirect("pipelines:loss_reasons")


@require_http_methods(["GET", "POST"])
def sources(request: MemberRequest) -> HttpResponse:
    """The sources by name, and the form that adds one."""
    form = SourceForm(request.POST or None)
    if carried_out(request, form, lambda name, channel: add_source(name, channel=channel, by=request.actor)):
        return redirect("pipelines:sources")
    words = {
        "title": _("Sources"),
        "lead": _("Where deals come from; they show later which effort pays."),
        "none": _("No sources yet"),
        "why": _("Fairs, the website, partners: with sources every deal says where it came from."),
    }
    return _list(request, Source.objects.of(request.actor), form, "source", words)


@require_http_methods(["GET", "POST"])
def source(request: MemberRequest, pk: int) -> HttpResponse:
    """One source."""
    one = _admin_row(request, Source, pk)
    form = SourceForm(request.POST or None, initial={"name": one.name, "channel": one.channel})
    if carried_out(request, form, lambda **facts: change_source(one, by=request.actor, **facts)):
        toast(request, _("Saved."))
        return redirect("pipelines:sources")
    return _page(request, one, form, "source")


@require_POST
def retire_one_source(request: MemberRequest, pk: int) -> HttpResponse:
    """Offer a source no more."""
    retire_source(_admin_row(request, Source, pk), by=request.actor)
    toast(request, _("It is offered no more; what it was chosen for keeps it."))
    return redirect("pipelines:sources")


@require_POST
def restore_one_source(request: MemberRequest, pk: int) -> HttpResponse:
    """Offer a source again."""
    restore_source(_admin_row(request, Source, pk), by=request.actor)
    return redirect("pipelines:sources")


def _admin_row(request: MemberRequest, model: Any, pk: int) -> Any:
    row = get_object_or_404(model.objects.of(request.actor), pk=pk)
    request.actor.require_admin(_("Only an administrator may change the process."))
    return row


def _list(request: MemberRequest, rows: Any, form: Form, noun: str, words: dict[str, str]) -> HttpResponse:
    shown = {"rows": rows.filter(retired_at__isnull=True), "retired": rows.filter(retired_at__isnull=False)}
    addresses = {"page": f"pipelines:{noun}", "restore": f"pipelines:restore_{noun}"}
    return render(
        request, "pipelines/words.html", {**words, **shown, **addresses, "form": form}, status=status_of(form)
    )


def _page(request: MemberRequest, row: Any, form: Form, noun: str) -> HttpResponse:
    told = {
        "title": row.name,
        "row": row,
        "form": form,
        "retire_url": reverse(f"pipelines:retire_{noun}", args=[row.pk]),
    }
    told["back_url"] = reverse(f"pipelines:{noun}s")
    return render(request, "pipelines/word.html", told, status=status_of(form))
