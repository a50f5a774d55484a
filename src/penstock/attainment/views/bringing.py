"""Targets from a file: the choice of the file, and what is wrong with it row by row where it is refused."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from penstock.attainment.asked import read
from penstock.common import clock
from penstock.common.errors import Refused
from penstock.targets.actions import Brought, import_targets
from penstock.targets.models import Aim
from penstock.targets.reach import require_leading
from penstock.targets.reading import COLUMNS, MOST_ROWS, BadRow, BadRows, cells_of
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


@require_http_methods(["GET", "POST"])
def bring(request: MemberRequest) -> HttpResponse:
    """GET asks for the file; POST sets all its targets, or none and says which rows are wrong."""
    require_leading(request.actor)
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    wrong: list[BadRow] = []
    if form.is_bound and form.is_valid():
        try:
            brought = import_targets(cells_of(form.cleaned_data["file"].read()), by=request.actor)
        except Refused as refused:
            wrong = refused.rows if isinstance(refused, BadRows) else []
            add_problem(form, refused)
        else:
            toast(request, _said(brought))
            return redirect(_page(request))
    told = {
        "form": form,
        "wrong": [(one.row, COLUMNS[one.column], one.why) for one in wrong[:SHOWN]],
        "more": max(len(wrong) - SHOWN, 0),
        "columns": _columns(),
        "most": MOST_ROWS,
        "back_url": _page(request),
    }
    return render(request, "attainment/import.html", told, status=status_of(form))


def _columns() -> list[tuple[object, str]]:
    """The columns with what stands in them."""
    told = {
        "person": _("Name or e-mail of a person; empty for a team or for everybody"),
        "team": _("Name of a team; with the teams beneath it"),
        "pipeline": _("Name of a pipeline; empty for all"),
        "metric": ", ".join(str(aim.label) for aim in Aim),
        "period": "2027, 2027-Q2, 2027-04",
        "amount": "120000, 120000.50",
        "currency": _("Only of money; empty for the workspace’s"),
    }
    return [(COLUMNS[key], words) for key, words in told.items()]


def _said(brought: Brought) -> str:
    words = ngettext("%(count)s target is set.", "%(count)s targets are set.", brought.set) % {"count": brought.set}
    if not brought.same:
        return words
    same = ngettext("%(count)s was so already.", "%(count)s were so already.", brought.same)
    return f"{words} {same % {'count': brought.same}}"


def _page(request: MemberRequest) -> str:
    today = clock.day_of(clock.now(), request.actor.workspace.zone)
    return reverse("attainment:targets") + read(request.GET, today).query
