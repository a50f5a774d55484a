"""Draw up what a deal needs in writing, such as its proposal; every wording and every file is a version."""

from typing import Any

from django.utils.translation import gettext as _

from penstock.common import clock
from penstock.common.actions import action
from penstock.common.checks import plain
from penstock.common.errors import Refused
from penstock.deals.actions.approvals import ask_approval, close_as_withdrawn
from penstock.deals.changing import hold
from penstock.deals.events import DealDocumentDrawn
from penstock.deals.gates.conditions import conditions_of
from penstock.deals.gates.rules import place
from penstock.deals.models import Approval, ApprovalState, Deal, DealDocument, Side, StageRule, WorkPurpose
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
    return _next_version(held, known, before, by, text=words)


@action
def put_forward_file(
    deal: Deal, purpose: WorkPurpose, file_id: int, file_name: str, *, by: Actor
) -> tuple[DealDocument, int]:
    """A file of the deal is the document for the purpose from now on, and whoever has to approve it next is asked.

    Returns the version and how many approvals were asked for; the same file twice is one version.
    """
    held = hold(deal, by)
    known = WorkPurpose.objects.of(by).filter(pk=purpose.pk, retired_at__isnull=True).first()
    if known is None:
        raise Refused(_("Say what the file is."), fields={"purpose": _("Choose one from the list.")})
    before = newest_document(held, known.pk)
    is_so = before is not None and before.file_id == file_id
    made = before if before and is_so else _next_version(held, known, before, by, file_id=file_id, file_name=file_name)
    asked = [ask_approval(held, rule, by=by) for rule in _next_approvals(held, made, by)]
    return made, sum(event is not None for event in asked)


def _next_version(
    deal: Deal, purpose: WorkPurpose, before: DealDocument | None, by: Actor, **says: Any
) -> DealDocument:
    number = before.number + 1 if before else 1
    made = DealDocument(workspace=by.workspace, deal=deal, purpose=purpose, number=number, **says)
    made.person, made.made_at = by.person, clock.now()
    made.save()
    waiting = Approval.objects.on(deal).filter(document__purpose=purpose, state=ApprovalState.WAITING)
    taken_back = [close_as_withdrawn(request, deal) for request in waiting]
    told: dict[str, Any] = {"document_id": made.pk, "purpose_id": purpose.pk, "number": made.number}
    record(by, *taken_back, DealDocumentDrawn(deal_id=deal.pk, company_id=deal.company_id, **told))
    return made


def _next_approvals(deal: Deal, document: DealDocument, by: Actor) -> list[StageRule]:
    """The rules of the nearest gate on the way that want this document approved, unless this version is already."""
    rules = StageRule.objects.of(by).filter(
        kind="approval", retired_at__isnull=True, held="", stage__pipeline_id=deal.pipeline_id
    )
    wanting = [
        rule
        for rule in rules.select_related("stage")
        if rule.params.get("document") == document.purpose_id and _lies_ahead(rule, deal)
    ]
    fitting = conditions_of(deal, [rule.conditions for rule in wanting], by)
    wanting = [rule for rule in wanting if rule.conditions in fitting]
    given = Approval.objects.on(deal).filter(document=document, state=ApprovalState.APPROVED)
    done = set(given.values_list("rule_id", flat=True))
    nearest = min((place(rule.stage) for rule in wanting), default=None)
    return [rule for rule in wanting if place(rule.stage) == nearest and rule.pk not in done]


def _lies_ahead(rule: StageRule, deal: Deal) -> bool:
    if rule.stage_id == deal.stage_id:
        return rule.side == Side.EXIT
    return place(rule.stage) > place(deal.stage)
