"""Updates: what a row says otherwise of a deal that is here already is done by the ordinary actions."""

from contextlib import nullcontext
from datetime import datetime
from typing import Any

from django.db import transaction

from penstock.common.errors import Refused, Unready
from penstock.common.money import rounded
from penstock.deals.actions import assign_deal, change_deal, move_deal
from penstock.deals.models import Deal
from penstock.imports.drafting.drafts import Draft
from penstock.imports.drafting.survey import TableSurvey
from penstock.imports.drafting.visits import LaidOut
from penstock.imports.running.gates import override_of
from penstock.imports.running.late_histories import complete_histories, removed_sentence
from penstock.imports.running.references import owner_of
from penstock.imports.running.resting import DAY, let_rest
from penstock.imports.running.run import Run
from penstock.imports.running.words import loss_reason_id
from penstock.pipelines.models import LossReason, Stage
from penstock.workspaces.models import Person


def update_deals(run: Run, table: TableSurvey, known: list[tuple[int, Draft, LaidOut]]) -> None:
    """Bring known deals to what the rows say."""
    if not known:
        return
    known = complete_histories(run, table, known)
    deals = Deal.objects.of(run.by).select_related("stage", "workspace").in_bulk([pk for pk, _draft, _laid in known])
    for pk, draft, laid in known:
        if pk not in deals:
            run.refuse("deal", table, draft, removed_sentence())
            continue
        try:
            with transaction.atomic() if _moves(run, deals[pk], draft.values, laid) else nullcontext():
                before = _update(run, deals[pk], draft.values, laid)
        except Unready as problem:
            run.refuse("deal", table, draft, problem.message)
            continue
        run.matched("deal", pk, table, draft.values.get("external_id", ""), before)


def wanted_facts(run: Run, values: dict[str, Any], laid: LaidOut) -> dict[str, Any]:
    """The facts of a row that may be set on a deal that exists."""
    facts: dict[str, Any] = {}
    if "name" in values:
        facts["name"] = " ".join(values["name"].split())[:300]
    if "value" in values:
        facts["amount"] = rounded(values["value"])
    if laid.expected_close_on:
        facts["expected_close_on"] = laid.expected_close_on
    if "forecast_category" in values:
        facts["forecast_category"] = values["forecast_category"]
    return facts


def _update(run: Run, deal: Deal, values: dict[str, Any], laid: LaidOut) -> dict[str, Any]:
    """Do what differs; returns the facts as they were, nothing when nothing differed."""
    before: dict[str, Any] = {}
    differing = {name: value for name, value in wanted_facts(run, values, laid).items() if getattr(deal, name) != value}
    if differing:
        before |= {name: _plain(getattr(deal, name)) for name in differing}
        change_deal(deal, by=run.by, **differing)
    owner = owner_of(run, values)
    if owner is not None and owner != deal.owner_id:
        before["owner_id"] = deal.owner_id
        assign_deal(deal, Person.objects.of(run.by).get(pk=owner), by=run.by)
    if _moves(run, deal, values, laid):
        before["stage_id"] = deal.stage_id
        _move(run, deal, _stage(run, values, laid), laid.visits[-1].at, values)
    if DAY in values:
        before |= let_rest(run, Deal.objects.of(run.by).select_related("stage", "workspace").get(pk=deal.pk), values)
    return before


def _stage(run: Run, values: dict[str, Any], laid: LaidOut) -> Stage:
    return run.stages[run.survey.pipeline_of(values), laid.visits[-1].stage]


def _moves(run: Run, deal: Deal, values: dict[str, Any], laid: LaidOut) -> bool:
    """Whether the row says that the deal stands elsewhere: only then can a gate refuse it as a whole."""
    return _stage(run, values, laid).pk != deal.stage_id


def _move(run: Run, deal: Deal, stage: Any, at: datetime, values: dict[str, Any]) -> None:
    """Dated as the file says; where the deal has changed since that day, dated now."""
    reason = None
    if stage.kind == "lost" and "lost_reason" in values:
        reason = LossReason.objects.of(run.by).get(pk=loss_reason_id(run, values["lost_reason"]))
    override = override_of(run.record)
    try:
        move_deal(deal, stage, by=run.by, at=at, loss_reason=reason, override=override)
    except Refused:
        reason = reason or _any_reason(run, stage.kind)
        move_deal(deal, stage, by=run.by, loss_reason=reason, override=override)


def _any_reason(run: Run, kind: str) -> LossReason | None:
    """A loss that the file gives no reason for, in a workspace that wants one."""
    if kind != "lost":
        return None
    return LossReason.objects.of(run.by).get(pk=loss_reason_id(run, "Imported without a reason"))


def _plain(value: Any) -> Any:
    return value if isinstance(value, str | int | None) else str(value)
