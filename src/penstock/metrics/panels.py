"""What board and list show of the numbers: the conversion of the stages, and themselves as of a past day."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from penstock.boards.board import Board
from penstock.boards.listing import Listing
from penstock.metrics.copies import one_reading
from penstock.metrics.keeping import NotReady
from penstock.metrics.past_board import PastBoard
from penstock.metrics.past_list import PastList
from penstock.ui import formats
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


@panel("board")
class AsItStood:
    """The columns of a past day, or how far the numbers are prepared."""

    template = "metrics/parts/past_board.html"
    order = 10
    column = "past"

    def context(self, request: HttpRequest, record: Board) -> dict[str, Any]:
        """The columns, and what cannot be asked of a past day."""
        past = PastBoard(record, record.as_of or formats.today())
        try:
            with one_reading(request.actor.workspace):
                columns = past.columns()
        except NotReady as wait:
            return {"percent": round(100 * wait.done)}
        return {"columns": columns, "notes": past.notes}


@panel("list")
class ListAsItStood:
    """The rows of a past day, or how far the numbers are prepared."""

    template = "metrics/parts/past_list.html"
    order = 10
    column = "past"

    def context(self, request: HttpRequest, record: Listing) -> dict[str, Any]:
        """A page of rows with the totals, and what cannot be asked of a past day."""
        past = PastList(record, record.as_of or formats.today())
        try:
            with one_reading(request.actor.workspace):
                told = {"past": past, "lines": past.lines, "count": past.count, "notes": past.notes}
                return {**told, "heads": past.heads(), "foot": past.foot()}
        except NotReady as wait:
            return {"percent": round(100 * wait.done)}
