"""The making of a widget in a few clicks, with what it will look like beside; its width, its removal and its return."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from penstock.common.errors import Refused
from penstock.dashboards.actions import add_widget, change_widget, remove_widget, restore_widget
from penstock.dashboards.checks import checked
from penstock.dashboards.drafts import Draft, Kind
from penstock.dashboards.drawing import Drawn, draw
from penstock.dashboards.forms import WidgetForm, data_of, with_usual
from penstock.dashboards.models import Dashboard, Widget
from penstock.dashboards.permissions import require_change
from penstock.dashboards.queries import dashboards_for
from penstock.dashboards.reading import Reading
from penstock.metrics.views.waiting import once_ready
from penstock.ui.answers import toast

EITHER = ["GET", "POST"]


@require_http_methods(EITHER)
@once_ready
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """A new one."""
    held = get_object_or_404(dashboards_for(request.actor), pk=pk)
    require_change(held, request.actor)
    form = WidgetForm(with_usual(request.POST if request.method == "POST" else request.GET), by=request.actor)
    problem = ""
    if request.method == "POST":
        try:
            add_widget(held, form.draft(), by=request.actor)
            return redirect("dashboards:edit", pk)
        except Refused as refused:
            problem = refused.message
    return _making(request, held, form, problem, reverse("dashboards:add", args=[pk]), _("Add a widget"), _("Add"))


@require_http_methods(EITHER)
@once_ready
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Another kind, question or title for one that is there."""
    widget = _found(request, pk)
    require_change(widget.dashboard, request.actor)
    sent = request.POST if request.method == "POST" else request.GET
    form = WidgetForm(with_usual(sent) if sent else data_of(widget.draft()), by=request.actor)
    problem = ""
    if request.method == "POST":
        try:
            change_widget(widget, form.draft(), by=request.actor)
            return redirect("dashboards:edit", widget.dashboard_id)
        except Refused as refused:
            problem = refused.message
    url = reverse("dashboards:change", args=[pk])
    return _making(request, widget.dashboard, form, problem, url, _("Change the widget"), _("Save"))


@require_POST
def width(request: HttpRequest, pk: int) -> HttpResponse:
    """One column, two, or the whole width."""
    widget = _found(request, pk)
    wanted = request.POST.get("width", "")
    draft = widget.draft()
    chosen = int(wanted) if wanted in ("1", "2", "3") else draft.width
    change_widget(widget, Draft(**{**_facts(draft), "width": chosen}), by=request.actor)
    return redirect("dashboards:edit", widget.dashboard_id)


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Off the page, with a way back."""
    widget = _found(request, pk)
    remove_widget(widget, by=request.actor)
    toast(request, _("Removed a widget."), undo=reverse("dashboards:restore_widget", args=[pk]))
    return redirect("dashboards:edit", widget.dashboard_id)


@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Back where it stood."""
    widget = _found(request, pk)
    restore_widget(widget, by=request.actor)
    url = reverse("dashboards:edit", args=[widget.dashboard_id])
    is_htmx = request.headers.get("HX-Request") == "true"
    return HttpResponse(headers={"HX-Redirect": url}) if is_htmx else redirect(url)


def _found(request: HttpRequest, pk: int) -> Widget:
    rows = Widget.objects.of(request.actor).filter(dashboard__removed_at__isnull=True)
    return get_object_or_404(rows.select_related("dashboard"), pk=pk)


def _facts(draft: Draft) -> dict[str, Any]:
    return {name: getattr(draft, name) for name in Draft.__dataclass_fields__}


def _making(
    request: HttpRequest,
    held: Dashboard,
    form: WidgetForm,
    problem: str,
    url: str,
    title: str,
    verb: str,
) -> HttpResponse:
    drawn, missing = _preview(request, form)
    told = {
        "dashboard": held,
        "form": form,
        "kinds": [(kind.value, kind.label, kind.icon, kind == form.kind) for kind in Kind],
        "drawn": drawn,
        "missing": missing,
        "problem": problem,
        "url": url,
        "making_title": title,
        "verb": verb,
    }
    return render(request, "dashboards/making.html", told, status=422 if problem else 200)


def _preview(request: HttpRequest, form: WidgetForm) -> tuple[Drawn | None, str]:
    """What it will look like, or what it still lacks."""
    try:
        draft = checked(form.draft(), request.actor)
    except Refused as refused:
        return None, refused.message
    return draw(draft, Reading.of(request.actor, QueryDict())), ""
