"""A story: a page of the journal's events about one record, each with what its template needs."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from penstock.activities.about import About
from penstock.activities.mentions import marked
from penstock.deals.events import DealUndone
from penstock.deals.models import Deal
from penstock.fields.models import Field, Subject
from penstock.journal.models import Event
from penstock.pipelines.queries import known_stages
from penstock.timeline.changes import Change, changes_of
from penstock.timeline.kinds import shown_kinds, template_of
from penstock.timeline.names import KEYS, Names
from penstock.workspaces.actor import Actor

PAGE = 30
DOORS = {
    "api": gettext_lazy("API"),
    "import": gettext_lazy("import"),
    "email": gettext_lazy("e-mail"),
    "call": gettext_lazy("call"),
    "automation": gettext_lazy("automation"),
    "mcp": gettext_lazy("assistant"),
    "cli": gettext_lazy("command line"),
    "survey": gettext_lazy("customer’s answer"),
}
"""Through which door something came; the screen goes without saying."""


@dataclass(frozen=True)
class Entry:
    """One event as its template sees it; ``entry.stage``, ``entry.from_owner`` and the like are records or None."""

    event: Event
    names: Names
    fields: dict[str, Field]
    is_undone: bool
    told_on: About

    @property
    def template(self) -> str:
        """The template that draws it."""
        return template_of(self.event.kind)

    @property
    def data(self) -> dict[str, Any]:
        """What the event holds."""
        return self.event.data

    def __getattr__(self, name: str) -> Any:
        """The record that stands under ``name`` with ``_id`` behind it in the event."""
        key = f"{name}_id"
        if name.startswith("_") or key not in KEYS:
            raise AttributeError(name)
        return self.names.of(key, self.event.data.get(key, getattr(self.event, key, None)))

    @property
    def day(self) -> date:
        """The reader's day on which it happened."""
        return timezone.localtime(self.event.occurred_at).date()

    @property
    def by(self) -> str:
        """Who did it: a person, or the house itself."""
        return str(self.names.get("person", self.event.person_id) or _("Penstock"))

    @property
    def door(self) -> str:
        """Through which door, unless it was the screen."""
        return str(DOORS.get(self.event.origin, ""))

    @cached_property
    def changes(self) -> list[Change]:
        """The facts that changed, in words."""
        subject = self.event.kind.partition(".")[0]
        deal = self.names.get("deal", self.event.deal_id)
        changed = self.data.get("changes", {}).get("currency")
        currency = changed[1] if changed else getattr(deal, "currency", "USD")
        return changes_of(subject, self.data, self.names, self.fields, currency)

    @property
    def due_at(self) -> datetime | None:
        """When the activity was to be done, as the event says."""
        text = self.data.get("due_at")
        return parse_datetime(text) if text else None

    @property
    def expected_on(self) -> date | None:
        """The day that the event expects something."""
        text = self.data.get("expected_on")
        return date.fromisoformat(text) if text else None

    @property
    def until(self) -> date | None:
        """The day until which the event sets a deal aside."""
        text = self.data.get("until")
        return date.fromisoformat(text) if text else None

    @property
    def aside_reason(self) -> str:
        """Why the event sets a deal aside, where it says so anew."""
        changed = self.data.get("changes", {}).get("aside_reason")
        return str(changed[1]) if changed else ""

    @property
    def elsewhere(self) -> Any:
        """The deal it happened to, where the story is a company's or a contact's."""
        return self.names.get("deal", self.event.deal_id) if self.told_on.what != "deal" else None

    @property
    def elsewhere_url(self) -> str:
        """The deal's page, or nothing when it was removed."""
        deal = self.elsewhere
        return reverse("deals:deal", args=[deal.pk]) if deal and deal.removed_at is None else ""

    @property
    def mentioned(self) -> list[Any]:
        """The people whom a note names or is meant for."""
        return [person for pk in self.data.get("mentioned", []) if (person := self.names.get("person", pk))]

    @property
    def note_body(self) -> str:
        """What the note says, with the people it names set apart."""
        return marked(self.activity.body, self.mentioned)

    @property
    def added_tags(self) -> list[Any]:
        """The tags that were added."""
        return self._tags("added")

    @property
    def removed_tags(self) -> list[Any]:
        """The tags that were taken away."""
        return self._tags("removed")

    def _tags(self, key: str) -> list[Any]:
        return [tag for pk in self.data.get(key, []) if (tag := self.names.get("tag", pk))]


