"""Where playbooks show themselves: beside a deal, where a gate misses a tick, and in a stage's settings."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from penstock.deals.gates.kinds.checklist import CHECKLIST
from penstock.deals.models import Deal
from penstock.pipelines.models import Stage
from penstock.playbooks.queries import checklist_of
from penstock.playbooks.screen import lists_of
from penstock.ui.panels import panel


@panel("deal")
class PlaybookPanel:
    """What to do in the deal's stage."""

    template = "playbooks/panels/deal.html"
    column = "side"
    order = 8

    def context(self, request: HttpRequest, deal: Deal) -> dict[str, Any]:
        """The checklist, and how far it is ticked."""
        lines = checklist_of(deal, request.actor)
        ticked = sum(1 for line in lines if line.tick)
        may_write = request.actor.may_write_for(deal.owner_id)
        return {"deal": deal, "lines": lines, "ticked": ticked, "may_write": may_write}


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
