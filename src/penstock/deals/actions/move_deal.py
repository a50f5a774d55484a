"""Move, win, lose and reopen a deal: one rule, four words."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from penstock.common.actions import action
from penstock.common.errors import Missing, Refused
from penstock.deals.changing import change, expect_stage, hold
from penstock.deals.events import DealEvent, DealLost, DealMoved, DealReopened, DealWon
from penstock.deals.gates.overriding import record_override
from penstock.deals.gates.passing import pass_gates
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
    override: str = "",
) -> Event | None:
    """Take a deal to a stage of any pipeline, forward or back; ``seen_stage`` is where the actor saw it.

    Going to a won or lost stage wins or loses it; a loss wants a reason where the workspace has any. ``override`` is
    why somebody with the right takes it past what the stages' rules still want. A deal that is set aside comes back
    with it: who moves a deal works it.
    Returns the event, or None when the deal is already there. Raises Refused (Unready with all that is missing),
    Conflict, NotPermitted.
    """
    held = hold(deal, by)
    expect_stage(held, seen_stage)
    if held.stage_id == stage.pk:
        return None
    _require_in_use(stage, by)
    before, outcome = held.stage, _outcome(stage, loss_reason, loss_comment, by)
    lacking = _reason_lacking(stage, loss_reason, by)
    missing = pass_gates(held, stage, by, override=override, said=outcome, also=lacking)
    fields = {"stage": stage, "pipeline": stage.pipeline, "aside_until": None, **outcome}
    name = step_name(before.kind, stage.kind)
    facts = {
        "stage_id": stage.pk,
        "value": held.value,
        "currency": held.currency,
        "loss_reason_id": loss_reason.pk if loss_reason else None,
    }
    event = change(held, fields, EVENTS[name], by=by, at=at, **told(name, before.pk, facts))
    record_override(held, stage, missing, override, by=by, at=event.occurred_at if event else at)
    return event


def told(name: str, from_stage_id: int, facts: dict[str, Any]) -> dict[str, Any]:
    """What the event of a step tells besides the changes."""
    more = {"won": ("value", "currency"), "lost": ("value", "currency", "loss_reason_id")}.get(name, ())
    return {"from_stage_id": from_stage_id, **{key: facts[key] for key in ("stage_id", *more)}}


@action
def win_deal(
    deal: Deal, *, by: Actor, at: datetime | None = None, seen_stage: int | None = None, override: str = ""
) -> Event | None:
    """Take a deal to its pipeline's won stage; None when it is won already."""
    held = hold(deal, by)
    if held.status == StageKind.WON:
        return None
    stage = closing_stage(held.pipeline_id, StageKind.WON, by)
    return move_deal(held, stage, by=by, at=at, seen_stage=seen_stage, override=override)


@action
def lose_deal(
    deal: Deal,
    *,
    by: Actor,
    reason: LossReason | None = None,
    comment: str = "",
    at: datetime | None = None,
    seen_stage: int | None = None,
    override: str = "",
) -> Event | None:
    """Take a deal to its pipeline's lost stage, with a reason; None when it is lost already."""
    held = hold(deal, by)
    if held.status == StageKind.LOST:
        return None
    stage = closing_stage(held.pipeline_id, StageKind.LOST, by)
    said: dict[str, Any] = {"loss_reason": reason, "loss_comment": comment, "override": override}
    return move_deal(held, stage, by=by, at=at, seen_stage=seen_stage, **said)


@action
def reopen_deal(
    deal: Deal,
    *,
    by: Actor,
    stage: Stage | None = None,
    at: datetime | None = None,
    seen_stage: int | None = None,
    override: str = "",
) -> Event | None:
    """Take a closed deal back to an open stage: the given one, else the first of its pipeline."""
    held = hold(deal, by)
    if not held.is_decided:
        return None
    into = stage or first_stage(by, held.pipeline_id)
    return move_deal(held, into, by=by, at=at, seen_stage=seen_stage, override=override)


def _outcome(stage: Stage, reason: LossReason | None, comment: str, by: Actor) -> dict[str, object]:
    """The loss reason belongs to a lost deal only."""
    if stage.kind != StageKind.LOST:
        return {"loss_reason": None, "loss_comment": ""}
    if reason is not None and reason.workspace_id != by.workspace_id:
        raise Refused(_("This loss reason does not exist."), fields={"loss_reason": _("Choose a reason.")})
    return {"loss_reason": reason, "loss_comment": comment.strip()}


def _reason_lacking(stage: Stage, reason: LossReason | None, by: Actor) -> Missing | None:
    """A loss wants a reason where the workspace keeps any, whoever asks."""
    if stage.kind != StageKind.LOST or reason is not None or not has_loss_reasons(by):
        return None
    return Missing(0, "fields", "loss_reason", _("Say why the deal was lost."), box="loss_reason")


def _require_in_use(stage: Stage, by: Actor) -> None:
    if stage.workspace_id != by.workspace_id:
        raise Refused(_("This stage does not exist."))
    if stage.retired_at is not None:
        raise Refused(_("%(stage)s is retired; deals can leave it but not enter it.") % {"stage": stage.name})
