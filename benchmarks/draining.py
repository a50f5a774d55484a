"""A process of its own that drains a journal: prints how many events a second the automations look at and act on.

A workspace of 3,000 deals with five automations of the usual sorts; then 20,000 events of a working day's mixture, of
which half are of a kind that is waited for and one in twenty sets an automation off. Processor time counts.
"""

import json
import random
import sys
import time
from typing import Any

DEALS, EVENTS = 3_000, 20_000
BLOCK = 2_000


def main() -> None:
    """Make the workspace in the data folder of the environment, drain it, and say what came of it."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from benchmarks import generate

    by = generate.generate(DEALS)
    switch_on(by)
    happened(by)
    sys.stdout.write(json.dumps(drained(by)))


def happened(by: Any) -> None:
    """The events of a busy day: of forty, thirty-one changes, five moves, three assignments and an outcome."""
    from django.db import transaction

    from penstock.common import clock
    from penstock.deals.models import Deal
    from penstock.journal import projections
    from penstock.journal.recording import record_dated

    chance, now = random.Random(11), clock.now()
    deals = list(Deal.objects.of(by).order_by("pk"))
    stages = [deal.stage_id for deal in deals[:200]]
    kept = dict(projections.PROJECTIONS)
    projections.PROJECTIONS.clear()
    for start in range(0, EVENTS, BLOCK):
        told = [(_event(number, chance.choice(deals), chance, stages), now) for number in range(start, start + BLOCK)]
        with transaction.atomic():
            record_dated(by.through("screen"), told)
    projections.PROJECTIONS.update(kept)


def _event(number: int, deal: Any, chance: random.Random, stages: list[int]) -> Any:
    from penstock.deals.events import DealAssigned, DealChanged, DealLost, DealMoved, DealWon

    told: dict[str, Any] = {"deal_id": deal.pk, "company_id": deal.company_id}
    sort = number % 40
    if sort < 31:
        fact = ("amount", "expected_close_on", "probability", "description")[sort % 4]
        return DealChanged(**told, changes={fact: [None, "1"]})
    if sort < 36:
        return DealMoved(**told, from_stage_id=deal.stage_id, stage_id=chance.choice(stages))
    if sort < 39:
        return DealAssigned(**told, from_owner_id=None, owner_id=deal.owner_id)
    outcome = DealWon if number % 80 < 40 else DealLost
    said: dict[str, Any] = {"value": deal.value, "currency": deal.currency}
    return outcome(**told, from_stage_id=deal.stage_id, stage_id=deal.stage_id, **said)


def drained(by: Any) -> dict[str, Any]:
    """Events a second of processor time until the reaction has nothing left, and how many runs were written down."""
    from penstock.automation.models import Run
    from penstock.journal.reacting import follow
    from penstock.journal.reactions import REACTIONS

    began = time.process_time()
    follow(REACTIONS["automation.fire"], by)
    taken = time.process_time() - began
    runs = Run.objects.on(by.workspace).count()
    return {"events": EVENTS, "seconds": taken, "runs": runs}


def switch_on(by: Any) -> None:
    """Five automations of the administrator: on wins, losses, moves into a stage, values and reached days."""
    from penstock.automation.actions import make_automation, switch_automation_on
    from penstock.pipelines.models import Stage
    from penstock.workspaces.actor import Actor
    from penstock.workspaces.models import Person

    owner = Actor.of_person(Person.objects.of(by).get(name="Bench Owner"))
    stage = Stage.objects.of(by).order_by("order")[3]
    task = ("task", {"kind": "task", "text": "Look at {deal}", "who": "owner", "count": 2, "unit": "days", "on": ""})
    for name, trigger, when, condition in (
        ("Won", "won", {"pipeline": stage.pipeline_id}, ""),
        ("Lost", "lost", {"pipeline": stage.pipeline_id}, "value_from=10000"),
        ("Moved", "enters", {"stage": stage.pk}, "value_from=20000"),
        ("Changed", "changed", {"fact": "amount"}, "value_from=90000"),
        ("Day", "moment", {"count": 3, "unit": "days", "side": "before", "date": "expected_close_on"}, ""),
    ):
        rule = {
            "when": {"trigger": trigger, "values": {key: [str(value)] for key, value in when.items()}},
            "if": condition,
            "then": [{"step": task[0], "values": {key: [str(value)] for key, value in task[1].items()}}],
            "imports": False,
        }
        switch_automation_on(make_automation(name, rule, by=owner), by=owner)


if __name__ == "__main__":
    main()
