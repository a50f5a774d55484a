"""Questions about people: who administers, which invitation a secret opens, who may succeed whom."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import NamedTuple

from django.db.models import Count, QuerySet

from penstock.common import clock
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import ExchangeRate, Invitation, Person, SpecialDay, Team, User


class TeamLine(NamedTuple):
    """A team in the hierarchy: how deep it stands, and how many people are in it."""

    team: Team
    depth: int
    people: int


def active_people(by: Actor) -> QuerySet[Person]:
    """Who works here now, by name."""
    return Person.objects.of(by).filter(deactivated_at__isnull=True).select_related("role", "team").order_by("name")


def administrators(by: Actor) -> QuerySet[Person]:
    """The people who can sign in and change settings now."""
    return active_people(by).filter(role__is_admin=True, user__isnull=False, user__is_active=True)


def hash_of(secret: str) -> str:
    """What is kept of an invitation's secret; it has 256 random bits, so a plain hash is enough."""
    return sha256(secret.encode()).hexdigest()


def open_invitation(secret: str, at: datetime | None = None) -> Invitation | None:
    """The invitation that a secret opens while it is fresh; whoever holds the secret has no actor yet."""
    moment = at or clock.now()
    found = Invitation.unscoped.filter(secret_hash=hash_of(secret), accepted_at__isnull=True, expires_at__gt=moment)
    return found.filter(person__deactivated_at__isnull=True).select_related("person__workspace", "person__role").first()


def invited_people(email: str) -> list[Person]:
    """The people of all workspaces with an open invitation to an address, for a provider that vouches for it."""
    people = Person.unscoped.filter(email=email.strip().lower(), user__isnull=True, deactivated_at__isnull=True)
    invited = Invitation.unscoped.filter(person__in=people, accepted_at__isnull=True, expires_at__gt=clock.now())
    return list(people.filter(pk__in=invited.values("person")).select_related("workspace", "role", "team"))


def waiting_invitations(by: Actor) -> dict[int, Invitation]:
    """The open invitations by person."""
    rows = Invitation.objects.of(by).filter(accepted_at__isnull=True, expires_at__gt=clock.now())
    return {row.person_id: row for row in rows.order_by("pk")}


def user_of_address(email: str) -> User | None:
    """The sign-in that exists for an address, in whatever workspace."""
    return User.objects.filter(email=email.strip().lower()).first() if email else None


def works_somewhere(user: User) -> bool:
    """Whether a sign-in still opens any workspace."""
    return Person.unscoped.filter(user=user, deactivated_at__isnull=True).exists()


def team_tree(by: Actor) -> list[TeamLine]:
    """The teams as an indented list, each beneath its parent, by name."""
    children: dict[int | None, list[Team]] = {}
    for team in Team.objects.of(by).order_by("name"):
        children.setdefault(team.parent_id, []).append(team)
    counts = dict(active_people(by).order_by().values_list("team").annotate(Count("pk")))
    return list(_lines(children, None, 0, counts))


def _lines(
    children: dict[int | None, list[Team]], parent: int | None, depth: int, counts: dict[int, int]
) -> Iterator[TeamLine]:
    for team in children.get(parent, []):
        yield TeamLine(team, depth, counts.get(team.pk, 0))
        yield from _lines(children, team.pk, depth + 1, counts)


class RateLine(NamedTuple):
    """A currency's rate in force today, and the ones before it, newest first."""

    currency: str
    current: ExchangeRate | None
    others: list[ExchangeRate]


def rate_lines(by: Actor) -> list[RateLine]:
    """The workspace's rates by currency."""
    rows: dict[str, list[ExchangeRate]] = {}
    for row in ExchangeRate.objects.of(by).order_by("currency", "-on"):
        rows.setdefault(row.currency, []).append(row)
    today = clock.day_of(clock.now(), by.workspace.zone)
    return [_rate_line(currency, history, today) for currency, history in rows.items()]


def _rate_line(currency: str, history: list[ExchangeRate], today: date) -> RateLine:
    current = next((row for row in history if row.on <= today), None)
    return RateLine(currency, current, [row for row in history if row is not current])


def coming_special_days(by: Actor) -> list[tuple[SpecialDay, bool]]:
    """The days that differ from the week, from last month on, each with whether the actor may remove it."""
    since = clock.day_of(clock.now(), by.zone) - timedelta(days=31)
    rows = SpecialDay.objects.of(by).filter(last_on__gte=since).select_related("person").order_by("first_on", "pk")
    return [(row, by.is_admin or (by.may_write and row.person_id == by.person_id)) for row in rows]
