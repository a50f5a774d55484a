"""Where the forecast shows itself: beside a deal, and on Today; both are asked for when the page is there."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from penstock.activities.today import Whose
from penstock.deals.models import Deal
from penstock.ui.panels import panel


@panel("deal")
class ChancePanel:
    """How likely it is won this quarter, and why."""

    template = "forecasts/panels/wanted.html"
    column = "side"
    order = 14

    def context(self, request: HttpRequest, deal: Deal) -> dict[str, Any]:
        """Only an address: the page must not wait for the numbers."""
        return {"url": reverse("forecasts:chance", args=[deal.pk])} if deal.is_open else {}


@panel("today")
class FocusPanel:
    """One person's deals of which most is to be expected."""

    template = "forecasts/panels/wanted.html"
    column = "later"
    order = 10

    def context(self, request: HttpRequest, whose: Whose) -> dict[str, Any]:
        """Only an address; nothing for more than one person."""
        if whose.people is None or len(whose.people) != 1:
            return {}
        return {"url": f"{reverse('forecasts:focus')}?{urlencode({'whose': whose.key})}"}
