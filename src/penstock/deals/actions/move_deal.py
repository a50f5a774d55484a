"""Move, win, lose and reopen a deal: one rule, four words."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from penstock.common.actions import action
from penstock.common.errors import Refused
from penstock.deals.changing import change, expect_stage, hold
from penstock.deals.events import DealEvent, DealLost, DealMoved, DealReopened, DealWon
from penstock.deals.models import Deal
from penstock.deals.state import step_name
from penstock.journal.models import Event
from penstock.pipelines.models import LossReason, Stage, StageKind
from penstock.pipelines.queries import closing_stage, first_stage, has_loss_reasons
from penstock.workspaces.actor import Actor

EVENTS: dict[str, type[DealEvent]] = {"moved": DealMoved, "won": DealWon, "lost": DealLost, "reopened": DealReopened}


@action
def move_deal(
    deal: Deal,
    stage: Stage,
    *,
    by: Actor,
    at: datetime | None = None,
    seen_stage: int | None = None,
    loss_reason: LossReason | None = None,
    loss_comment: str = "",
) -> Event | None:
    """Take a deal to a stage of any pipeline, forward or back; ``seen_stage`` is where the actor saw it.

    Going to a won or lost stage wins or loses it; a loss wants a reason where the workspace has any.
    Returns the event, or None when the deal is already there. Raises Refused, Conflict, NotPermitted.
    """
    held = hold(deal, by)
    expect_stage(held, seen_stage)
    if held.stage_id == stage.pk:
        return None
    _require_in_use(stage, by)
    before = held.stage
    fields = {"stage": stage, "pipeline": stage.pipeline, **_outcome(stage, loss_reason, loss_comment, by)}
    name = step_name(before.kind, stage.kind)
    facts = {
        "stage_id": stage.pk,
        "value": held.value,
        "currency": held.currency,
        "loss_reason_id": loss_reason.pk if loss_reason else None,
    }
    return change(held, fields, EVENTS[name], by=by, at=at, **told(name, before.pk, facts))


def told(name: str, from_stage_id: int, facts: dict[str, Any]) -> dict[str, Any]:
    """What the event of a step tells besides the changes."""
    more = {"won": ("value", "currency"), "lost": ("value", "currency", "loss_reason_id")}.get(name, ())
    return {"from_stage_id": from_stage_id, **{key: facts[key] for key in ("stage_id", *more)}}


@action
def win_deal(deal: Deal, *, by: Actor, at: datetime | None = None, seen_stage: int | None = None) -> Event | None:
    """Take a deal to its pipeline's won stage; None when it is won already."""
    held = hold(deal, by)
    if held.status == StageKind.WON:
        return None
    return move_deal(held, closing_stage(held.pipeline_id, StageKind.WON, by), by=by, at=at, seen_stage=seen_stage)


@action
def lose_deal(
    deal: Deal,
    *,
    by: Actor,
    reason: LossReason | None = None,
    comment: str = "",
    at: datetime | None = None,
    seen_stage: int | None = None,
) -> Event | None:
    """Take a deal to its pipeline's lost stage, with a reason; None when it is lost already."""
    held = hold(deal, by)
    if held.status == StageKind.LOST:
        return None
    stage = closing_stage(held.pipeline_id, StageKind.LOST, by)
    return move_deal(held, stage, by=by, at=at, seen_stage=seen_stage, loss_reason=reason, loss_comment=comment)


@action
def reopen_deal(
    deal: Deal, *, by: Actor, stage: Stage | None = None, at: datetime | None = None, seen_stage: int | None = None
) -> Event | None:
    """Take a closed deal back to an open stage: the given one, else the first of its pipeline."""
    held = hold(deal, by)
    if held.is_open:
        return None
    return move_deal(held, stage or first_stage(by, held.pipeline_id), by=by, at=at, seen_stage=seen_stage)


def _outcome(stage: Stage, reason: LossReason | None, comment: str, by: Actor) -> dict[str, object]:
    """The loss reason belongs to a lost deal only; without one a loss is refused where reasons exist."""
    if stage.kind != StageKind.LOST:
        return {"loss_reason": None, "loss_comment": ""}
    if reason is not None and reason.workspace_id != by.workspace_id:
        raise Refused(_("This loss reason does not exist."), fields={"loss_reason": _("Choose a reason.")})
    if reason is None and has_loss_reasons(by):
        sentence = _("Say why the deal was lost.")
        raise Refused(sentence, fields={"loss_reason": sentence})
    return {"loss_reason": reason, "loss_comment": comment.strip()}


def _require_in_use(stage: Stage, by: Actor) -> None:
    if stage.workspace_id != by.workspace_id:
        raise Refused(_("This stage does not exist."))
    if stage.retired_at is not None:
        raise Refused(_("%(stage)s is retired; deals can leave it but not enter it.") % {"stage": stage.name})
