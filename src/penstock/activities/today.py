"""What Today shows: overdue, meetings, calls and tasks of the day, and deals without a next step."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from penstock.activities.models import Activity, ActivityKind
from penstock.activities.queries import count_without_next_step, deals_without_next_step
from penstock.common import clock
from penstock.deals.models import Deal
from penstock.deals.queries import most_valuable
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person

MOST_SHOWN = 25
FEW_CHOICES = 6
MINE, TEAM = "mine", "team"
People = frozenset[int] | None


@dataclass(frozen=True)
class Section:
    """One list of the page; ``kind`` chooses how its lines are drawn."""

    kind: str
    title: str
    icon: str
    rows: list[Any]
    count: int

    @property
    def left(self) -> int:
        """How many there are besides those shown."""
        return self.count - len(self.rows)


@dataclass(frozen=True)
class Whose:
    """Whose day it is: the ids (None: everybody's) and the choices offered."""

    key: str
    people: People
    choices: list[dict[str, Any]] = field(default_factory=list)

    @property
    def at_hand(self) -> list[dict[str, Any]]:
        """The choices that stand side by side: all where they are few, else one's own, all, and whose it is."""
        if len(self.choices) <= FEW_CHOICES:
            return self.choices
        return [one for one in self.choices if one["key"] in (MINE, TEAM) or one["current"]]

    @property
    def others(self) -> list[dict[str, Any]]:
        """The people to choose from a menu, where they are many."""
        return self.choices[2:] if len(self.choices) > FEW_CHOICES else []

    @property
    def shows_owners(self) -> bool:
        """Whether lines have to say whose they are."""
        return self.people is None or len(self.people) > 1


def whose_of(request: HttpRequest) -> Whose:
    """The choice in the address, among what the person may read."""
    by = request.actor
    wanted = request.GET.get("whose") or (MINE if has_own_work(by) else TEAM)
    mine = frozenset([by.person_id])
    readable = by.readable_people
    if readable is not None and len(readable) < 2:
        return Whose(MINE, mine)
    people = Person.objects.of(by).filter(deactivated_at__isnull=True).exclude(pk=by.person_id).order_by("name")
    others = list(people if readable is None else people.filter(pk__in=readable))
    known = {MINE: mine, TEAM: readable, **{str(one.pk): frozenset([one.pk]) for one in others}}
    key = wanted if wanted in known else MINE
    named = [(MINE, _("Mine")), (TEAM, _("The team's") if readable is not None else _("Everybody's"))]
    named += [(str(one.pk), one.name) for one in others]
    choices = [{"key": one, "label": label, "current": one == key} for one, label in named]
    return Whose(key, known[key], choices)


def has_own_work(by: Actor) -> bool:
    """Whether there are open deals or plans of one's own; who only reads or leads has none, and sees the team's day."""
    mine = {"owner_id": by.person_id}
    return by.may_write and (
        Deal.objects.of(by).open().filter(**mine).exists() or Activity.objects.of(by).planned().filter(**mine).exists()
    )


def sections(by: Actor, people: People) -> list[Section]:
    """The lists that have something in them, most pressing first."""
    now = clock.now()
    tomorrow = clock.day_start(clock.day_of(now, by.zone) + timedelta(days=1), by.zone)
    due = _planned(by, people).filter(due_at__lt=tomorrow).order_by("due_at", "pk")
    overdue, today = due.filter(due_at__lt=now), list(due.filter(due_at__gte=now)[: MOST_SHOWN * 4])
    found = [
        _section("activities", _("Overdue"), "clock-alert", overdue),
        *_by_kind(today),
        _without(by, people),
        _section("activities", _("The next seven days"), "calendar-days", _soon(by, people, tomorrow)),
    ]
    return [section for section in found if section.count]


def _by_kind(today: list[Activity]) -> Iterable[Section]:
    titles = {
        ActivityKind.MEETING: (_("Meetings today"), "users-round"),
        ActivityKind.CALL: (_("Calls today"), "phone"),
        ActivityKind.TASK: (_("Tasks today"), "square-check"),
        ActivityKind.EMAIL: (_("E-mails today"), "mail"),
    }
    for kind, (title, icon) in titles.items():
        rows = [row for row in today if row.kind == kind]
        yield Section("activities", title, icon, rows[:MOST_SHOWN], len(rows))


def _section(kind: str, title: str, icon: str, rows: QuerySet[Any]) -> Section:
    shown = list(rows[: MOST_SHOWN + 1])
    count = len(shown) if len(shown) <= MOST_SHOWN else rows.count()
    return Section(kind, title, icon, shown[:MOST_SHOWN], count)


def _planned(by: Actor, people: People) -> QuerySet[Activity]:
    rows = Activity.objects.of(by).planned().select_related("deal", "company", "contact", "owner")
    return rows if people is None else rows.filter(owned_by(people))


def _soon(by: Actor, people: People, tomorrow: datetime) -> QuerySet[Activity]:
    """What the coming days hold, so that a day can be prepared."""
    week = {"due_at__gte": tomorrow, "due_at__lt": tomorrow + timedelta(days=7)}
    return _planned(by, people).filter(**week).order_by("due_at", "pk")


def owned_by(people: frozenset[int]) -> Q:
    """The question whose something is: with one person's own name a database goes along that person's deals."""
    return Q(owner_id=next(iter(people))) if len(people) == 1 else Q(owner_id__in=people)


def _without(by: Actor, people: People) -> Section:
    """The most valuable first."""
    rows = deals_without_next_step(by)
    mine = rows if people is None else rows.filter(owned_by(people))
    count = count_without_next_step(by) if people is None else mine.count()
    with_all = mine.select_related("stage", "company", "owner")
    shown = most_valuable(with_all, by, MOST_SHOWN) if count else []
    return Section("without", _("Deals without a next step"), "calendar-plus", shown, count)
