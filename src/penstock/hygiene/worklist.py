"""The list to clean: open deals that seem dead, with why, and contacts whose data nobody looked at for long."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from penstock.attention.models import Level
from penstock.attention.queries import marks_at
from penstock.attention.reasons import Watch
from penstock.common import clock
from penstock.common.among import among
from penstock.contacts.models import Contact
from penstock.deals.models import Deal, DealContact
from penstock.hygiene.models import BreakUp, BreakUpState, CleaningPlan, ContactCheck, Irrelevance, KeptDeal
from penstock.workspaces.actor import Actor
from penstock.workspaces.calendar import calendar_of

SHOWN = 25
"""So many stand on a page; whoever has gone through them comes to the next."""

PAGES, LETTERS = 40, 100
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
    together = Q()
    for cause in _causes(by, clock.now()):
        together |= cause.question
    return _looked_for(by).filter(together)


@dataclass(frozen=True)
class _Cause:
    """One way to seem dead: the question put to a deal, and since when, ``after`` later than what stands there.

    ``walk`` is the same question where it lets a database go along an index, and ``since`` is in that order.
    """

    question: Q
    walk: Q
    since: Any
    after: timedelta = timedelta(0)


def _causes(by: Actor, now: datetime) -> list[_Cause]:
    stuck = Q(mark__stuck_at__lte=now, mark__workspace=by.workspace_id)
    day = clock.day_of(now, by.workspace.zone) - OVERDUE
    # As an expression, so that the open deals are gone through and not, by the day, the closed ones too.
    overdue, expected = Q(expected_close_on__lt=day), Coalesce("expected_close_on", Value(day))
    marks = Irrelevance.objects.on(by.workspace).filter(ended_at__isnull=True)
    own, companies = marks.filter(deal__isnull=False), marks.filter(company__isnull=False)
    useless, theirs = Q(pk__in=own.values("deal_id")), Q(company_id__in=companies.values("company_id"))
    return [
        _Cause(_is_stuck(by, now), stuck, F("mark__stuck_at")),
        _Cause(overdue, overdue, expected, OVERDUE),
        _Cause(useless, useless, _marked_at(own, deal=OuterRef("pk"))),
        _Cause(theirs, theirs, _marked_at(companies, company=OuterRef("company_id"))),
    ]


def _is_stuck(by: Actor, now: datetime) -> Q:
    """The question whether a deal is stuck, answered from the index of marks."""
    return Q(Exists(marks_at(Level.STUCK, by, now).filter(deal=OuterRef("pk"))))


def _marked_at(marks: QuerySet[Irrelevance], **of: Any) -> Subquery:
    return Subquery(marks.filter(**of).values("marked_at")[:1])


def _looked_for(by: Actor) -> QuerySet[Deal]:
    """The open deals that nobody keeps and no letter was sent about."""
    kept, waiting = _spared(by)
    rows: QuerySet[Deal] = Deal.objects.of(by).open()
    return rows.filter(~Exists(kept.filter(deal=OuterRef("pk"))), ~Exists(waiting.filter(deal=OuterRef("pk"))))


def _spared(by: Actor) -> tuple[QuerySet[KeptDeal], QuerySet[BreakUp]]:
    """What is kept today, and which letters wait."""
    today = clock.day_of(clock.now(), by.workspace.zone)
    kept: QuerySet[KeptDeal] = KeptDeal.objects.on(by.workspace).filter(until__gt=today)
    waiting: QuerySet[BreakUp] = BreakUp.objects.on(by.workspace).filter(state=BreakUpState.WAITING)
    return kept, waiting


def count_dead(by: Actor) -> int:
    """How many ``dead_deals`` are; who reads everything has each cause counted along its index, and none twice."""
    if by.readable_people is not None:
        return int(dead_deals(by).count())
    # Only open deals have a mark, so that nobody need look at the deals to count the stuck ones.
    now, deals = clock.now(), Deal.objects.of(by).open()
    count, before = marks_at(Level.STUCK, by, now).count(), Q()
    # With the workspace in the join the moments come from the index alone.
    moments = FilteredRelation("mark", condition=Q(mark__workspace=by.workspace_id))
    lively = deals.annotate(moments=moments).exclude(moments__stuck_at__lte=now)
    stuck, *others = (cause.question for cause in _causes(by, now))
    for question in others:
        count += lively.filter(question, ~before if before else Q()).count()
        before |= question
    kept, waiting = _spared(by)
    spared = {*kept.values_list("deal_id", flat=True), *waiting.values_list("deal_id", flat=True)}
    return int(count - deals.filter(before | stuck, pk__in=among(spared)).count())


def lines(by: Actor, page: int = 1) -> list[Line]:
    """A page of them, those that seem dead for longest first, each with why it is there.

    Each cause is a walk along its own index: asked for all at once, a database looks at every open deal.
    """
    since: dict[int, datetime] = {}
    for cause in _causes(by, clock.now()):
        found = _looked_for(by).filter(cause.walk).annotate(since=cause.since).order_by("since", "pk")
        for pk, at in found.values_list("pk", "since")[: page * SHOWN]:
            at = _moment(at, by) + cause.after
            since[pk] = min(since.get(pk, at), at)
    here = sorted(since, key=lambda pk: (since[pk], pk))[(page - 1) * SHOWN : page * SHOWN]
    deals = Deal.objects.of(by).select_related("stage", "owner", "company", "mark").in_bulk(here)
    shown = [deals[pk] for pk in here if pk in deals]
    marks = _marks(by, shown)
    watch, today = Watch(calendar_of(by.workspace)), clock.day_of(clock.now(), by.workspace.zone)
    return [Line(deal, list(_why(deal, marks, watch, today))) for deal in shown]


def _moment(at: date | datetime, by: Actor) -> datetime:
    return at if isinstance(at, datetime) else clock.day_start(at, by.workspace.zone)


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
    # Asked deal by deal: given the open deals as a list, SQLite looks each of them up for each contact.
    open_deal = Deal.objects.of(by).open().filter(pk=OuterRef("deal_id"))
    on_deals = DealContact.objects.on(by.workspace).filter(Exists(open_deal), contact=OuterRef("pk"))
    rows: QuerySet[Contact] = Contact.objects.of(by).filter(Exists(on_deals), ~Exists(checked), created_at__lt=since)
    return rows.select_related("company", "owner").order_by("created_at", "pk")


def letters(by: Actor) -> list[BreakUp]:
    """Letters that wait for an answer, and those whose deal could not be closed, while it is still open."""
    # The letters first: they are few, and a database that knows nothing of them begins with the deals.
    open_ones = BreakUp.objects.on(by.workspace).filter(state__in=(BreakUpState.WAITING, BreakUpState.HELD))
    ids = among(list(open_ones.values_list("pk", flat=True)))
    rows = BreakUp.objects.of(by).filter(Q(state=BreakUpState.WAITING) | Q(deal__status="open"), pk__in=ids)
    return list(rows.select_related("deal__stage", "deal__owner", "person").order_by(F("closes_on"), "pk")[:LETTERS])
