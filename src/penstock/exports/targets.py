"""Targets as a file that can be changed and brought back, and the menu on their page that offers it."""

from collections import Counter
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from penstock.attainment.asked import Asked
from penstock.common.errors import Refused
from penstock.exports.table import Column, Plain, Table
from penstock.targets.models import Target
from penstock.targets.periods import Period, read_period
from penstock.targets.reading import COLUMNS
from penstock.ui.panels import panel
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person

FILTERS = ("metric", "period")


def read_targets(by: Actor, asked: QueryDict) -> QuerySet[Target]:
    """The targets that the reader may see, of one metric or of the year of a period where that is asked for."""
    unknown = next((name for name in asked if name not in FILTERS), None)
    if unknown is not None:
        words = _("There is no filter “%(name)s” here; there are: %(known)s.")
        raise Refused(words % {"name": unknown, "known": ", ".join(FILTERS)})
    rows = Target.objects.of(by)
    if asked.get("metric"):
        rows = rows.filter(metric=asked["metric"])
    if asked.get("period"):
        rows = rows.overlapping(Period.around("year", read_period(str(asked["period"])).starts_on).span)
    return rows


def prepare_targets(rows: list[Any], by: Actor) -> None:
    """Put on each target what its person is called: of namesakes the e-mail, which alone is clear."""
    names = clear_names(by)
    for row in rows:
        row.person_name = called(row.person, names)


def clear_names(by: Actor) -> Counter[str]:
    """How many people have each name."""
    return Counter(name.casefold() for name in Person.objects.of(by).values_list("name", flat=True))


def called(person: Any, names: Counter[str]) -> str:
    """What a file calls somebody."""
    if person is None:
        return ""
    is_clear = names[person.name.casefold()] < 2 or person.user is None
    return str(person.name if is_clear else person.user.email)


def _amount(row: Any) -> Plain:
    return row.amount if row.aim.is_money else int(row.amount)


FACTS: dict[str, Any] = {
    "person": lambda row: row.person_name,
    "team": lambda row: str(row.team or ""),
    "pipeline": lambda row: str(row.pipeline or ""),
    "metric": lambda row: str(row.metric),
    "period": lambda row: str(row.when),
    "amount": _amount,
    "currency": lambda row: row.currency,
}
COLUMN = [Column(key, label, FACTS[key]) for key, label in COLUMNS.items()]
RELATED = ("person__user", "team", "pipeline")
TARGETS = Table("targets", gettext_lazy("Targets"), lambda _by: COLUMN, read_targets, RELATED, prepare_targets)


@panel("targets")
class TargetMenu:
    """The targets of the year as a file."""

    template = "exports/menu.html"
    order = 10
    column = "menu"

    def context(self, request: HttpRequest, record: Asked) -> dict[str, Any]:
        """The addresses of the files."""
        kinds = (("csv", "CSV"), ("xlsx", "XLSX"), ("json", "JSON"))
        query = f"?period={record.when.starts_on.year:04}"
        return {"files": [(reverse("exports:download", args=["targets", key]) + query, name) for key, name in kinds]}
