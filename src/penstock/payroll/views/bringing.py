"""Pay from a file: the choice of the file, and what is wrong with it row by row where it is refused."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from penstock.common.errors import Refused
from penstock.common.sheets import MOST_ROWS, BadRow, BadRows
from penstock.payroll.actions import import_pay
from penstock.payroll.permissions import require_seeing
from penstock.payroll.reading import COLUMNS, cells_of
from penstock.ui.answers import toast
from penstock.ui.forms import add_problem, status_of
from penstock.workspaces.requests import MemberRequest

SHOWN = 200
"""So many of the mistakes of a file stand on the page; who has more begins with these."""


class FileForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label=gettext_lazy("CSV file"), widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv"})
    )


@never_cache
@require_http_methods(["GET", "POST"])
def bring(request: MemberRequest) -> HttpResponse:
    """GET asks for the file; POST says all of it, or nothing and which rows are wrong."""
    require_seeing(request.actor)
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    wrong: list[BadRow] = []
    if form.is_bound and form.is_valid():
        try:
            brought = import_pay(cells_of(form.cleaned_data["file"].read()), by=request.actor)
        except Refused as refused:
            wrong = refused.rows if isinstance(refused, BadRows) else []
            add_problem(form, refused)
        else:
            words = ngettext("%(count)s amount is set.", "%(count)s amounts are set.", brought.set)
            toast(request, words % {"count": brought.set})
            return redirect("payroll:payroll")
    told = {
        "title": _("Pay from a file"),
        "form": form,
        "wrong": [(one.row, COLUMNS[one.column], one.why) for one in wrong[:SHOWN]],
        "columns": _columns(),
        "most": MOST_ROWS,
    }
    return render(request, "payroll/import.html", told, status=status_of(form))


def _columns() -> list[tuple[object, str]]:
    """The columns with what stands in them."""
    told = {
        "person": _("Name or e-mail of a person"),
        "from": _("The day from which it holds: 2026-03-31"),
        "amount": _("Pay a month: 4200, 4200.50; 0 for nothing any more"),
        "currency": _("Empty for the workspace’s"),
    }
    return [(COLUMNS[key], words) for key, words in told.items()]
