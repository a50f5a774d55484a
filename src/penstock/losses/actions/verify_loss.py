"""Note what a customer said about a loss, and take that back; what was stated at the loss stays as it is."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from penstock.common import clock
from penstock.common.actions import action
from penstock.common.checks import plain
from penstock.common.errors import Refused
from penstock.contacts.models import Contact
from penstock.deals.changing import hold
from penstock.deals.models import Deal, DealContact, DealStatus
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.losses.events import LossVerificationTakenBack, LossVerified
from penstock.losses.models import How, LossCheck
from penstock.losses.queries import standing
from penstock.pipelines.models import LossReason
from penstock.workspaces.actor import Actor

LONGEST_NAME, LONGEST_TEXT = 120, 2000


@dataclass(frozen=True)
class Said:
    """What a customer said; without a reason it was another one, told in words, unless they would not say."""

    reason: LossReason | None = None
    would_not_say: bool = False
    competitor: str = ""
    change: str = ""
    comment: str = ""

    def cleaned(self) -> "Said":
        """The same within the lengths that are kept."""
        change, comment = (plain(words).strip()[:LONGEST_TEXT] for words in (self.change, self.comment))
        competitor = " ".join(plain(self.competitor).split())[:LONGEST_NAME]
        return replace(self, competitor=competitor, change=change, comment=comment)


@action
def verify_loss(
    deal: Deal, said: Said, *, by: Actor, contact: Contact | None = None, at: datetime | None = None
) -> Event | None:
    """Somebody asked and was told this; None where the same stands already. It takes the place of what stood."""
    held = hold_lost(deal, by)
    if contact is not None and not DealContact.objects.on(held).filter(contact=contact).exists():
        sentence = _("Choose somebody who takes part in the deal.")
        raise Refused(sentence, fields={"contact": sentence})
    return write(held, said, How.TALK, by, contact, at)


@action
def take_back_verification(deal: Deal, *, by: Actor) -> Event | None:
    """What was noted does not stand; what it took the place of does again. None where nothing stands."""
    held = hold(deal, by)
    row = standing(held)
    if row is None:
        return None
    row.ended_at = clock.now()
    row.save(update_fields=["ended_at"])
    if row.replaces_id is not None:
        LossCheck.objects.on(held).filter(pk=row.replaces_id).update(ended_at=None)
    ids = {"company_id": held.company_id, "contact_id": row.contact_id}
    return record(by, LossVerificationTakenBack(deal_id=held.pk, check_id=row.pk, **ids))[0]


def hold_lost(deal: Deal, by: Actor) -> Deal:
    """The deal, locked; raises unless it is lost and the actor may change it."""
    held = hold(deal, by)
    if held.status != DealStatus.LOST:
        raise Refused(_("“%(deal)s” is not lost; there is nothing to ask about.") % {"deal": held.name})
    return held


def write(
    deal: Deal, said: Said, how: How, by: Actor, contact: Contact | None, at: datetime | None = None
) -> Event | None:
    """Let this stand for the deal in hand."""
    told = said.cleaned()
    if told.reason is not None and told.reason.workspace_id != deal.workspace_id:
        raise Refused(_("Choose a reason from the list."), fields={"reason": _("Choose a reason from the list.")})
    if told.reason is None and not told.would_not_say and not (told.comment or told.change or told.competitor):
        sentence = _("Say in words what the reason was.")
        raise Refused(sentence, fields={"comment": sentence})
    before = LossCheck.objects.on(deal).filter(ended_at__isnull=True).first()
    row = LossCheck(workspace=by.workspace, deal=deal, how=how, contact=contact, person=by.person, **vars(told))
    if before is not None and before.checked_at >= deal.closed_at and _same(before, row):
        return None
    row.checked_at = at or clock.now()
    if before is not None:
        before.ended_at, row.replaces = row.checked_at, before
        before.save(update_fields=["ended_at"])
    row.save()
    ids: dict[str, Any] = {"company_id": deal.company_id, "contact_id": contact.pk if contact else None}
    reason_id = told.reason.pk if told.reason else None
    facts: dict[str, Any] = {"how": str(how), "loss_reason_id": reason_id, "would_not_say": told.would_not_say}
    return record(by, LossVerified(deal_id=deal.pk, check_id=row.pk, **facts, **ids), at=at)[0]


def _same(one: LossCheck, other: LossCheck) -> bool:
    names = ("how", "contact_id", "reason_id", "would_not_say", "competitor", "change", "comment")
    return all(getattr(one, name) == getattr(other, name) for name in names)
