"""Working time: the hours of the week, holidays, and days off."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from penstock.people.actions import add_special_day, remove_special_day, set_hours
from penstock.people.calendar_forms import HoursForm, SpecialDayForm
from penstock.people.queries import coming_special_days
from penstock.ui.answers import toast
from penstock.ui.forms import carried_out, status_of
from penstock.workspaces.models import SpecialDay
from penstock.workspaces.requests import MemberRequest


@require_http_methods(["GET", "POST"])
def calendar(request: MemberRequest) -> HttpResponse:
    """The week's hours, which an administrator sets, and the days that differ."""
    form = HoursForm(request.POST or None, by=request.actor)
    if carried_out(request, form, lambda **_hours: set_hours(form.hours(), by=request.actor)):
        toast(request, _("Saved."))
        return redirect("people:calendar")
    return _page(request, form, SpecialDayForm(by=request.actor), status_of(form))


@require_POST
def add_day(request: MemberRequest) -> HttpResponse:
    """Days that differ; a person's own unless an administrator says whose."""
    by = request.actor
    form = SpecialDayForm(request.POST, by=by)
    whose: dict[str, Any] = {} if by.is_admin else {"person": by.person}
    if carried_out(request, form, lambda **facts: add_special_day(by=by, **facts, **whose)):
        toast(request, _("Saved."))
        return redirect("people:calendar")
    return _page(request, HoursForm(by=by), form, status_of(form))


@require_POST
def remove_day(request: MemberRequest, pk: int) -> HttpResponse:
    """The days are as the week has them."""
    remove_special_day(get_object_or_404(SpecialDay.objects.of(request.actor), pk=pk), by=request.actor)
    toast(request, _("Removed."))
    return redirect("people:calendar")


def _page(request: MemberRequest, hours: HoursForm, day: SpecialDayForm, status: int) -> HttpResponse:
    told = {"title": _("Working time"), "form": hours, "day_form": day, "days": coming_special_days(request.actor)}
    return render(request, "people/calendar.html", told, status=status)
