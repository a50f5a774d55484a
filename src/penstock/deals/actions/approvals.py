"""Ask for an approval that a gate wants, answer it, and take the request back."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from penstock.common import clock
from penstock.common.actions import action
from penstock.common.errors import NotPermitted, Refused
from penstock.deals.changing import hold
from penstock.deals.events import DealApprovalAnswered, DealApprovalAsked, DealApprovalWithdrawn
from penstock.deals.gates.approving import answers_for
from penstock.deals.gates.kinds.approval import ALL
from penstock.deals.models import Approval, ApprovalState, Deal, DealDocument, StageRule
from penstock.deals.queries import newest_document
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.workspaces.actor import Actor

VERDICTS = ("yes", "no")


@action
def ask_approval(deal: Deal, rule: StageRule, *, by: Actor) -> Event | None:
    """Ask those whom the rule names; None where it is asked for already."""
    held = hold(deal, by)
    known = StageRule.objects.of(by).filter(pk=rule.pk, kind="approval", retired_at__isnull=True).first()
    if known is None:
        raise Refused(_("This rule asks for no approval any more."))
    if Approval.objects.on(held).filter(rule=known, state=ApprovalState.WAITING).exists():
        return None
    now, days = clock.now(), known.params["days"]
    due_at = now + timedelta(days=days) if days else None
    told: dict[str, Any] = {"value": held.value, "currency": held.currency}
    request = Approval(workspace=by.workspace, deal=held, rule=known, asked_by=by.person, asked_at=now, **told)
    request.due_at, request.document = due_at, _document(held, known)
    request.save()
    event = DealApprovalAsked(
        deal_id=held.pk, company_id=held.company_id, approval_id=request.pk, rule_id=known.pk, **told
    )
    return record(by, event)[0]


@action
def answer_approval(request: Approval, verdict: str, *, by: Actor, reason: str = "") -> Event | None:
    """Say yes or no, with a reason for a no; None where the request is closed already.

    Whoever asked or owns the deal answers nothing of it. One no closes the request; yes does once all have said so, or
    any one where that is enough.
    """
    held = _held(request, by)
    if held.state != ApprovalState.WAITING:
        return None
    stands_for = answers_for(held, by.person_id)
    if not stands_for:
        raise NotPermitted(_("This approval is not yours to give now."))
    why = " ".join(reason.split())[:500]
    if verdict not in VERDICTS or (verdict == "no" and not why):
        sentence = _("Say why you reject it.")
        raise Refused(sentence, fields={"reason": sentence})
    now = clock.now()
    held.answers = [
        *held.answers,
        {"for": stands_for, "by": by.person_id, "verdict": verdict, "reason": why, "at": now.isoformat()},
    ]
    held.state = _state_after(held, verdict)
    held.closed_at = None if held.state == ApprovalState.WAITING else now
    held.save(update_fields=["answers", "state", "closed_at"])
    told: dict[str, Any] = {"verdict": verdict, "reason": why, "for_id": stands_for, "state": str(held.state)}
    about: dict[str, Any] = {"deal_id": held.deal_id, "company_id": held.deal.company_id}
    return record(by, DealApprovalAnswered(**about, approval_id=held.pk, rule_id=held.rule_id, **told))[0]


@action
def withdraw_approval(request: Approval, *, by: Actor) -> Event | None:
    """Take a request back; None where it is closed already."""
    held = _held(request, by)
    deal = hold(held.deal, by)
    if held.state != ApprovalState.WAITING:
        return None
    return record(by, close_as_withdrawn(held, deal))[0]


def close_as_withdrawn(request: Approval, deal: Deal) -> DealApprovalWithdrawn:
    """Nobody has to answer the request any more; the event that says so."""
    request.state, request.closed_at = ApprovalState.WITHDRAWN, clock.now()
    request.save(update_fields=["state", "closed_at"])
    about: dict[str, Any] = {"deal_id": deal.pk, "company_id": deal.company_id}
    return DealApprovalWithdrawn(**about, approval_id=request.pk, rule_id=request.rule_id)


def _document(deal: Deal, rule: StageRule) -> DealDocument | None:
    """The version that the rule is about, if it is about one."""
    purpose = rule.params.get("document")
    found = newest_document(deal, purpose) if purpose else None
    if purpose and found is None:
        raise Refused(_("Draw the document up first; then it can be approved."))
    return found


def _held(request: Approval, by: Actor) -> Approval:
    rows = Approval.objects.of(by).select_for_update(of=("self",)).select_related("deal", "rule")
    found = rows.filter(pk=request.pk).first()
    if found is None:
        raise NotPermitted(_("This request does not exist or you may not see it."))
    return found


def _state_after(request: Approval, verdict: str) -> str:
    if verdict == "no":
        return ApprovalState.REJECTED
    params = request.rule.params
    given = {answer["for"] for answer in request.answers}
    done = set(params["approvers"]) <= given if params["mode"] == ALL else bool(given)
    return ApprovalState.APPROVED if done else ApprovalState.WAITING
