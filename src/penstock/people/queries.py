"""Questions about people: who administers, which invitation a secret opens, who may succeed whom."""

from datetime import datetime
from hashlib import sha256

from django.db.models import QuerySet

from penstock.common import clock
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Invitation, Person, User


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
