"""What the report about the pipeline review shows of reviews: a button that begins one, and the way to those held."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from penstock.reports.placed import Opened
from penstock.reports.review import REPORT
from penstock.ui.panels import panel


@panel("report")
class HoldButton:
    """Holds a review of what the report shows."""

    template = "reviews/parts/act.html"
    order = 5
    column = "act"

    def context(self, request: HttpRequest, record: Opened) -> dict[str, Any]:
        """The address that begins it, on that report alone; who may only look finds those that were held."""
        if record.report.key != REPORT.key:
            return {}
        begin = reverse("reviews:begin") + record.asked.query() if request.actor.may_write else ""
        return {"begin": begin, "held": reverse("reviews:reviews")}
