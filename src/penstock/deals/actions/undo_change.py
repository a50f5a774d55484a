"""Take a change back as a mistake: the deal is as it was, reports forget the change, the journal does not."""

from typing import Any

from django.utils.translation import gettext as _

from penstock.common import clock
from penstock.common.actions import action
from penstock.common.errors import Refused
from penstock.deals.actions.put_items_back import put_items_back
from penstock.deals.changing import hold
from penstock.deals.events import (
    Changes,
    DealAssigned,
    DealBroughtBack,
    DealChanged,
    DealHistoryRewritten,
    DealItemsSet,
    DealLost,
    DealMoved,
    DealReopened,
    DealSetAside,
    DealUndone,
    DealWon,
)
from penstock.deals.models import Deal, DealSpan
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.workspaces.actor import Actor

VERBS = (
    *(DealMoved, DealWon, DealLost, DealReopened, DealSetAside, DealBroughtBack),
    *(DealAssigned, DealChanged, DealItemsSet),
)
UNDOABLE = tuple(event.kind for event in VERBS)


@action
def undo_change(deal: Deal, position: int, *, by: Actor) -> Event | None:
    """Undo the event at this position if it is the deal's last change; None when that was already done."""
    held = hold(deal, by)
    events = Event.objects.on(by.workspace).filter(deal_id=held.pk)
    if events.filter(kind=DealUndone.kind, data__undone=position).exists():
        return None
    event = events.filter(position=position, kind__in=UNDOABLE).first()
    if event is None:
        raise Refused(_("This change cannot be undone."))
    last = events.filter(kind__in=(*UNDOABLE, DealUndone.kind)).order_by("-position").first()
    if last is not None and last.position != position and not _all_undone_since(events, position):
        raise Refused(_("“%(deal)s” changed again since; undo the later change first.") % {"deal": held.name})
    if events.filter(position__gt=position, kind=DealHistoryRewritten.kind).exists():
        raise Refused(_("The history of “%(deal)s” was imported since; undo that import first.") % {"deal": held.name})
    _require_latest_span(held, position)
    changes = put_back(held, event.data["changes"])
    if event.kind == DealItemsSet.kind:
        put_items_back(held, event.data["before"])
    _respan(held, position)
    undone = DealUndone(
        deal_id=held.pk, company_id=held.company_id, changes=changes, undone=position, undone_kind=event.kind
    )
    return record(by, undone)[0]


def _all_undone_since(events: Any, position: int) -> bool:
    """Whether everything that changed the deal after the position has been undone itself."""
    later = events.filter(position__gt=position, kind__in=UNDOABLE).values_list("position", flat=True)
    undone = events.filter(kind=DealUndone.kind).values_list("data__undone", flat=True)
    return set(later) <= set(undone)


def _require_latest_span(deal: Deal, position: int) -> None:
    """A change of the deal's stage itself (its probability, a merge) begins a span without an event of the deal."""
    begun = DealSpan.objects.on(deal).believed().filter(position=position)
    if begun.exists() and not begun.filter(to_at__isnull=True).exists():
        raise Refused(_("The stage of “%(deal)s” changed since; this cannot be undone any more.") % {"deal": deal.name})


def put_back(deal: Deal, told: Changes) -> Changes:
    """Set what an event changed to what it was; returns the changes of doing so."""
    changes: Changes = {}
    for name, (before, _after) in told.items():
        field: Any = Deal._meta.get_field(name)
        now = getattr(deal, field.attname)
        was = field.target_field.to_python(before) if field.is_relation else field.to_python(before)
        setattr(deal, field.attname, was)
        changes[name] = [now, was]
    deal.save(update_fields=[Deal._meta.get_field(name).name for name in changes])
    return changes


def _respan(deal: Deal, position: int) -> None:
    """Disbelieve the span that the event began and let the one before it go on."""
    spans = DealSpan.objects.on(deal)
    begun = spans.filter(position=position, superseded_at__isnull=True).first()
    if begun is None:
        return
    now = clock.now()
    before = spans.believed().filter(to_at=begun.from_at).exclude(pk=begun.pk).order_by("-pk").first()
    spans.filter(pk__in=[begun.pk, before.pk]).update(superseded_at=now)
    before.pk, before.to_at, before.recorded_at, before.superseded_at = None, None, now, None
    before._state.adding = True
    DealSpan.objects.insert([before])
