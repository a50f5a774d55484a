"""Posts what runs have to post: claimed, sent outside any transaction, signed, and tried again when it failed."""

import json
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from penstock.automation.models import Delivery, DeliveryState, Run
from penstock.automation.posting import NotDelivered, post
from penstock.automation.signing import signature
from penstock.common import clock
from penstock.common.errors import Problem, Refused
from penstock.deals.models import Deal
from penstock.journal.models import Event
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person

FIRST_PAUSE, ATTEMPTS = timedelta(seconds=30), 7
"""After a failure 30 s, then five times as long each time: 2.5 min, 12.5 min, 1 h, 5 h, 26 h; then it is given up."""

AT_ONCE = 20
LONGEST_BODY = 256 * 1024


def queue_delivery(url: str, run: Run, deal: Deal, by: Actor) -> Delivery:
    """Write down what is to be posted; the worker posts it once this transaction is kept."""
    body = json.dumps(payload(run, deal, by), ensure_ascii=False, separators=(",", ":"))
    if len(body.encode()) > LONGEST_BODY:
        raise Refused(_("“%(deal)s” holds more than can be posted at once.") % {"deal": deal.name})
    row = Delivery(workspace=by.workspace, run=run, url=url, body=body, next_at=clock.now())
    row.save()
    return row


def payload(run: Run, deal: Deal, by: Actor) -> dict[str, Any]:
    """What happened and the deal as it is, for the other side; amounts are texts so that no cent is lost."""
    cause = Event.objects.of(by).get(position=run.cause)
    return {
        "event": cause.kind,
        "occurred_at": cause.occurred_at.isoformat(),
        "position": cause.position,
        "automation": {"id": run.automation_id, "name": run.automation.name, "run": run.pk},
        "workspace": {"id": by.workspace_id, "name": by.workspace.name},
        "deal": _deal(deal),
    }


def _deal(deal: Deal) -> dict[str, Any]:
    return {
        "id": deal.pk,
        "url": settings.PUBLIC_URL + reverse("deals:deal", args=[deal.pk]),
        "name": deal.name,
        "status": str(deal.status),
        "pipeline": {"id": deal.pipeline_id, "name": deal.stage.pipeline.name},
        "stage": {"id": deal.stage_id, "name": deal.stage.name},
        "value": str(deal.value),
        "currency": deal.currency,
        "expected_close_on": deal.expected_close_on.isoformat() if deal.expected_close_on else None,
        "forecast_category": deal.forecast_category,
        "owner": _person(deal.owner),
        "company": {"id": deal.company_id, "name": deal.company.name} if deal.company else None,
        "custom": deal.custom,
    }


def _person(person: Person | None) -> dict[str, Any] | None:
    return {"id": person.pk, "name": person.name, "email": person.email} if person else None


def deliver_waiting(by: Actor) -> bool:
    """Post what is due; whether there was anything. It stands apart from the reactions: others may be slow."""
    due = Delivery.objects.on(by.workspace).filter(state=DeliveryState.WAITING, next_at__lte=clock.now())
    ids = list(due.order_by("next_at", "pk").values_list("pk", flat=True)[:AT_ONCE])
    for pk in ids:
        _deliver(pk, by)
    return bool(ids)


def _deliver(pk: int, by: Actor) -> None:
    row = _claim(pk, by)
    if row is None:
        return
    body, timestamp = row.body.encode(), int(clock.now().timestamp())
    headers = {
        "Penstock-Delivery": str(row.pk),
        "Penstock-Timestamp": str(timestamp),
        "Penstock-Signature": signature(by.workspace, timestamp, body),
    }
    with translation.override(by.language):
        try:
            status = post(row.url, body, headers)
        except NotDelivered as told:
            _failed(row, str(told), told.status, by)
        except Problem as problem:
            _failed(row, problem.message, None, by)
        else:
            _mark(row, by, state=DeliveryState.DONE, status=status, error="", ended_at=clock.now())


def _claim(pk: int, by: Actor) -> Delivery | None:
    """The delivery, for this worker alone, with the attempt counted before it is made: a crash repeats one at most."""
    with transaction.atomic():
        rows = Delivery.objects.on(by.workspace).filter(pk=pk, state=DeliveryState.WAITING, next_at__lte=clock.now())
        row: Delivery | None = rows.select_for_update().first()
        if row is None:
            return None
        row.attempts += 1
        row.next_at = clock.now() + FIRST_PAUSE * 5 ** (row.attempts - 1)
        row.save(update_fields=["attempts", "next_at"])
    return row


def _failed(row: Delivery, words: str, status: int | None, by: Actor) -> None:
    over = row.attempts >= ATTEMPTS
    state = DeliveryState.FAILED if over else DeliveryState.WAITING
    _mark(row, by, state=state, status=status, error=words, ended_at=clock.now() if over else None)


def _mark(row: Delivery, by: Actor, **facts: Any) -> None:
    Delivery.objects.on(by.workspace).filter(pk=row.pk, state=DeliveryState.WAITING).update(**facts)