@dataclass(frozen=True)
class Story:
    """A page of entries, the newest first; ``before`` is where the next page begins, or empty."""

    entries: list[Entry]
    before: str


def story_of(about: About, by: Actor, *, fold: str = "", before: str = "") -> Story:
    """The events about a record that the reader may see, from a place on."""
    rows = _events(about, by).filter(kind__in=shown_kinds(fold))
    page = list(_from(rows, before).order_by("-occurred_at", "-position")[: PAGE + 1])
    shown, more = page[:PAGE], page[PAGE:]
    names = Names(shown, by, _at_hand(about, by))
    fields, undone = _fields(about, by, shown), _undone(about, by, shown, is_whole=not (fold or before))
    entries = [Entry(event, names, fields, event.position in undone, about) for event in shown]
    return Story([entry for entry in entries if _may_see(entry)], _place(shown[-1]) if more else "")


def _at_hand(about: About, by: Actor) -> Iterator[tuple[str, Any]]:
    """What the page has read already: the record itself, the reader, and a deal's owner, company and stages."""
    yield about.what, about.record
    if by.person is not None:
        yield "person", by.person
    if about.what == "deal":
        deal: Deal = about.record
        yield from (("stage", stage) for stage in known_stages(by, deal.pipeline_id))
        if deal.owner is not None:
            yield "person", deal.owner
        if deal.company is not None and by.may_read_of(deal.company.owner_id):
            yield "company", deal.company


def _events(about: About, by: Actor) -> QuerySet[Event]:
    """The events of a record; of a company's or contact's deals only those that the reader may read."""
    rows = Event.objects.of(by).filter(**{f"{about.what}_id": about.record.pk})
    if about.what == "deal" or by.readable_people is None:
        return rows
    deals = Deal.objects.on(by.workspace)._within(by, by.readable_people)
    return rows.filter(Q(deal_id__isnull=True) | Q(deal_id__in=deals.values("pk")))


def _may_see(entry: Entry) -> bool:
    """What an activity or file is about is told only to who may read it; of a removed one only that it was removed."""
    for key, last_words in (("activity", "activity.removed"), ("attachment", "file.removed")):
        if f"{key}_id" in entry.data:
            row = getattr(entry, key)
            return row is not None and (row.removed_at is None or entry.event.kind == last_words)
    return True


def _from(rows: QuerySet[Event], before: str) -> QuerySet[Event]:
    """The events after a place in the order of the story; a damaged place is the beginning."""
    text, _sign, position = before.rpartition("_")
    moment = _moment(text)
    if moment is None or not position.isdecimal():
        return rows
    return rows.filter(Q(occurred_at__lt=moment) | Q(occurred_at=moment, position__lt=int(position[:18])))


def _moment(text: str) -> datetime | None:
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    return moment if moment is not None and moment.tzinfo is not None else None


def _place(event: Event) -> str:
    return f"{event.occurred_at.isoformat()}_{event.position}"


def _fields(about: About, by: Actor, events: list[Event]) -> dict[str, Field]:
    """The custom fields of the record by key, retired ones included, where an event speaks of any."""
    if not any("custom" in event.data.get("changes", {}) for event in events):
        return {}
    return {field.key: field for field in Field.objects.of(by).filter(subject=Subject(about.what))}


def _undone(about: About, by: Actor, events: list[Event], *, is_whole: bool) -> set[int]:
    """Positions of the deal's events that were taken back; the newest page holds the undoing of all it shows."""
    if about.what != "deal":
        return set()
    if is_whole:
        return {event.data["undone"] for event in events if event.kind == DealUndone.kind}
    rows = Event.objects.of(by).filter(deal_id=about.record.pk, kind=DealUndone.kind)
    return {data["undone"] for data in rows.values_list("data", flat=True)}
