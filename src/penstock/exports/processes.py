"""Processes beside deals as a file, and the menu on their list that offers it."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from penstock.boards.cards import readable_company
from penstock.common.errors import Refused
from penstock.deals.models import ProcessKind
from penstock.exports.table import Column, Table
from penstock.processes.lists import narrowed, shown_of
from penstock.processes.models import Process
from penstock.ui.panels import panel
from penstock.workspaces.actor import Actor

FILTERS = ("kind", "show", "stage", "deal")


def read_processes(by: Actor, asked: QueryDict) -> QuerySet[Process]:
    """What the reader may see: of a kind (name or number), in a stage, of a deal, as lists show them."""
    unknown = next((name for name in asked if name not in FILTERS), None)
    if unknown is not None:
        words = _("There is no filter “%(name)s” here; there are: %(known)s.")
        raise Refused(words % {"name": unknown, "known": ", ".join(FILTERS)})
    rows: QuerySet[Process] = narrowed(Process.objects.of(by), shown_of(asked.get("show") or "all"), by)
    if kind := str(asked.get("kind") or ""):
        kinds = ProcessKind.objects.of(by)
        rows = rows.filter(process_kind__in=kinds.filter(pk=_number(kind)) or kinds.filter(name__iexact=kind[:120]))
    for name in ("stage", "deal"):
        if value := str(asked.get(name) or ""):
            rows = rows.filter(**{f"{name}_id": _number(value)})
    return rows


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0


def prepare_processes(rows: list[Any], by: Actor) -> None:
    """Put on each its company, where that may be read."""
    for row in rows:
        row.company_name = getattr(readable_company(row.deal, by), "name", "")


COLUMN = [
    Column("id", gettext_lazy("ID"), lambda row: row.pk),
    Column("kind", gettext_lazy("Process"), lambda row: row.process_kind.name),
    Column("title", pgettext_lazy("process", "Title"), lambda row: row.title),
    Column("deal_id", gettext_lazy("Deal ID"), lambda row: row.deal_id),
    Column("deal", gettext_lazy("Deal"), lambda row: row.deal.name),
    Column("company", gettext_lazy("Company"), lambda row: row.company_name),
    Column("stage", gettext_lazy("Stage"), lambda row: row.stage.name),
    Column("status", gettext_lazy("Status"), lambda row: str(row.get_status_display())),
    Column("responsible", gettext_lazy("Responsible"), lambda row: str(row.responsible or "")),
    Column("due_on", gettext_lazy("Due"), lambda row: row.due_on),
    Column("stage_due_on", gettext_lazy("In this stage until"), lambda row: row.stage_due_on),
    Column("started_at", gettext_lazy("Begun"), lambda row: row.started_at),
    Column("stage_entered_at", gettext_lazy("In stage since"), lambda row: row.stage_entered_at),
    Column("days_in_stage", gettext_lazy("Days in stage"), lambda row: row.days_in_stage()),
    Column("closed_at", pgettext_lazy("process", "Closed"), lambda row: row.closed_at),
    Column("note", gettext_lazy("Note"), lambda row: row.note),
]
RELATED = ("process_kind", "deal__company", "stage", "responsible")
PROCESSES = Table(
    "processes", gettext_lazy("Processes"), lambda _by: COLUMN, read_processes, RELATED, prepare_processes
)


@panel("processes")
class ProcessMenu:
    """The processes that the list shows, as a file."""

    template = "exports/menu.html"
    order = 10
    column = "menu"

    def context(self, request: HttpRequest, record: ProcessKind) -> dict[str, Any]:
        """The addresses of the files, for the kind and what its list shows."""
        told: dict[str, Any] = {"kind": record.pk, "show": shown_of(request.GET.get("show", "")).key}
        query = urlencode(told | ({"stage": stage} if (stage := request.GET.get("stage")) else {}))
        kinds = (("xlsx", "XLSX"), ("csv", "CSV"), ("json", "JSON"))
        return {
            "files": [(f"{reverse('exports:download', args=['processes', key])}?{query}", name) for key, name in kinds]
        }
