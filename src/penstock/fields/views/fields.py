"""The custom fields of a workspace: add, label, order, retire and bring back."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from penstock.fields.actions import add_field, change_field, reorder_fields, restore_field, retire_field
from penstock.fields.models import Field, Subject
from penstock.fields.settings_forms import FieldForm, NewFieldForm
from penstock.ui.answers import toast
from penstock.ui.forms import carried_out, status_of
from penstock.ui.ordering import asked_order
from penstock.ui.panels import panels
from penstock.workspaces.requests import MemberRequest


@require_http_methods(["GET", "POST"])
def fields(request: MemberRequest) -> HttpResponse:
    """The fields of one subject at a time, and the form that adds one."""
    subject = _subject(request.GET.get("about", Subject.DEAL))
    form = NewFieldForm(request.POST or None)
    if carried_out(request, form, lambda **facts: add_field(subject, by=request.actor, **facts)):
        toast(request, _("The field is there."))
        return redirect(_address(subject))
    rows = Field.objects.of(request.actor).filter(subject=subject)
    told: dict[str, Any] = {
        "title": _("Fields"),
        "lead": _("Facts of your own on deals, companies, contacts and products: in forms, filters and imports."),
        "form": form,
        "tabs": _tabs(request, subject),
        "rows": rows.filter(retired_at__isnull=True),
        "retired": rows.filter(retired_at__isnull=False),
        "order_url": reverse("fields:reorder", args=[subject]),
    }
    return render(request, "fields/fields.html", told, status=status_of(form))


@require_http_methods(["GET", "POST"])
def field(request: MemberRequest, pk: int) -> HttpResponse:
    """One field: its label and its choices, and what apps above say about it."""
    one = _field(request, pk)
    form = FieldForm(request.POST or None, field=one)
    if carried_out(request, form, lambda **facts: change_field(one, by=request.actor, **facts)):
        toast(request, _("Saved."))
        return redirect(_address(one.subject))
    told = {"title": one.label, "form": form, "field": one, "back_url": _address(one.subject)}
    told["panels"] = panels("field", "main", request, one)
    return render(request, "fields/field.html", told, status=status_of(form))


@require_POST
def retire(request: MemberRequest, pk: int) -> HttpResponse:
    """Take a field out of forms and filters."""
    one = _field(request, pk)
    event = retire_field(one, by=request.actor)
    if event is not None:
        toast(request, _("“%(field)s” is retired.") % {"field": one.label}, undo=reverse("fields:restore", args=[pk]))
    return redirect(_address(one.subject))


@require_POST
def restore(request: MemberRequest, pk: int) -> HttpResponse:
    """Bring a field back."""
    one = _field(request, pk)
    restore_field(one, by=request.actor)
    toast(request, _("“%(field)s” is back.") % {"field": one.label})
    return redirect(_address(one.subject))


@require_POST
def reorder(request: MemberRequest, subject: str) -> HttpResponse:
    """Put the fields of a subject in the order asked for."""
    reorder_fields(_subject(subject), asked_order(request), by=request.actor)
    return redirect(_address(subject))


def _field(request: MemberRequest, pk: int) -> Field:
    one: Field = get_object_or_404(Field.objects.of(request.actor), pk=pk)
    request.actor.require_admin(_("Only an administrator may change fields."))
    return one


def _subject(asked: str) -> str:
    if asked not in Subject.values:
        raise Http404
    return str(asked)


def _address(subject: str) -> str:
    return f"{reverse('fields:fields')}?about={subject}"


def _tabs(request: MemberRequest, subject: str) -> list[dict[str, Any]]:
    labels = {"deal": _("Deals"), "company": _("Companies"), "contact": _("Contacts"), "product": _("Products")}
    return [{"url": _address(key), "label": label, "current": key == subject} for key, label in labels.items()]
