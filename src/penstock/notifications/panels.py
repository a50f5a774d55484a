"""The bell in the top line of every page."""

from typing import Any

from django.http import HttpRequest

from penstock.notifications.queries import MOST_COUNTED, count_unread
from penstock.ui.panels import panel


@panel("top")
class BellPanel:
    """How much there is to read, and the way to it."""

    template = "notifications/bell.html"
    column = "main"
    order = 10

    def context(self, request: HttpRequest, record: Any = None) -> dict[str, Any]:
        """The number of unread notifications."""
        count = count_unread(request.actor) if request.actor.person_id else 0
        return {"count": min(count, MOST_COUNTED), "is_more": count > MOST_COUNTED}
