"""Where reports show themselves on pages of others."""

from typing import Any

from django.http import HttpRequest

from penstock.activities.today import Whose
from penstock.ui.panels import panel


@panel("promising")
class ToForecast:
    """The way from the promising deals to the forecast."""

    template = "reports/parts/to_forecast.html"
    column = "footer"
    order = 10

    def context(self, request: HttpRequest, record: Whose) -> dict[str, Any]:
        """Nothing but the link."""
        return {}
