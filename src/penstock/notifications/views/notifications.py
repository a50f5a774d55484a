"""What somebody should know of: the list, the bell, and marking as read."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from penstock.notifications.actions import read_all_notifications, read_notification
from penstock.notifications.models import Notification
from penstock.notifications.panels import BellPanel
from penstock.notifications.queries import count_unread, notifications_for
from penstock.notifications.sentences import address, detail, icon_name, sentence
from penstock.ui.answers import is_partial, toast

PAGE = 50


@require_safe
def notifications(request: HttpRequest) -> HttpResponse:
    """Everything, or only what is new; the latest first."""
    only_new = request.GET.get("show") == "new"
    rows = notifications_for(request.actor)
    page = Paginator(rows.filter(read_at__isnull=True) if only_new else rows, PAGE).get_page(request.GET.get("page"))
    lines = [_line(one) for one in page.object_list]
    told = {"page": page, "lines": lines, "only_new": only_new, "unread": count_unread(request.actor)}
    return render(request, "notifications/notifications.html", told)


def _line(one: Notification) -> dict[str, object]:
    return {"row": one, "sentence": sentence(one), "detail": detail(one), "icon": icon_name(one)}


@require_safe
def bell(request: HttpRequest) -> HttpResponse:
    """The bell as it is now."""
    return render(request, BellPanel.template, {"panel": BellPanel().context(request)})


@require_POST
def follow(request: HttpRequest, pk: int) -> HttpResponse:
    """Go to the record; then it is read."""
    found = get_object_or_404(notifications_for(request.actor), pk=pk)
    read_notification(found, by=request.actor)
    return redirect(address(found))


@require_POST
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """It is read without going there."""
    found = get_object_or_404(notifications_for(request.actor), pk=pk)
    read_notification(found, by=request.actor)
    return _changed(request, found)


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Nothing is new any more."""
    if read_all_notifications(by=request.actor):
        toast(request, _("Everything is marked as read."))
    return _changed(request)


def _changed(request: HttpRequest, one: Notification | None = None) -> HttpResponse:
    """The line as it is now; the whole list for whoever has no JavaScript, or marked all of it."""
    if not is_partial(request) or one is None:
        return redirect("notifications:notifications")
    one.refresh_from_db(fields=["read_at"])
    answer = render(request, "notifications/parts/line.html", {"line": _line(one)})
    answer["HX-Trigger"] = "notifications-changed"
    return answer
