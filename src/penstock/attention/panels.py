"""Where attention shows itself: beside a deal, and on Today."""

from typing import Any

from django.http import HttpRequest

from penstock.activities.models import Activity
from penstock.activities.today import MOST_SHOWN, Whose, owned_by
from penstock.attention.actions.block_deal import current_block
from penstock.attention.balance import hanging, too_wide
from penstock.attention.models import Block, Level
from penstock.attention.priority import first_deals
from penstock.attention.queries import contact_norm, contacts_this_week, marks_at, stuck_deals
from penstock.attention.reasons import Watch, mark_of
from penstock.deals.models import Deal
from penstock.deals.queries import most_valuable
from penstock.ui.panels import panel
from penstock.workspaces.calendar import calendar_of


@panel("deal")
class PacePanel:
    """How fast the deal goes, against what won deals took."""

    template = "attention/panels/pace.html"
    column = "side"
    order = 12
    hung = (Activity, Block)

    def context(self, request: HttpRequest, deal: Deal) -> dict[str, Any]:
        """The level, its reason, and what the norm was learnt from."""
        watch = Watch(calendar_of(request.actor.workspace))
        mark, norm = mark_of(deal), contact_norm(request.actor.workspace)
        level = watch.level(deal)
        planned = mark.planned_at if mark and mark.planned_at and mark.planned_at > watch.now else None
        return {
            "deal": deal,
            "mark": mark,
            "level": level.value,
            "is_stuck": level == Level.STUCK,
            "is_slow": level == Level.SLOW,
            "reason": watch.reason(deal),
            "days": watch.days_in_stage(deal),
            "planned_at": planned,
            "touches": norm.touches,
            "pushed": week if deal.is_open and (week := contacts_this_week(deal)) >= norm.a_week else 0,
            "block": current_block(deal) if deal.is_open else None,
            "may_write": request.actor.may_write_for(deal.owner_id),
        }


@panel("today")
class StuckPanel:
    """The stuck deals of one's day, the most valuable first, each with its reason."""

    template = "attention/panels/stuck.html"
    column = "main"
    order = 20

    def context(self, request: HttpRequest, whose: Whose) -> dict[str, Any]:
        """Empty when nothing is stuck, so that nothing is shown."""
        by = request.actor
        rows = stuck_deals(by)
        mine = rows if whose.people is None else rows.filter(owned_by(whose.people))
        # Only open deals have a mark, so who reads everything needs no look at the deals to count them.
        count = marks_at(Level.STUCK, by).count() if whose.people is None else mine.count()
        if not count:
            return {}
        watch = Watch(calendar_of(by.workspace))
        lines = [(deal, watch.reason(deal)) for deal in most_valuable(mine, by, MOST_SHOWN)]
        return {"lines": lines, "count": count, "left": count - len(lines), "whose": whose}


@panel("today")
class BalancePanel:
    """Whether one's own pipeline is in balance."""

    template = "attention/panels/balance.html"
    column = "main"
    order = 30

    def context(self, request: HttpRequest, whose: Whose) -> dict[str, Any]:
        """Empty for more than one person, and when all is well."""
        if whose.people is None or len(whose.people) != 1:
            return {}
        (owner_id,) = whose.people
        if owner_id is None:
            return {}
        wide, heavy = too_wide(request.actor, owner_id), hanging(request.actor, owner_id)
        return {"wide": wide, "heavy": heavy} if wide or heavy else {}


@panel("today")
class FirstPanel:
    """What one should work on first."""

    template = "attention/panels/first.html"
    column = "main"
    order = 10

    def context(self, request: HttpRequest, whose: Whose) -> dict[str, Any]:
        """Empty for more than one person, and without deals that are worth something."""
        if whose.people is None or len(whose.people) != 1:
            return {}
        (owner_id,) = whose.people
        found = first_deals(request.actor, owner_id) if owner_id is not None else []
        return {"first": found, "currency": request.actor.workspace.currency} if len(found) > 1 else {}
