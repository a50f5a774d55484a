"""The panel on a deal's page: what automations did on it, and from which deal it was opened by one."""

from typing import Any

from django.http import HttpRequest

from penstock.automation.models import Run, RunState
from penstock.deals.models import Deal, DealStatus
from penstock.journal.models import Event
from penstock.playbooks.models import FollowUp
from penstock.ui.panels import panel

SHOWN = 5


@panel("deal")
class AutomationPanel:
    """The latest runs on the deal; nothing at all where there are none. After the sale the playbook shows the links."""

    template = "automation/panel.html"
    column = "side"
    order = 90
    hung = (Run,)

    def context(self, request: HttpRequest, deal: Deal) -> dict[str, Any]:
        """The runs, and the deal that this one goes on from."""
        told = [RunState.DONE, RunState.UNDONE, RunState.REFUSED, RunState.FAILED, RunState.HELD, RunState.WAITING]
        runs = Run.objects.on(deal).filter(state__in=told).select_related("automation").order_by("-cause")
        shown = list(runs[:SHOWN])
        here: dict[str, Any] = {"runs": shown, "by": request.actor}
        if deal.status == DealStatus.WON or FollowUp.objects.on(deal).exists():
            return here
        return {**here, "opened": opened_by(shown, request), "origin": origin_of(request, deal)}


def opened_by(runs: list[Run], request: HttpRequest) -> list[Deal]:
    """The deals that these runs opened, if the reader may read them."""
    positions = [position for run in runs if run.state == RunState.DONE for position in run.effects]
    if not positions:
        return []
    events = Event.objects.of(request.actor).filter(position__in=positions, kind="deal.opened")
    rows = Deal.objects.of(request.actor).filter(pk__in=list(events.values_list("deal_id", flat=True)))
    return list(rows.select_related("pipeline").order_by("pk"))


def origin_of(request: HttpRequest, deal: Deal) -> Deal | None:
    """The deal from which an automation opened this one, if the reader may read it."""
    events = Event.objects.of(request.actor).filter(deal_id=deal.pk, kind="deal.opened", origin="automation")
    cause = events.values_list("caused_by", flat=True).first()
    if cause is None:
        return None
    before = Event.objects.of(request.actor).filter(position=cause).values_list("deal_id", flat=True).first()
    found: Deal | None = Deal.objects.of(request.actor).filter(pk=before).exclude(pk=deal.pk).first()
    return found
