"""Sets of metrics with weights as a file that can be changed and brought back, and the menu that offers it."""

from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from penstock.attainment.asked import Asked
from penstock.common.errors import Refused
from penstock.exports.table import Column, Table
from penstock.exports.targets import called, clear_names
from penstock.targets.kpi_reading import COLUMNS
from penstock.targets.models import Kpi
from penstock.targets.periods import Period, read_period
from penstock.ui.panels import panel
from penstock.workspaces.actor import Actor


def read_kpis(by: Actor, asked: QueryDict) -> QuerySet[Kpi]:
    """The sets in force that the reader may see, of the year of a period where that is asked for."""
    unknown = next((name for name in asked if name != "period"), None)
    if unknown is not None:
        words = _("There is no filter “%(name)s” here; there are: %(known)s.")
        raise Refused(words % {"name": unknown, "known": "period"})
    rows: QuerySet[Kpi] = Kpi.objects.of(by).in_force()
    if not asked.get("period"):
        return rows
    span = Period.around("year", read_period(str(asked["period"])).starts_on).span
    return rows.filter(starts_on__gte=span.from_on, starts_on__lt=span.until_on)


def prepare_kpis(rows: list[Any], by: Actor) -> None:
    """Put on each row what its person is called: of namesakes the e-mail, which alone is clear."""
    names = clear_names(by)
    for row in rows:
        row.person_name = called(row.person, names)


def _target(row: Kpi) -> Any:
    if row.target is None:
        return None
    told = row.target * 100 if row.measure.is_share else row.target
    return Decimal(f"{told.normalize():f}")


FACTS: dict[str, Any] = {
    "person": lambda row: row.person_name,
    "team": lambda row: str(row.team or ""),
    "role": lambda row: str(row.role or ""),
    "period": lambda row: str(row.when),
    "metric": lambda row: str(row.metric),
    "weight": lambda row: row.weight,
    "target": _target,
    "cap": lambda row: row.cap,
}
COLUMN = [Column(key, label, FACTS[key]) for key, label in COLUMNS.items()]
RELATED = ("person__user", "team", "role")
KPIS = Table("kpis", gettext_lazy("Scorecards"), lambda _by: COLUMN, read_kpis, RELATED, prepare_kpis)


@panel("kpis")
class KpiMenu:
    """The cards that the page shows, and the sets of the year, as files."""

    template = "exports/menu.html"
    order = 10
    column = "menu"

    def context(self, request: HttpRequest, record: Asked) -> dict[str, Any]:
        """The addresses of the files."""
        year = f"?period={record.when.starts_on.year:04}"
        cards = [
            (reverse("exports:scorecards", args=[key]) + record.query, _("The cards: %(kind)s") % {"kind": name})
            for key, name in (("xlsx", "XLSX"), ("csv", "CSV"))
        ]
        sets = [
            (reverse("exports:download", args=["kpis", key]) + year, _("The sets: %(kind)s") % {"kind": name})
            for key, name in (("csv", "CSV"), ("xlsx", "XLSX"), ("json", "JSON"))
        ]
        paper = (reverse("attainment:kpis_paper") + record.query, _("The cards: %(kind)s") % {"kind": "PDF"})
        return {"files": [paper, *cards, *sets]}
