"""Sets of metrics from a file: the choice of the file, and what is wrong with it row by row where it is refused."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from penstock.attainment.asked import read
from penstock.attainment.views.bringing import SHOWN, FileForm
from penstock.common import clock
from penstock.common.errors import Refused
from penstock.common.sheets import MOST_ROWS, BadRow, BadRows
from penstock.targets.actions import import_kpis
from penstock.targets.kpi_reading import COLUMNS, kpi_cells
from penstock.targets.models import Measure
from penstock.targets.reach import require_leading
from penstock.ui.answers import toast
from penstock.ui.forms import add_problem, status_of
from penstock.workspaces.requests import MemberRequest


@require_http_methods(["GET", "POST"])
def bring(request: MemberRequest) -> HttpResponse:
    """GET asks for the file; POST sets all its sets, or none and says which rows are wrong."""
    require_leading(request.actor)
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    today = clock.day_of(clock.now(), request.actor.workspace.zone)
    back = reverse("attainment:kpis") + read(request.GET, today).query
    wrong: list[BadRow] = []
    if form.is_bound and form.is_valid():
        try:
            brought = import_kpis(kpi_cells(form.cleaned_data["file"].read()), by=request.actor)
        except Refused as refused:
            wrong = refused.rows if isinstance(refused, BadRows) else []
            add_problem(form, refused)
        else:
            words = ngettext("%(count)s set is set.", "%(count)s sets are set.", brought.set)
            toast(request, words % {"count": brought.set})
            return redirect(back)
    told = {
        "form": form,
        "wrong": [(one.row, COLUMNS[one.column], one.why) for one in wrong[:SHOWN]],
        "columns": _columns(),
        "most": MOST_ROWS,
        "back_url": back,
    }
    return render(request, "attainment/import_kpis.html", told, status=status_of(form))


def _columns() -> list[tuple[object, str]]:
    """The columns with what stands in them."""
    told = {
        "person": _("Name or e-mail of a person; empty for a team, a role or everybody"),
        "team": _("Name of a team; with the teams beneath it"),
        "role": _("Name of a role"),
        "period": "2027, 2027-Q2, 2027-04",
        "metric": ", ".join(str(one.label) for one in Measure),
        "weight": _("Those of a set come to 100"),
        "target": _("Only of what no target is set for; shares in percent"),
        "cap": _("From 100 on; empty where all that is reached counts"),
    }
    return [(COLUMNS[key], words) for key, words in told.items()]
