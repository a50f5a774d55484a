"""Accept an invitation: whoever holds its secret gets a sign-in, or joins with the one they have."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from penstock.common import clock
from penstock.common.actions import action
from penstock.common.errors import NotPermitted, Refused
from penstock.journal.recording import record
from penstock.people.events import PersonJoined
from penstock.people.queries import invited_people, open_invitation, user_of_address, works_somewhere
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Invitation, Person, User


@action
def accept_invitation(secret: str, *, by: Actor, password: str = "", user: User | None = None) -> Person:
    """The invited person can sign in; ``by`` is that person, ``user`` the signed-in one when there is one.

    An address that still opens a workspace keeps its password: its holder signs in and joins. One that opens none any
    more begins anew, so that nothing of an earlier life is left in it.
    """
    invitation = open_invitation(secret)
    if invitation is None:
        raise Refused(_("This invitation has expired or was used; ask an administrator for a new one."))
    if by.person_id != invitation.person_id:
        raise NotPermitted(_("This invitation is for somebody else."))
    person = Person.objects.of(by).select_for_update(of=("self",)).get(pk=invitation.person_id)
    return _join(person, _living(person, user) or _fresh(person, password), by)


@action
def join_through_provider(user: User, *, by: Actor) -> Person:
    """The provider vouched for the address of an open invitation: its person, who is ``by``, needs no password."""
    invited = {person.pk: person for person in invited_people(user.email)}
    person = invited.get(by.person_id or 0)
    if person is None or person.workspace_id != by.workspace_id:
        raise NotPermitted(_("This invitation is for somebody else."))
    return _join(person, user, by)


def _join(person: Person, user: User, by: Actor) -> Person:
    person.user = user
    person.save(update_fields=["user"])
    Invitation.objects.of(by).filter(person=person, accepted_at__isnull=True).update(accepted_at=clock.now())
    record(by, PersonJoined(member_id=person.pk))
    return person


def _living(person: Person, signed_in: User | None) -> User | None:
    """The sign-in of the address where it still opens a workspace; only its holder may join with it."""
    user = user_of_address(person.email)
    if user is None or not works_somewhere(user):
        return None
    if signed_in is None or signed_in.pk != user.pk:
        raise Refused(_("You have a sign-in already: sign in as %(email)s to join.") % {"email": user.email})
    return user


def _fresh(person: Person, password: str) -> User:
    user = user_of_address(person.email) or User(email=person.email)
    _require_strong(password, user)
    if user.pk is not None:
        _forget(user)
    user.is_active = True
    user.set_password(password)
    user.save()
    EmailAddress.objects.get_or_create(user=user, email=user.email, defaults={"primary": True, "verified": True})
    return user


def _forget(user: User) -> None:
    """Cut a sign-in that opens nothing off from its earlier life: former memberships, second factors, providers."""
    Person.unscoped.filter(user=user).update(user=None)
    for kept in (Authenticator, SocialAccount, EmailAddress):
        kept.objects.filter(user=user).delete()


def _require_strong(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as problem:
        sentence = " ".join(problem.messages)
        raise Refused(sentence, fields={"password": sentence}) from None
