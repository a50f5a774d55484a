"""Say what holds a deal up and what is tried against it, and how that ended."""

from django.utils.translation import gettext as _

from penstock.attention.events import BlockBegan, BlockChanged, BlockEnded
from penstock.attention.models import Block, BlockCause, BlockResult
from penstock.common import clock
from penstock.common.actions import action
from penstock.common.errors import Refused
from penstock.deals.changing import hold
from penstock.deals.models import Deal
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.workspaces.actor import Actor

LONGEST = 2_000
SAID = (BlockResult.SOLVED, BlockResult.PASSED, BlockResult.UNSOLVED)
"""How a person can say that it ended; the others follow from the deal."""


@action
def block_deal(deal: Deal, cause: str, *, by: Actor, remedy: str = "") -> Event | None:
    """This holds the deal up; a cause that nobody named before joins the list. None when all of it is known."""
    held = hold(deal, by)
    if held.is_aside:
        raise Refused(_("“%(deal)s” is set aside; bring it back first.") % {"deal": held.name})
    if held.is_decided:
        raise Refused(_("“%(deal)s” is closed; nothing holds it up any more.") % {"deal": held.name})
    named, tried = _cause(cause, by), remedy.strip()[:LONGEST]
    block = current_block(held)
    if block is None:
        block = Block(workspace=by.workspace, deal=held, cause=named, remedy=tried, began_at=clock.now())
        block.save()
        return record(by, BlockBegan(deal_id=held.pk, company_id=held.company_id, cause_id=named.pk))[0]
    if (block.cause_id, block.remedy) == (named.pk, tried):
        return None
    block.cause, block.remedy = named, tried
    block.save(update_fields=["cause", "remedy"])
    return record(by, BlockChanged(deal_id=held.pk, company_id=held.company_id, cause_id=named.pk))[0]


@action
def unblock_deal(deal: Deal, result: str, *, by: Actor, remedy: str | None = None) -> Event | None:
    """Nothing holds the deal up any more, with this result; None when nothing did."""
    held = hold(deal, by)
    block = current_block(held)
    if block is None:
        return None
    if result not in SAID:
        sentence = _("Say how it ended.")
        raise Refused(sentence, fields={"result": sentence})
    if remedy is not None:
        block.remedy = remedy.strip()[:LONGEST]
    block.ended_at, block.result = clock.now(), result
    block.save(update_fields=["ended_at", "result", "remedy"])
    cause_id, company_id = block.cause_id, held.company_id
    return record(by, BlockEnded(deal_id=held.pk, company_id=company_id, cause_id=cause_id, result=result))[0]


def current_block(deal: Deal) -> Block | None:
    """What holds the deal up now, if anything."""
    block: Block | None = Block.objects.on(deal).filter(ended_at__isnull=True).select_related("cause").first()
    return block


def _cause(name: str, by: Actor) -> BlockCause:
    word = " ".join(name.split())[:120]
    if not word:
        sentence = _("Say what holds the deal up.")
        raise Refused(sentence, fields={"cause": sentence})
    known: BlockCause | None = BlockCause.objects.of(by).filter(name__iexact=word).first()
    if known is None:
        known = BlockCause(workspace=by.workspace, name=word)
        known.save()
    return known
