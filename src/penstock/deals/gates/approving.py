"""Whose turn it is to answer a request for an approval."""

from penstock.common import clock
from penstock.deals.gates.kinds.approval import ALL
from penstock.deals.models.approvals import Approval, ApprovalState


def answers_for(request: Approval, person_id: int | None) -> int:
    """The approver for whom somebody may answer now, themselves or as a stand-in; 0 where they may not.

    The system answers nothing, and nobody answers what they asked for or for a deal of their own.
    """
    if request.state != ApprovalState.WAITING or person_id in (None, request.asked_by_id, request.deal.owner_id):
        return 0
    turn = whose_turn(request)
    if person_id in turn:
        return person_id or 0
    params = request.rule.params
    late = request.due_at is not None and request.due_at < clock.now()
    if person_id == params["deputy"] or (late and person_id == params["escalate_to"]):
        return turn[0] if turn else 0
    return 0


def whose_turn(request: Approval) -> list[int]:
    """The approvers who are to answer now: the next in order, or all who have not yet."""
    given = {answer["for"] for answer in request.answers}
    left = [pk for pk in request.rule.params["approvers"] if pk not in given]
    return left[:1] if request.rule.params["mode"] == ALL else left
