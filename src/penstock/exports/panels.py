"""What the lists and the reports show of exports: a menu of files."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from penstock.boards.listing import Listing
from penstock.reports.placed import Placed
from penstock.ui.panels import panel


@panel("list")
class ExportMenu:
    """The deals that the list's filters find, as a file."""

    template = "exports/menu.html"
    order = 10
    column = "menu"

    def context(self, request: HttpRequest, record: Listing) -> dict[str, Any]:
        """The addresses of the files."""
        query = record.filtering.query
        if record.as_of:
            return {"files": _of_past(record)}
        kinds = (("xlsx", "XLSX"), ("csv", "CSV"), ("json", "JSON"))
        return {"files": [(f"{reverse('exports:download', args=['deals', key])}?{query}", name) for key, name in kinds]}


def _of_past(listing: Listing) -> list[tuple[str, str]]:
    """The same list as it stood, in the same order."""
    params = listing.params.copy()
    params.pop("page", None)
    kinds = (("xlsx", "XLSX"), ("csv", "CSV"), ("json", "JSON"))
    return [(f"{reverse('exports:past_list', args=[key])}?{params.urlencode()}", name) for key, name in kinds]


@panel("products")
class ProductMenu:
    """The products as a file; with their costs for those who may see costs."""

    template = "exports/menu.html"
    order = 10
    column = "menu"

    def context(self, request: HttpRequest, record: str) -> dict[str, Any]:
        """The addresses of the files, for the searched name."""
        query = f"?{urlencode({'name': record})}" if record else ""
        kinds = (("xlsx", "XLSX"), ("csv", "CSV"), ("json", "JSON"))
        return {"files": [(reverse("exports:download", args=["products", key]) + query, name) for key, name in kinds]}


@panel("report")
class TableMenu:
    """A table of a report as a file, for the same question."""

    template = "exports/menu.html"
    order = 10
    column = "table"

    def context(self, request: HttpRequest, record: Placed) -> dict[str, Any]:
        """The addresses of the files; without a line there is nothing to take away."""
        query = record.asked.query()
        kinds = (("xlsx", "XLSX"), ("csv", "CSV")) if record.table.lines else ()
        name = [record.report.key, record.table.key]
        return {"files": [(reverse("exports:report", args=[*name, key]) + query, words) for key, words in kinds]}


@panel("numbers")
class NumbersMenu:
    """A table of the numbers as a file, for the question of the page that it stands on."""

    template = "exports/menu.html"
    order = 10
    column = "table"

    def context(self, request: HttpRequest, record: str) -> dict[str, Any]:
        """The addresses of the files of the table with this name."""
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        kinds = (("xlsx", "XLSX"), ("csv", "CSV"))
        return {"files": [(reverse("exports:numbers", args=[record, key]) + query, words) for key, words in kinds]}
