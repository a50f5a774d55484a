"""How a deal changes: lock it, set facts, close its span, begin the next, record the event, in one transaction."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from penstock.common import clock
from penstock.common.bulk import fresh
from penstock.common.errors import Conflict, NotPermitted, Refused
from penstock.deals.events import Changes, DealEvent
from penstock.deals.models import Deal, DealItem, DealSpan
from penstock.deals.models.span import TRACKED
from penstock.deals.state import monthly_of, odds_of, status_of, value_of
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.workspaces.actor import Actor

DERIVED = ("status", "odds", "value", "value_basis", "mrr", "stage_entered_at", "closed_at")
ASIDE = ("aside_at", "aside_until", "aside_reason", "stage_counts_from", "age_counts_from", "back_at")
"""The facts of having been set aside; only an undecided deal has the first three."""


def hold(deal: Deal, by: Actor) -> Deal:
    """The deal as it is now, locked for this transaction; raises unless the actor may change it."""
    held = Deal.objects.of(by).select_for_update(of=("self",)).select_related("stage").filter(pk=deal.pk).first()
    if held is None:
        raise NotPermitted(_("This deal does not exist or you may not see it."))
    by.require_write(held.owner_id, _("You may read “%(deal)s” but not change it.") % {"deal": held.name})
    return held


def moment_for(deal: Deal, at: datetime | None) -> datetime:
    """When a change happened: now, or a past moment that does not come before the deal's last change."""
    return _moment_after(current_span(deal).from_at, deal, at)


def _moment_after(last: datetime, deal: Deal, at: datetime | None) -> datetime:
    moment = clock.now()
    if at is None:
        return max(moment, last)
    if at > moment:
        raise Refused(_("A change cannot be dated in the future."))
    if at < last:
        sentence = _("“%(deal)s” changed after that moment, on %(day)s; choose a later one.")
        raise Refused(sentence % {"deal": deal.name, "day": clock.day_of(last, deal.workspace.zone)})
    return at


def current_span(deal: Deal) -> DealSpan:
    """The span that is open now; every deal has exactly one."""
    return DealSpan.objects.on(deal).get(to_at__isnull=True, superseded_at__isnull=True)


def expect_stage(deal: Deal, seen: int | None) -> None:
    """Raise ``Conflict`` when the actor saw the deal in another stage than it is in."""
    if seen is not None and seen != deal.stage_id:
        sentence = _("Somebody was faster: “%(deal)s” is in %(stage)s now.")
        raise Conflict(sentence % {"deal": deal.name, "stage": deal.stage.name})


def change(
    deal: Deal, fields: dict[str, Any], event: Callable[..., DealEvent], *, by: Actor, at: datetime | None, **said: Any
) -> Event | None:
    """Set the fields of a held deal and all that follows from them; returns the event, or None when nothing changed."""
    last = current_span(deal)
    moment = _moment_after(last.from_at, deal, at)
    before = snapshot(deal, fields)
    for name, value in fields.items():
        setattr(deal, name, value)
    derive(deal, moment, stage_changed=deal.stage_id != before["stage_id"])
    changes = differences(deal, before)
    if not changes:
        return None
    deal.save(update_fields=[_column(name) for name in changes])
    row = record(by, event(deal_id=deal.pk, company_id=deal.company_id, changes=changes, **said), at=moment)[0]
    respan(deal, changes, row, last)
    return row


def snapshot(deal: Deal, fields: dict[str, Any]) -> dict[str, Any]:
    """The facts that a change may touch, as they stand before it."""
    return {name: getattr(deal, name) for name in {*map(_attribute, fields), *TRACKED, *DERIVED, *ASIDE}}


def differences(deal: Deal, before: dict[str, Any]) -> Changes:
    """What is not as it was: field → [before, after]."""
    after = {name: getattr(deal, name) for name in before}
    return {name: [was, after[name]] for name, was in before.items() if after[name] != was}


def derive(deal: Deal, moment: datetime, *, stage_changed: bool) -> None:
    """Set what follows: status, odds, value, and the moments of stage entry, of close and of being set aside."""
    deal.status = status_of(deal.stage, deal.aside_until is not None)
    deal.odds = odds_of(deal.stage, deal.probability)
    items = list(DealItem.objects.on(deal)) if deal.pk else []
    deal.value, deal.value_basis = value_of(deal.amount, items)
    deal.mrr = monthly_of(deal.monthly_amount, items)
    if stage_changed:
        deal.stage_entered_at, deal.stage_counts_from, deal.back_at = moment, None, None
        deal.closed_at = moment if deal.is_decided else None
    if deal.is_aside:
        deal.aside_at = deal.aside_at or moment
    elif deal.aside_at is not None:
        _end_rest(deal, deal.aside_at, moment, stage_changed=stage_changed)


def _end_rest(deal: Deal, since: datetime, moment: datetime, *, stage_changed: bool) -> None:
    """It is set aside no more: the days that passed meanwhile count neither as days in the stage nor as age."""
    deal.age_counts_from = deal.age_since + (moment - since)
    if not stage_changed:
        deal.stage_counts_from = deal.stage_since + (moment - max(since, deal.stage_entered_at))
        deal.back_at = moment
    deal.aside_at, deal.aside_until, deal.aside_reason = None, None, ""


def respan(deal: Deal, changes: Changes, event: Event, last: DealSpan) -> None:
    """Close the last span, the current one, and begin the next where a tracked fact changed."""
    if not any(name in TRACKED for name in changes):
        return
    DealSpan.objects.on(deal).filter(pk=last.pk).update(to_at=event.occurred_at)
    DealSpan.objects.insert([next_span(deal, tracked(deal), last, event)])


def next_span(
    deal: Deal, facts: dict[str, Any], last: DealSpan | None, event: Event, *, enters: bool = False
) -> DealSpan:
    """The span that an event begins, out of the tracked facts; a change of stage, or entering anew, is a new visit."""
    visited = last is not None and not enters and last.stage_id == facts["stage_id"]
    span: DealSpan = fresh(
        DealSpan,
        workspace_id=deal.workspace_id,
        deal_id=deal.id,
        from_at=event.occurred_at,
        visit=(last.visit + (not visited)) if last else 1,
        entered_at=last.entered_at if last and visited else event.occurred_at,
        position=event.position,
        recorded_at=event.recorded_at,
        **{name: facts[name] for name in TRACKED},
    )
    return span


def tracked(deal: Deal) -> dict[str, Any]:
    """The facts of a deal that spans keep."""
    return {name: getattr(deal, name) for name in TRACKED}


def _attribute(name: str) -> str:
    """The attribute compared for a field: a relation's id."""
    field = Deal._meta.get_field(name)
    return field.attname if isinstance(field, models.Field) else name


def _column(attribute: str) -> str:
    return Deal._meta.get_field(attribute).name if attribute != "id" else attribute
