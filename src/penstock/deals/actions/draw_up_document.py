"""Draw up what a deal needs in writing, such as its proposal; every wording is a version of its own."""

from django.utils.translation import gettext as _

from penstock.common import clock
from penstock.common.actions import action
from penstock.common.checks import plain
from penstock.common.errors import Refused
from penstock.deals.actions.approvals import close_as_withdrawn
from penstock.deals.changing import hold
from penstock.deals.events import DealDocumentDrawn
from penstock.deals.models import Approval, ApprovalState, Deal, DealDocument, WorkPurpose
from penstock.deals.queries import newest_document
from penstock.journal.recording import record
from penstock.workspaces.actor import Actor

LONGEST = 50_000


@action
def draw_up_document(deal: Deal, purpose: WorkPurpose, text: str, *, by: Actor) -> DealDocument | None:
    """The document for the purpose says this from now on; None when it does.

    Requests to approve an earlier version that still wait are taken back: what they asked for is no longer in force.
    """
    held, words = hold(deal, by), plain(text)[:LONGEST]
    known = WorkPurpose.objects.of(by).filter(pk=purpose.pk, retired_at__isnull=True).first()
    wrong = {"purpose": _("Choose one from the list.")} if known is None else {}
    if not words:
        wrong["text"] = _("Write what it says.")
    if known is None or wrong:
        raise Refused(" ".join(wrong.values()), fields=wrong)
    before = newest_document(held, known.pk)
    if before is not None and before.text == words:
        return None
    made = DealDocument(workspace=by.workspace, deal=held, purpose=known, number=before.number + 1 if before else 1)
    made.text, made.person, made.made_at = words, by.person, clock.now()
    made.save()
    waiting = Approval.objects.on(held).filter(document__purpose=known, state=ApprovalState.WAITING)
    taken_back = [close_as_withdrawn(request, held) for request in waiting]
    told = {"document_id": made.pk, "purpose_id": known.pk, "number": made.number}
    record(by, *taken_back, DealDocumentDrawn(deal_id=held.pk, company_id=held.company_id, **told))
    return made
