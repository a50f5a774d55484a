"""The last letter on a deal: sent, answered, or followed by the close of the deal."""

from datetime import timedelta

from django.utils import translation
from django.utils.translation import gettext as _

from penstock.activities.actions import log_activity
from penstock.activities.models import Activity, ActivityKind
from penstock.common import clock
from penstock.common.actions import action
from penstock.common.errors import Refused
from penstock.deals.actions import lose_deal
from penstock.deals.changing import hold
from penstock.deals.models import Deal
from penstock.hygiene.events import BreakUpEnded, BreakUpSent
from penstock.hygiene.models import BreakUp, BreakUpState
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.pipelines.actions import add_loss_reason
from penstock.workspaces.actor import Actor

SHORTEST, LONGEST = 1, 90
ANSWERS = (ActivityKind.CALL, ActivityKind.MEETING)
"""What counts as an answer once it was held."""


@action
def send_break_up(deal: Deal, text: str, days: int, *, by: Actor) -> Event | None:
    """The letter went out: it is logged as a mail, and without an answer within so many days the deal is lost.

    None where a letter waits already. Penstock sends nothing itself: whoever calls this has sent it.
    """
    held = hold(deal, by)
    if not held.is_open:
        raise Refused(_("“%(deal)s” is not being worked; there is nobody to take leave of.") % {"deal": held.name})
    if not text.strip():
        raise Refused(_("Write what the letter says."), fields={"text": _("Write what the letter says.")})
    if not SHORTEST <= days <= LONGEST:
        sentence = _("Wait between %(least)s and %(most)s days.") % {"least": SHORTEST, "most": LONGEST}
        raise Refused(sentence, fields={"days": sentence})
    if waiting_on(held) is not None:
        return None
    log_activity(ActivityKind.EMAIL, _("Break-up letter"), by=by, deal=held, body=text)
    now = clock.now()
    until = clock.day_of(now, by.workspace.zone) + timedelta(days=days)
    BreakUp(workspace=by.workspace, deal=held, person=by.person, sent_at=now, closes_on=until).save()
    return record(by, BreakUpSent(deal_id=held.pk, company_id=held.company_id, until=until))[0]


@action
def note_answer(deal: Deal, *, by: Actor) -> Event | None:
    """They answered: the deal stays; None where no letter waits."""
    held = hold(deal, by)
    letter = waiting_on(held)
    return _end(letter, held, BreakUpState.ANSWERED, by) if letter else None


@action
def close_unanswered(letter: BreakUp, *, by: Actor) -> Event | None:
    """The day has come: the deal is lost by the ordinary action, which its gates may refuse; that is kept and told.

    Where something was talked about since, or the deal is not being worked any more, nothing is closed.
    """
    by.require_admin(_("Only Penstock itself closes what nobody answered."))
    held = hold(letter.deal, by)
    row = waiting_on(held)
    if row is None or row.closes_on > clock.day_of(clock.now(), by.workspace.zone):
        return None
    talked = Activity.objects.on(held).done().filter(removed_at__isnull=True, kind__in=ANSWERS)
    if not held.is_open or talked.filter(done_at__gt=row.sent_at).exists():
        return _end(row, held, BreakUpState.ANSWERED, by)
    with translation.override(by.workspace.language):
        reason = add_loss_reason(_("No answer"), by=by)
    try:
        lose_deal(held, by=by, reason=reason)
    except Refused as problem:
        return _end(row, held, BreakUpState.HELD, by, problem.message)
    return _end(row, held, BreakUpState.CLOSED, by)


def waiting_on(deal: Deal) -> BreakUp | None:
    """The letter on a deal in hand that waits for its answer."""
    found: BreakUp | None = BreakUp.objects.on(deal).filter(state=BreakUpState.WAITING).first()
    return found


def _end(letter: BreakUp, deal: Deal, state: BreakUpState, by: Actor, said: str = "") -> Event:
    letter.state, letter.said, letter.ended_at = state, said, clock.now()
    letter.save(update_fields=["state", "said", "ended_at"])
    return record(by, BreakUpEnded(deal_id=deal.pk, company_id=deal.company_id, result=state.value))[0]
