"""Questions about playbooks: what a stage holds, and what came of it on a deal."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, QuerySet, Value, When

from penstock.deals.changing import current_span
from penstock.deals.models import ChecklistItem, Deal
from penstock.pipelines.models import Stage
from penstock.playbooks.models import (
    Asset,
    AssetUse,
    AssetVersion,
    EntryTask,
    Finding,
    Handover,
    HandoverState,
    MadeTask,
    Script,
    StageGuide,
    Terms,
    Tick,
)
from penstock.playbooks.sorts import SORTS
from penstock.workspaces.actor import Actor
from penstock.workspaces.kept import kept

IN_TALKS = ("needs", "objections", "assets")
"""The lists that are used in talks."""


@dataclass(frozen=True)
class CheckLine:
    """An item of the checklist on a deal; ``tick`` is None while it waits."""

    item: ChecklistItem
    tick: Tick | None


@dataclass(frozen=True)
class Playbook:
    """What a stage's playbook holds, as it was settled last; ``items`` also those that were retired."""

    purpose: str
    items: list[ChecklistItem]
    lists: dict[str, list[Any]]
    script: Script | None


def playbook_of(stage: Stage, by: Actor) -> Playbook:
    """A stage's playbook."""
    return kept(by.workspace, "playbook", lambda: _read(stage, by), stage.pk)


def _read(stage: Stage, by: Actor) -> Playbook:
    items = ChecklistItem.objects.of(by).filter(stage=stage).order_by("order", "pk")
    lists = {sort: list(SORTS[sort].rows(by).filter(stage=stage)) for sort in IN_TALKS}
    return Playbook(purpose_of(stage, by), list(items), lists, script_of(stage, by))


def checklist_of(deal: Deal, items: list[ChecklistItem]) -> list[CheckLine]:
    """The checklist of the deal's stage in its order, and what was ticked of it before it was retired."""
    ticks = {tick.item_id: tick for tick in Tick.objects.on(deal).select_related("person")}
    return [CheckLine(item, ticks.get(item.pk)) for item in items if item.retired_at is None or item.pk in ticks]


def script_of(stage: Stage, by: Actor) -> Script | None:
    """The version of the stage's script that is in force, if it has one."""
    newest: Script | None = Script.objects.of(by).filter(stage=stage).order_by("-number").first()
    return newest if newest and newest.steps else None


def purpose_of(stage: Stage, by: Actor) -> str:
    """What the stage is for."""
    return StageGuide.objects.of(by).filter(stage=stage).values_list("purpose", flat=True).first() or ""


def offered(sort: str, deal: Deal, by: Actor) -> QuerySet[Any]:
    """The entries of one sort that fit a deal: those of its stage first, then those of its pipeline's other stages."""
    here = Case(When(stage_id=deal.stage_id, then=Value(0)), default=Value(1))
    rows = SORTS[sort].model.objects.of(by).filter(retired_at__isnull=True, stage__retired_at__isnull=True)
    found: QuerySet[Any] = rows.filter(stage__pipeline_id=deal.pipeline_id).order_by(
        here, "stage__order", "order", "pk"
    )
    return found


def unmade_tasks(deal: Deal, by: Actor) -> QuerySet[EntryTask]:
    """The stage's tasks that were not made on the deal's present visit."""
    made = MadeTask.objects.on(deal).filter(visit=current_span(deal).visit).values_list("task_id", flat=True)
    listed = EntryTask.objects.of(by).filter(stage_id=deal.stage_id, retired_at__isnull=True)
    found: QuerySet[EntryTask] = listed.exclude(pk__in=list(made)).order_by("order", "pk")
    return found


def findings_of(deal: Deal) -> list[Finding]:
    """The needs and objections of a deal's buyer, as they came up."""
    return list(Finding.objects.on(deal).filter(removed_at__isnull=True).select_related("person").order_by("at", "pk"))


def terms_of(deal: Deal) -> Terms | None:
    """What was agreed, if anything was written down."""
    found: Terms | None = Terms.objects.on(deal).first()
    return found


def version_of(asset: Asset) -> AssetVersion | None:
    """What the asset holds now."""
    found: AssetVersion | None = AssetVersion.objects.on(asset).order_by("-number").first()
    return found


def given_on(deal: Deal) -> list[AssetUse]:
    """What was given on a deal, the newest first."""
    rows = AssetUse.objects.on(deal).select_related("version__asset", "person", "contact")
    return list(rows.order_by("-at", "-pk"))


def open_offer(deal: Deal) -> Handover | None:
    """The offer to take the deal over that waits for an answer."""
    rows = Handover.objects.on(deal).filter(state=HandoverState.OFFERED).select_related("giver", "taker")
    found: Handover | None = rows.first()
    return found


def offers_to(by: Actor) -> QuerySet[Handover]:
    """The deals offered to the actor, also those that the actor cannot see yet."""
    rows = Handover.objects.on(by.workspace).filter(taker_id=by.person_id, state=HandoverState.OFFERED)
    found: QuerySet[Handover] = rows.filter(deal__removed_at__isnull=True).select_related("deal", "giver")
    return found.order_by("offered_at")
