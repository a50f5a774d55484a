"""Where attention shows itself: beside a deal, and on Today."""

from typing import Any

from django.http import HttpRequest

from penstock.attention.models import Level
from penstock.attention.reasons import Watch, mark_of
from penstock.deals.models import Deal
from penstock.ui.panels import panel
from penstock.workspaces.calendar import calendar_of


@panel("deal")
class PacePanel:
    """How fast the deal goes, against what won deals took."""

    template = "attention/panels/pace.html"
    column = "side"
    order = 5

    def context(self, request: HttpRequest, deal: Deal) -> dict[str, Any]:
        """The level, its reason, and what the norm was learnt from."""
        watch = Watch(calendar_of(request.actor.workspace))
        mark = mark_of(deal)
        level = watch.level(deal)
        planned = mark.planned_at if mark and mark.planned_at and mark.planned_at > watch.now else None
        return {
            "deal": deal,
            "mark": mark,
            "is_stuck": level == Level.STUCK,
            "is_slow": level == Level.SLOW,
            "reason": watch.reason(deal),
            "days": watch.days_in_stage(deal),
            "planned_at": planned,
        }
