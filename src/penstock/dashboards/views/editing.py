"""Making and changing dashboards: the page to arrange them, and the dialogs of what is done to one."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from penstock.boards.views.saved import gone_to
from penstock.dashboards.actions import (
    arrange_widgets,
    copy_dashboard,
    leave_dashboard,
    make_dashboard,
    remove_dashboard,
    rename_dashboard,
    restore_dashboard,
    schedule_dashboard,
    share_dashboard,
)
from penstock.dashboards.drawing import draw_all
from penstock.dashboards.forms import MakeForm, NameForm, ScheduleForm, ShareForm
from penstock.dashboards.models import Dashboard
from penstock.dashboards.permissions import require_change, require_make
from penstock.dashboards.queries import dashboards_for
from penstock.dashboards.reading import Reading
from penstock.dashboards.ready import READY
from penstock.dashboards.views.page import page_of, with_files
from penstock.metrics.views.waiting import once_ready
from penstock.notifications.regular import note_for
from penstock.ui.answers import toast
from penstock.ui.forms import carried_out, status_of
from penstock.ui.ordering import asked_order

EITHER = ["GET", "POST"]


@require_GET
@once_ready
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The widgets with what moves, widens, changes and removes them."""
    page = page_of(request.actor, pk)
    held = _changeable(request, pk)
    drawn = draw_all(page.drafts, Reading.of(request.actor, request.GET))
    told = {"page": page, "dashboard": held, "widgets": with_files(page, drawn, request)}
    return render(request, "dashboards/edit.html", told)


@require_POST
def order(request: HttpRequest, pk: int) -> HttpResponse:
    """The order as it was dragged, or one widget a step on."""
    arrange_widgets(_found(request, pk), asked_order(request), by=request.actor)
    return redirect("dashboards:edit", pk)


@require_http_methods(EITHER)
def make(request: HttpRequest) -> HttpResponse:
    """A new one, empty or from a ready one."""
    require_make(request.actor)
    form = MakeForm(request.POST or None)
    made: list[Dashboard] = []

    def act(name: str, ready: str) -> None:
        made.append(make_dashboard(name, ready=ready, by=request.actor))

    if carried_out(request, form, act):
        return gone_to(request, reverse("dashboards:edit", args=[made[0].pk]))
    return _dialog(request, form, reverse("dashboards:make"), _("New dashboard"), _("Make"))


@require_POST
def take(request: HttpRequest, key: str) -> HttpResponse:
    """A ready dashboard as one's own, to be changed."""
    if key not in READY:
        return redirect("dashboards:dashboards")
    made = make_dashboard(str(READY[key].name), ready=key, by=request.actor)
    toast(request, _("This is your own copy; change it as you like."))
    return redirect("dashboards:edit", made.pk)


@require_http_methods(EITHER)
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    """Another name."""
    held = _changeable(request, pk)
    form = NameForm(request.POST or None, initial={"name": held.name})
    if carried_out(request, form, lambda name: rename_dashboard(held, name, by=request.actor)):
        return gone_to(request, reverse("dashboards:edit", args=[pk]))
    return _dialog(request, form, reverse("dashboards:rename", args=[pk]), _("Rename"), _("Rename"))


@require_http_methods(EITHER)
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """The same as one's own."""
    held = _found(request, pk)
    require_make(request.actor)
    form = NameForm(request.POST or None, initial={"name": held.name})
    made: list[Dashboard] = []
    if carried_out(request, form, lambda name: made.append(copy_dashboard(held, name, by=request.actor))):
        return gone_to(request, reverse("dashboards:edit", args=[made[0].pk]))
    return _dialog(request, form, reverse("dashboards:copy", args=[pk]), _("Copy as my own"), _("Copy"))


@require_http_methods(EITHER)
def share(request: HttpRequest, pk: int) -> HttpResponse:
    """With whom."""
    held = _changeable(request, pk)
    form = ShareForm(request.POST or None, dashboard=held, by=request.actor)
    if carried_out(request, form, lambda **chosen: share_dashboard(held, by=request.actor, **chosen)):
        toast(request, _("Saved. Everybody sees their own figures in it."))
        return gone_to(request, reverse("dashboards:dashboard", args=[pk]))
    note = _("Whoever opens it sees figures of the deals that they may see themselves, never more.")
    return _dialog(request, form, reverse("dashboards:share", args=[pk]), _("Share"), _("Share"), note)


@require_http_methods(EITHER)
def schedule(request: HttpRequest, pk: int) -> HttpResponse:
    """When it is mailed, and to whom."""
    held = _changeable(request, pk)
    form = ScheduleForm(request.POST or None, dashboard=held, by=request.actor)
    if carried_out(request, form, lambda **chosen: schedule_dashboard(held, by=request.actor, **chosen)):
        toast(request, _("Saved."))
        return gone_to(request, reverse("dashboards:dashboard", args=[pk]))
    url = reverse("dashboards:schedule", args=[pk])
    return _dialog(request, form, url, _("By e-mail"), _("Save"), note_for(request.actor))


@require_POST
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """It is not mailed to oneself any more."""
    leave_dashboard(_found(request, pk), by=request.actor)
    toast(request, _("You get this dashboard by e-mail no more."))
    return redirect("notifications:preferences")


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Out of sight, with a way back."""
    held = _found(request, pk)
    remove_dashboard(held, by=request.actor)
    undo = reverse("dashboards:restore", args=[pk])
    toast(request, _("Removed the dashboard “%(name)s”.") % {"name": held.name}, undo=undo)
    return redirect("dashboards:dashboards")


@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Back again."""
    held = get_object_or_404(Dashboard.objects.of(request.actor), pk=pk)
    restore_dashboard(held, by=request.actor)
    return gone_to(request, reverse("dashboards:dashboard", args=[pk]))


def _found(request: HttpRequest, pk: int) -> Dashboard:
    return get_object_or_404(dashboards_for(request.actor), pk=pk)


def _changeable(request: HttpRequest, pk: int) -> Dashboard:
    held = _found(request, pk)
    require_change(held, request.actor)
    return held


def _dialog(request: HttpRequest, form: Any, url: str, title: str, verb: str, note: str = "") -> HttpResponse:
    told = {"form": form, "url": url, "dialog_title": title, "verb": verb, "note": note}
    return render(request, "dashboards/dialog.html", told, status=status_of(form))
