"""Where playbooks show themselves: beside a deal, where a gate misses a tick, and in a stage's settings."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from penstock.deals.gates.kinds.checklist import CHECKLIST
from penstock.deals.models import Deal
from penstock.pipelines.models import Stage
from penstock.playbooks.queries import checklist_of, findings_of, offered, purpose_of, script_of, terms_of
from penstock.playbooks.screen import lists_of
from penstock.ui.panels import panel

ASKED = ("needs", "objections")
"""The lists that are asked about and answered in talks."""


@panel("deal")
class PlaybookPanel:
    """What to do in the deal's stage."""

    template = "playbooks/panels/deal.html"
    column = "side"
    order = 8

    def context(self, request: HttpRequest, deal: Deal) -> dict[str, Any]:
        """What the stage is for, its checklist, its script, and what to ask and answer; little of it once closed."""
        by, lines = request.actor, checklist_of(deal, request.actor)
        told = {"deal": deal, "lines": lines, "ticked": sum(1 for line in lines if line.tick)}
        told |= {"may_write": by.may_write_for(deal.owner_id), "purpose": purpose_of(deal.stage, by)}
        here = {sort: [row for row in offered(sort, deal, by) if row.stage_id == deal.stage_id] for sort in ASKED}
        return {**told, **here, "script": script_of(deal.stage, by)}


@panel("deal")
class LearntPanel:
    """What was learnt of the buyer: needs, objections and how they ended, and what was agreed."""

    template = "playbooks/panels/learnt.html"
    column = "side"
    order = 30

    def context(self, request: HttpRequest, deal: Deal) -> dict[str, Any]:
        """Everything that is on the deal, and the ways to add to it."""
        found = findings_of(deal)
        return {
            "deal": deal,
            "needs": [one for one in found if not one.is_objection],
            "objections": [one for one in found if one.is_objection],
            "terms": terms_of(deal),
            "may_write": request.actor.may_write_for(deal.owner_id),
        }


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
