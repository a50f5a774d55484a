"""What people are paid now, and each person's pay from day to day with the form that says it."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from penstock.common import clock
from penstock.payroll.actions import remove_pay, set_pay
from penstock.payroll.models import Pay
from penstock.payroll.permissions import require_paying, require_seeing
from penstock.payroll.queries import pay_lines, totals
from penstock.people.currencies import currency_choices
from penstock.ui.answers import toast
from penstock.ui.forms import carried_out, status_of
from penstock.ui.numbers import AmountField
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person
from penstock.workspaces.requests import MemberRequest


class PayForm(forms.Form):
    """An amount a month in a currency, from a day on."""

    amount = AmountField(label=gettext_lazy("Pay a month"))

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        today = clock.day_of(clock.now(), by.workspace.zone)
        super().__init__(*args, initial={"from_on": today, "currency": by.workspace.currency}, **kwargs)
        day = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        self.fields["currency"] = forms.ChoiceField(label=gettext_lazy("Currency"), choices=currency_choices())
        self.fields["from_on"] = forms.DateField(label=gettext_lazy("From"), widget=day)


@never_cache
@require_safe
def payroll(request: MemberRequest) -> HttpResponse:
    """Everybody whose pay one may see, with what they are paid today."""
    require_seeing(request.actor)
    lines = pay_lines(request.actor)
    told = {"title": _("Pay"), "lines": lines, "totals": totals(lines), "may_set": request.actor.may_write}
    return render(request, "payroll/payroll.html", told)


@never_cache
@require_http_methods(["GET", "POST"])
def person(request: MemberRequest, pk: int) -> HttpResponse:
    """One person's pay from day to day; POST says one more."""
    require_seeing(request.actor)
    someone = _person(request, pk)
    form = PayForm(request.POST or None, by=request.actor)
    if carried_out(request, form, lambda **facts: set_pay(someone, by=request.actor, **facts)):
        toast(request, _("The pay is set."))
        return redirect("payroll:person", pk)
    rows = Pay.objects.of(request.actor).filter(person=someone).order_by("-from_on")
    told = {"title": someone.name, "person": someone, "rows": rows, "form": form}
    told["may_set"] = request.actor.may_write_for(pk)
    return render(request, "payroll/person.html", told, status=status_of(form))


@require_POST
def remove(request: MemberRequest, pk: int) -> HttpResponse:
    """Take back what was said of a day."""
    require_seeing(request.actor)
    row = get_object_or_404(Pay.objects.of(request.actor), pk=pk)
    require_paying(request.actor, row.person_id)
    remove_pay(row, by=request.actor)
    toast(request, _("It is taken back."))
    return redirect("payroll:person", row.person_id)


def _person(request: MemberRequest, pk: int) -> Person:
    people = Person.objects.of(request.actor)
    mine = request.actor.readable_people
    found: Person = get_object_or_404(people if mine is None else people.filter(pk__in=mine), pk=pk)
    return found
