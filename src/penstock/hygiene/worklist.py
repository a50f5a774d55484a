"""The list to clean: open deals that seem dead, with why, and contacts whose data nobody looked at for long."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from penstock.attention.reasons import Watch
from penstock.common import clock
from penstock.contacts.models import Contact
from penstock.deals.models import Deal, DealContact
from penstock.hygiene.models import BreakUp, BreakUpState, CleaningPlan, ContactCheck, Irrelevance, KeptDeal
from penstock.workspaces.actor import Actor
from penstock.workspaces.calendar import calendar_of

SHOWN = 100
OVERDUE = timedelta(days=30)
"""So long after its expected close an open deal seems dead."""

USUAL_MONTHS = 6
"""After so many months data of a contact are old, unless the plan cleans more rarely or often."""

A_MONTH = timedelta(days=30)


@dataclass(frozen=True)
class Line:
    """An open deal that seems dead, and why."""

    deal: Deal
    why: list[str]


def dead_deals(by: Actor) -> QuerySet[Deal]:
    """Open deals that are stuck, long past their expected close, or marked irrelevant, or their company is.

    What somebody keeps is left out until its day; what waits for the answer to a letter has its own list.
    """
    now = clock.now()
    today = clock.day_of(now, by.workspace.zone)
    marks = Irrelevance.objects.on(by.workspace).filter(ended_at__isnull=True)
    dead = Q(mark__stuck_at__lte=now) | Q(expected_close_on__lt=today - OVERDUE)
    dead |= Q(pk__in=marks.filter(deal__isnull=False).values("deal_id"))
    dead |= Q(company_id__in=marks.filter(company__isnull=False).values("company_id"))
    kept = KeptDeal.objects.on(by.workspace).filter(deal=OuterRef("pk"), until__gt=today)
    waiting = BreakUp.objects.on(by.workspace).filter(deal=OuterRef("pk"), state=BreakUpState.WAITING)
    rows: QuerySet[Deal] = Deal.objects.of(by).open().filter(dead, ~Exists(kept), ~Exists(waiting))
    return rows


def lines(by: Actor) -> list[Line]:
    """The first of them, the longest waiting first, each with why it is there."""
    deals = (
        dead_deals(by).select_related("stage", "owner", "company", "mark").order_by("stage_entered_at", "pk")[:SHOWN]
    )
    shown = list(deals)
    marks = _marks(by, shown)
    watch, today = Watch(calendar_of(by.workspace)), clock.day_of(clock.now(), by.workspace.zone)
    return [Line(deal, list(_why(deal, marks, watch, today))) for deal in shown]


def _marks(by: Actor, deals: list[Deal]) -> dict[tuple[str, int], str]:
    about = Q(deal__in=deals) | Q(company__in={deal.company_id for deal in deals if deal.company_id})
    rows = Irrelevance.objects.on(by.workspace).filter(about, ended_at__isnull=True)
    found = rows.values_list("deal_id", "company_id", "reason")
    return {("deal", deal) if deal else ("company", company): reason for deal, company, reason in found}


def _why(deal: Deal, marks: dict[tuple[str, int], str], watch: Watch, today: date) -> Any:
    if ("deal", deal.pk) in marks:
        yield _("Irrelevant: %(reason)s") % {"reason": marks["deal", deal.pk]}
    if ("company", deal.company_id or 0) in marks:
        yield _("Its company is irrelevant: %(reason)s") % {"reason": marks["company", deal.company_id or 0]}
    if deal.expected_close_on and deal.expected_close_on < today - OVERDUE:
        days = (today - deal.expected_close_on).days
        words = ngettext("It was to close %(days)s day ago", "It was to close %(days)s days ago", days)
        yield words % {"days": days}
    mark = getattr(deal, "mark", None)
    if mark is not None and mark.stuck_at is not None and mark.stuck_at <= watch.now:
        yield watch.reason(deal)


def old_contacts(by: Actor) -> QuerySet[Contact]:
    """Contacts on open deals whose data nobody found right, or entered, within the months of the plan."""
    plan = CleaningPlan.objects.of(by).first()
    since: datetime = clock.now() - A_MONTH * (plan.months if plan else USUAL_MONTHS)
    checked = ContactCheck.objects.on(by.workspace).filter(contact=OuterRef("pk"), checked_at__gte=since)
    on_deals = DealContact.objects.on(by.workspace).filter(contact=OuterRef("pk"), deal__in=Deal.objects.of(by).open())
    rows: QuerySet[Contact] = Contact.objects.of(by).filter(Exists(on_deals), ~Exists(checked), created_at__lt=since)
    return rows.select_related("company", "owner").order_by("created_at", "pk")


def letters(by: Actor) -> list[BreakUp]:
    """Letters that wait for an answer, and those whose deal could not be closed, while it is still open."""
    rows = BreakUp.objects.of(by).filter(
        Q(state=BreakUpState.WAITING) | Q(state=BreakUpState.HELD, deal__status="open")
    )
    return list(rows.select_related("deal__stage", "deal__owner", "person").order_by(F("closes_on"), "pk")[:SHOWN])
