"""Hand a deal over with a note that both accept: one offers it, the other takes it or does not."""

from typing import Any

from django.utils.translation import gettext as _

from penstock.common import clock
from penstock.common.actions import action
from penstock.common.checks import plain
from penstock.common.errors import NotPermitted, Refused
from penstock.deals.actions import assign_deal
from penstock.deals.changing import hold
from penstock.deals.checks import checked_owner
from penstock.deals.models import Deal
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.playbooks.events import HandoverAccepted, HandoverDeclined, HandoverOffered, HandoverWithdrawn
from penstock.playbooks.models import Handover, HandoverState
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person

LONGEST = 10_000


@action
def offer_handover(deal: Deal, taker: Person, note: str = "", *, by: Actor) -> Handover:
    """Offer the deal to its next owner; until they accept, nothing changes."""
    held = hold(deal, by)
    checked_owner(taker, by)
    if by.person is None:
        raise Refused(_("A deal is handed over by a person."))
    if taker.pk == held.owner_id:
        raise Refused(_("%(person)s has this deal already.") % {"person": taker})
    if Handover.objects.on(held).filter(state=HandoverState.OFFERED).exists():
        raise Refused(_("This deal is offered to somebody already; withdraw that first."))
    offer = Handover(workspace=by.workspace, deal=held, giver=by.person, taker=taker, note=plain(note)[:LONGEST])
    offer.offered_at = clock.now()
    offer.save()
    record(by, HandoverOffered(**_about(offer)))
    return offer


@action
def accept_handover(offer: Handover, *, by: Actor) -> Event | None:
    """Take the deal over: it is assigned in the giver's name, as far as the giver still may; None when it was taken."""
    held = _held(offer, by)
    if held.state == HandoverState.ACCEPTED:
        return None
    _require_offered(held)
    assign_deal(held.deal, held.taker, by=Actor.of_person(held.giver, by.door))
    return _answered(held, HandoverState.ACCEPTED, HandoverAccepted, by)


@action
def decline_handover(offer: Handover, *, by: Actor) -> Event | None:
    """Do not take it; it stays with its owner. None when that was said."""
    held = _held(offer, by)
    if held.state == HandoverState.DECLINED:
        return None
    _require_offered(held)
    return _answered(held, HandoverState.DECLINED, HandoverDeclined, by)


@action
def withdraw_handover(offer: Handover, *, by: Actor) -> Event | None:
    """Take the offer back before it is answered; None when it was answered."""
    hold(offer.deal, by)
    held = Handover.objects.on(offer.deal).select_for_update(of=("self",)).get(pk=offer.pk)
    if held.state != HandoverState.OFFERED:
        return None
    return _answered(held, HandoverState.WITHDRAWN, HandoverWithdrawn, by)


def _held(offer: Handover, by: Actor) -> Handover:
    """The offer, locked; only whom it was made to answers it, who may not have been able to see the deal before."""
    rows = Handover.objects.on(by.workspace).select_for_update(of=("self",)).select_related("deal", *GIVER, "taker")
    held: Handover | None = rows.filter(pk=offer.pk, deal__removed_at__isnull=True).first()
    if held is None or held.taker_id != by.person_id or not by.may_write:
        raise NotPermitted(_("Only whom a deal was offered to can answer."))
    return held


GIVER = ("giver__workspace", "giver__role", "giver__team")


def _require_offered(offer: Handover) -> None:
    if offer.state != HandoverState.OFFERED:
        raise Refused(_("This offer is no longer open."))


def _answered(offer: Handover, state: str, event: type[HandoverOffered], by: Actor) -> Event:
    offer.state, offer.answered_at = state, clock.now()
    offer.save(update_fields=["state", "answered_at"])
    return record(by, event(**_about(offer)))[0]


def _about(offer: Handover) -> dict[str, Any]:
    ids = {"deal_id": offer.deal_id, "company_id": offer.deal.company_id, "member_id": offer.taker_id}
    return {**ids, "handover_id": offer.pk}
