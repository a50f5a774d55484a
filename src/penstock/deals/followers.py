"""How deals follow what happens below them: a person left, a stage means something else.

These keep no picture of their own that could be redrawn: the deals themselves are the records.
"""

from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from penstock.common.errors import Refused
from penstock.deals.bulk import assign_many, move_many, respan_many
from penstock.deals.events import Changes, DealAssigned, DealMoved, WorkPurposeChanged
from penstock.deals.gates.holding import hold_broken
from penstock.deals.models import Deal, DealSpan
from penstock.deals.state import odds_of
from penstock.fields.events import FieldChanged
from penstock.journal.models import Event
from penstock.journal.projections import projection
from penstock.people.events import PersonDeactivated, PersonReactivated, TeamRemoved
from penstock.pipelines.events import PipelineChanged, StageChanged, StageMerged, StageRetired
from penstock.pipelines.models import Stage
from penstock.workspaces.actor import Actor


def nothing_to_redraw(by: Actor) -> None:
    """The records hold all of it."""


@projection("deals.handed_over", PersonDeactivated.kind, rebuild=nothing_to_redraw)
def hand_over(by: Actor, events: list[Event]) -> None:
    """The undecided deals of somebody who left go to the successor; closed ones stay theirs."""
    for event in events:
        left, successor = event.data["member_id"], event.data.get("successor_id")
        deals = Deal.objects.on(by.workspace).undecided().filter(owner_id=left)
        assign_many(deals, successor, _assigned, replace(by, caused_by=event.position))


@projection("deals.stage_changes", StageChanged.kind, rebuild=nothing_to_redraw)
def follow_stage(by: Actor, events: list[Event]) -> None:
    """A stage's probability counts for undecided deals without their own; its kind is fixed once deals met it."""
    for event in events:
        changes, stage_id = event.data["changes"], event.data["stage_id"]
        if "kind" in changes:
            _require_unused(by, stage_id)
        if "probability" in changes:
            _set_odds(by, event, stage_id, changes["probability"][1])


@projection("deals.stage_merges", StageMerged.kind, rebuild=nothing_to_redraw)
def follow_merge(by: Actor, events: list[Event]) -> None:
    """A merged stage's deals are in the other one; their visits go on, their histories keep the old stage."""
    for event in events:
        stage_id, into = event.data["stage_id"], _stage(by, event.data["into_stage_id"])
        deals = Deal.objects.on(by.workspace).filter(stage_id=stage_id)
        own = deals.filter(probability__isnull=False)
        if into.is_open:
            _rewrite(own, event, by, stage_id=into.pk)
        _rewrite(deals, event, by, stage_id=into.pk, odds=odds_of(into, None))


@projection("deals.stage_retirements", StageRetired.kind, rebuild=nothing_to_redraw)
def follow_retirement(by: Actor, events: list[Event]) -> None:
    """The undecided deals of a retired stage move to the one that was named: where else would they come back to?"""
    for event in events:
        stage_id, into_id = event.data["stage_id"], event.data.get("into_stage_id")
        deals = Deal.objects.on(by.workspace).undecided().filter(stage_id=stage_id)
        if into_id is None:
            _require_none(deals.filter(removed_at__isnull=True).count())
        else:
            move_many(deals, _stage(by, into_id), _moved, replace(by, caused_by=event.position))


@projection(
    "deals.rules_held",
    PipelineChanged.kind,
    TeamRemoved.kind,
    FieldChanged.kind,
    StageChanged.kind,
    StageRetired.kind,
    StageMerged.kind,
    WorkPurposeChanged.kind,
    "process_kind.*",
    PersonDeactivated.kind,
    PersonReactivated.kind,
    rebuild=hold_broken,
)
def follow_references(by: Actor, events: list[Event]) -> None:
    """A rule is held while something that it refers to is gone."""
    hold_broken(by)


@projection("deals.pipeline_changes", PipelineChanged.kind, rebuild=nothing_to_redraw)
def follow_pipeline(by: Actor, events: list[Event]) -> None:
    """A pipeline is not retired over undecided deals: nobody would see them any more, or they could not come back."""
    for event in events:
        if event.data["changes"].get("retired_at", [None, None])[1] is None:
            continue
        deals = Deal.objects.on(by.workspace).undecided().filter(pipeline_id=event.data["pipeline_id"])
        count = deals.filter(removed_at__isnull=True).count()
        if count:
            sentence = ngettext(
                "There is %(count)s open deal in this pipeline; move or close it first.",
                "There are %(count)s open deals in this pipeline; move or close them first.",
                count,
            )
            raise Refused(sentence % {"count": count})


def _assigned(deal: Deal, changes: Changes) -> DealAssigned:
    before, after = changes["owner_id"]
    return DealAssigned(
        deal_id=deal.pk, company_id=deal.company_id, changes=changes, from_owner_id=before, owner_id=after
    )


def _moved(deal: Deal, changes: Changes) -> DealMoved:
    before, after = changes["stage_id"]
    return DealMoved(deal_id=deal.pk, company_id=deal.company_id, changes=changes, from_stage_id=before, stage_id=after)


def _set_odds(by: Actor, event: Event, stage_id: int, odds: int) -> None:
    deals = Deal.objects.on(by.workspace).undecided().filter(stage_id=stage_id, probability__isnull=True)
    _rewrite(deals.exclude(odds=odds), event, by, odds=odds)


def _rewrite(deals: QuerySet[Deal], event: Event, by: Actor, **facts: Any) -> None:
    """Give the deals these facts and spans that begin with them, in the name of one event."""
    respan_many(deals, event, by, **facts)
    deals.update(**facts)


def _stage(by: Actor, stage_id: int) -> Stage:
    return Stage.objects.on(by.workspace).get(pk=stage_id)


def _require_none(count: int) -> None:
    if count:
        sentence = ngettext(
            "There is %(count)s open deal in this stage; choose where it goes.",
            "There are %(count)s open deals in this stage; choose where they go.",
            count,
        )
        raise Refused(sentence % {"count": count}, fields={"into": sentence % {"count": count}})


def _require_unused(by: Actor, stage_id: int) -> None:
    if DealSpan.objects.on(by.workspace).filter(stage_id=stage_id).exists():
        sentence = _("Deals have been in this stage; its kind cannot change any more. Add another stage instead.")
        raise Refused(sentence, fields={"kind": sentence})
