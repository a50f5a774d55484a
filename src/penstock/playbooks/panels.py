"""Where playbooks show themselves: beside a deal, where a gate misses a tick, and in a stage's settings."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from penstock.activities.models import ActivityKind
from penstock.activities.next_step import Proposal
from penstock.activities.today import Whose
from penstock.common import clock
from penstock.deals.gates.kinds.checklist import CHECKLIST
from penstock.deals.models import Deal, DealDocument, DealStatus
from penstock.deals.queries import documents_of
from penstock.pipelines.models import Stage
from penstock.playbooks.models import AssetUse, Finding, FollowUp, Handover, Reorder, Terms, Tick
from penstock.playbooks.queries import (
    checklist_of,
    findings_of,
    given_on,
    offers_to,
    open_offer,
    playbook_of,
    terms_of,
    unmade_tasks,
)
from penstock.playbooks.rhythm import rhythm_of
from penstock.playbooks.screen import lists_of
from penstock.ui.panels import panel

SHOWN, DUE_SHOWN = 50, 25
FEW = 4


@panel("deal")
class PlaybookPanel:
    """What to do in the deal's stage."""

    template = "playbooks/panels/deal.html"
    column = "side"
    order = 8
    hung = (Tick,)

    def context(self, request: HttpRequest, deal: Deal) -> dict[str, Any]:
        """What the stage is for, its checklist, its script, and what to ask and answer; little of it once closed."""
        by, book = request.actor, playbook_of(deal.stage, request.actor)
        lines = checklist_of(deal, book.items)
        told = {"deal": deal, "lines": lines, "ticked": sum(1 for line in lines if line.tick)}
        told |= {"may_write": by.may_write_for(deal.owner_id), "purpose": book.purpose}
        return {**told, **book.lists, "script": book.script}


@panel("deal")
class LearntPanel:
    """What was learnt of the buyer: needs, objections and how they ended, and what was agreed."""

    template = "playbooks/panels/learnt.html"
    column = "side"
    order = 30
    hung = (Finding, Terms, AssetUse, DealDocument)

    def context(self, request: HttpRequest, deal: Deal) -> dict[str, Any]:
        """Everything that is on the deal, and the ways to add to it."""
        found = findings_of(deal)
        return {
            "deal": deal,
            "needs": [one for one in found if not one.is_objection],
            "objections": [one for one in found if one.is_objection],
            "terms": terms_of(deal),
            "given": given_on(deal),
            "documents": documents_of(deal),
            "may_write": request.actor.may_write_for(deal.owner_id),
        }


@panel("deal")
class HandoverPanel:
    """Whom to call in, and the offer to take the deal over."""

    template = "playbooks/panels/handover.html"
    column = "side"
    order = 25
    hung = (Handover,)

    def context(self, request: HttpRequest, deal: Deal) -> dict[str, Any]:
        """The open offer, and what the reader may do about it."""
        offer = open_offer(deal)
        mine = offer is not None and offer.taker_id == request.actor.person_id
        return {"deal": deal, "offer": offer, "mine": mine, "may_write": request.actor.may_write_for(deal.owner_id)}


@panel("deal")
class AfterPanel:
    """After the sale: where the deal goes on, where it came from, and when the next order is expected."""

    template = "playbooks/panels/after.html"
    column = "side"
    order = 7
    hung = (FollowUp, Reorder)

    def context(self, request: HttpRequest, deal: Deal) -> dict[str, Any]:
        """Only deals that the reader may read; nothing for a deal that is neither won nor goes on from one."""
        readable = Deal.objects.of(request.actor).select_related("pipeline", "stage")
        told = {"deal": deal, "may_write": request.actor.may_write_for(deal.owner_id)}
        before = FollowUp.objects.on(deal).values_list("origin_id", flat=True).first()
        told["origin"] = readable.filter(pk=before).first() if before else None
        if not deal.is_decided:
            return told
        opened = FollowUp.objects.on(deal, "origin").values("deal_id")
        told["opened"] = list(readable.filter(pk__in=opened).order_by("pk")[:SHOWN])
        reorder = Reorder.objects.on(deal).first()
        wants_day = reorder is None and deal.status == DealStatus.WON
        rhythm = rhythm_of(deal.company_id, request.actor) if wants_day else None
        return {**told, "reorder": reorder, "rhythm": rhythm}


@panel("today")
class OffersPanel:
    """The deals that somebody wants to hand over to the reader."""

    template = "playbooks/panels/offers.html"
    column = "top"
    order = 5

    def context(self, request: HttpRequest, whose: Whose) -> dict[str, Any]:
        """Empty when there are none, so that nothing is shown."""
        offers = offers_to(request.actor)
        shown = list(offers[: DUE_SHOWN + 1])
        if not shown:
            return {}
        count = len(shown) if len(shown) <= DUE_SHOWN else offers.count()
        return {"offers": shown[:DUE_SHOWN], "count": count, "left": max(count - DUE_SHOWN, 0)}


@panel("today")
class ReorderPanel:
    """The customers of whom the next order is due."""

    template = "playbooks/panels/reorders.html"
    column = "main"
    order = 30

    def context(self, request: HttpRequest, whose: Whose) -> dict[str, Any]:
        """The longest due first; empty when there are none."""
        by = request.actor
        due = Reorder.objects.of(by).filter(expected_on__lte=clock.day_of(clock.now(), by.zone))
        mine = due if whose.people is None else due.filter(deal__owner_id__in=whose.people)
        rows = mine.select_related("deal__company", "deal__owner").order_by("expected_on", "pk")
        shown = list(rows[: DUE_SHOWN + 1])
        if not shown:
            return {}
        count = len(shown) if len(shown) <= DUE_SHOWN else mine.count()
        return {"rows": shown[:DUE_SHOWN], "count": count, "left": max(count - DUE_SHOWN, 0), "whose": whose}


@panel("next")
class ProposalsPanel:
    """What the stage's playbook still wants done is proposed as the deal's next step."""

    template = "activities/parts/proposals.html"
    column = "main"
    order = 10

    def context(self, request: HttpRequest, deal: Deal) -> dict[str, Any]:
        """The stage's tasks that were not made on this visit, else what is not ticked yet; a few of them."""
        by = request.actor
        tasks = [Proposal(task.kind, task.name) for task in unmade_tasks(deal, by)]
        lines = checklist_of(deal, playbook_of(deal.stage, by).items)
        items = [Proposal(ActivityKind.TASK, line.item.name) for line in lines if line.tick is None]
        return {"proposals": (tasks or items)[:FEW]}


@panel("missing")
class TickMissingPanel:
    """What a gate wants ticked is ticked right where it is missed."""

    template = "playbooks/panels/missing.html"
    column = "main"
    order = 20

    def context(self, request: HttpRequest, record: Any) -> dict[str, Any]:
        """The address that ticks it and leads back to the gate; none for what is not ours."""
        if record.missing.kind != CHECKLIST:
            return {}
        item = record.missing.about.partition(":")[2]
        url = reverse("playbooks:tick", args=[record.deal.pk, int(item)])
        return {"url": f"{url}?{urlencode({'then': record.back})}"}


@panel("stage")
class StagePlaybookPanel:
    """On a stage's settings: how much its playbook holds, and the way there."""

    template = "playbooks/panels/stage.html"
    column = "main"
    order = 20

    def context(self, request: HttpRequest, stage: Stage) -> dict[str, Any]:
        """Its lists with their entries."""
        return {"stage": stage, "lists": lists_of(stage, request.actor)}
