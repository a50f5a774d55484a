"""Beside a lost deal: why we say it was lost, why the customer says so, and the ways to ask."""

from typing import Any

from django.http import HttpRequest

from penstock.deals.models import Deal, DealStatus
from penstock.losses.models import LossCheck, LossSurvey
from penstock.losses.queries import open_survey, standing
from penstock.ui.panels import panel


@panel("deal")
class LossPanel:
    """Nothing is asked of deals that are not lost."""

    template = "losses/panels/loss.html"
    column = "side"
    order = 12
    hung = (LossCheck, LossSurvey)

    def context(self, request: HttpRequest, deal: Deal) -> dict[str, Any]:
        """Both reasons side by side, and the link that waits."""
        if deal.status != DealStatus.LOST:
            return {}
        check = standing(deal)
        return {
            "deal": deal,
            "check": check,
            "agrees": check is not None and check.reason_id is not None and check.reason_id == deal.loss_reason_id,
            "survey": open_survey(deal),
            "may_write": request.actor.may_write_for(deal.owner_id),
        }
