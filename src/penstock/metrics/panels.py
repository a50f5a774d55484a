"""What the board shows of the numbers: the conversion of its stages."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from penstock.boards.board import Board
from penstock.ui.panels import panel


@panel("board")
class Conversions:
    """Asks for the hairlines of all heads, once, after the page is there."""

    template = "metrics/parts/hairlines_wanted.html"
    order = 10
    column = "heads"

    def context(self, request: HttpRequest, record: Board) -> dict[str, Any]:
        """Only an address: the board itself must not wait for the numbers."""
        pipeline = record.pipeline
        return {"url": reverse("metrics:conversions", args=[pipeline.pk])} if pipeline else {}
