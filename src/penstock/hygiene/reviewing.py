"""Going through the list: each deal in its own right by the ordinary action, with what was refused and why."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from penstock.common.errors import Problem
from penstock.deals.actions import lose_deal, set_aside
from penstock.deals.models import Deal
from penstock.hygiene.actions import keep_deal
from penstock.hygiene.forms import ASIDE, KEEP
from penstock.journal.models import Event
from penstock.pipelines.models import LossReason
from penstock.workspaces.actor import Actor

MOST = 200


@dataclass
class Outcome:
    """How many were done, and the sentences of those that were refused, each once."""

    done: int = 0
    refused: int = 0
    reasons: list[str] = field(default_factory=list)


def review(ids: list[int], verdict: str, until: date, loss_reason: LossReason | None, *, by: Actor) -> Outcome:
    """Keep the deals, set them aside or lose them; what one refuses does not hold up the others."""
    outcome = Outcome()
    for deal in Deal.objects.of(by).filter(pk__in=ids[:MOST]).select_related("workspace").order_by("pk"):
        try:
            with transaction.atomic():
                event = _act(deal, verdict, until, loss_reason, by)
        except Problem as problem:
            outcome.refused += 1
            outcome.reasons = list(dict.fromkeys([*outcome.reasons, problem.message]))
        else:
            outcome.done += event is not None
    return outcome


def _act(deal: Deal, verdict: str, until: date, loss_reason: LossReason | None, by: Actor) -> Event | None:
    if verdict == KEEP:
        return keep_deal(deal, until, by=by)
    if verdict == ASIDE:
        said: dict[str, Any] = {"until": until}
        return set_aside(deal, by=by, **said)
    return lose_deal(deal, by=by, reason=loss_reason)
