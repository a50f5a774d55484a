"""The demo's shipments: processes beside the deals won last, some delivered, some on the way, one of them late."""

from datetime import datetime, timedelta

from penstock.deals.models import Deal, ProcessStage
from penstock.processes.actions import define_process_kind, move_process, start_process
from penstock.processes.ready import SHIPMENT
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person

MOST = 14
DAYS = (1, 4, 7, 14)
"""So many days after a deal was won its shipment is begun, packed, on the way and delivered."""

LATE = 6
"""This one is still where it was put first, although its day has passed."""


def ship(by: Actor, now: datetime) -> None:
    """Define shipments and begin one beside each of the deals won last, in the names of their owners."""
    kind = define_process_kind(
        str(SHIPMENT.name), SHIPMENT.stages, closing=SHIPMENT.closing, by=by, plural=str(SHIPMENT.plural)
    )
    stages = list(
        ProcessStage.objects.of(by).filter(process_kind=kind).select_related("process_kind").order_by("order")
    )[: len(DAYS)]
    won = Deal.objects.of(by).won().filter(owner__deactivated_at__isnull=True, closed_at__lt=now - timedelta(days=2))
    rows = won.select_related("owner__workspace", "owner__role", "owner__team").order_by("-closed_at", "pk")
    for number, deal in enumerate(rows[:MOST]):
        _send(deal, deal.owner, deal.closed_at, stages[:1] if number == LATE else stages, now)


def _send(deal: Deal, owner: Person, won_at: datetime, stages: list[ProcessStage], now: datetime) -> None:
    """One shipment, as far as it has come by now."""
    seller, kind = Actor.of_person(owner), stages[0].process_kind
    process = start_process(deal, kind, by=seller, responsible=owner, at=won_at + timedelta(days=DAYS[0]))
    for stage, days in zip(stages[1:], DAYS[1:], strict=False):
        if won_at + timedelta(days=days) < now:
            move_process(process, stage, by=seller, at=won_at + timedelta(days=days))
