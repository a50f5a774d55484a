"""Set a deal aside until a day, and bring it back: meanwhile nobody works it, and no figure counts it as open."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from penstock.common import clock
from penstock.common.actions import action
from penstock.common.checks import plain
from penstock.common.errors import Refused
from penstock.deals.changing import change, hold
from penstock.deals.events import DealBroughtBack, DealSetAside
from penstock.deals.models import Deal
from penstock.journal.models import Event
from penstock.workspaces.actor import Actor

FURTHEST_YEARS = 10
LONGEST = 300


@action
def set_aside(deal: Deal, *, until: date, reason: str = "", by: Actor, at: datetime | None = None) -> Event | None:
    """Set an open deal aside until a day on which it comes back by itself, in the stage in which it is.

    One that is set aside already gets another day or reason; None when it is so already. Raises Refused where the deal
    is won or lost, or the day is not one to come.
    """
    held = hold(deal, by)
    if held.is_decided:
        raise Refused(_("“%(deal)s” is closed; only an open deal can be set aside.") % {"deal": held.name})
    words = plain(reason)
    if (held.aside_until, held.aside_reason) == (until, words):
        return None
    _require_sound(until, words, by)
    fields = {"aside_until": until, "aside_reason": words}
    return change(held, fields, DealSetAside, by=by, at=at, stage_id=held.stage_id, until=until)


@action
def bring_back(deal: Deal, *, by: Actor, at: datetime | None = None) -> Event | None:
    """Work a deal that was set aside again, in its stage, which asks nothing for that; None when it is not aside."""
    held = hold(deal, by)
    if held.aside_until is None:
        return None
    said = {"stage_id": held.stage_id, "until": held.aside_until}
    return change(held, {"aside_until": None}, DealBroughtBack, by=by, at=at, **said)


def _require_sound(until: date, reason: str, by: Actor) -> None:
    """A day to come by the workspace's calendar, within reach; a reason of a line or two."""
    today = clock.day_of(clock.now(), by.workspace.zone)
    if until <= today:
        sentence = _("Choose a day to come; a deal cannot be set aside until today or a day that has passed.")
        raise Refused(sentence, fields={"until": sentence})
    if until.year > today.year + FURTHEST_YEARS:
        sentence = _("Choose a day within the next %(years)s years.") % {"years": FURTHEST_YEARS}
        raise Refused(sentence, fields={"until": sentence})
    if len(reason) > LONGEST:
        sentence = _("Say why in at most %(count)s letters.") % {"count": LONGEST}
        raise Refused(sentence, fields={"reason": sentence})
