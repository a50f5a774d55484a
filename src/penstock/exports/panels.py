"""What the list shows of exports: a menu of files."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from penstock.boards.listing import Listing
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
        kinds = (("xlsx", "XLSX"), ("csv", "CSV"), ("json", "JSON"))
        return {"files": [(f"{reverse('exports:download', args=['deals', key])}?{query}", name) for key, name in kinds]}
