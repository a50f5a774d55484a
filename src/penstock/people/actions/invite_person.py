"""Invite somebody to sign in: a link with a secret of which only a hash is kept."""

import secrets
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from penstock.common import clock
from penstock.common.actions import action
from penstock.common.errors import Refused
from penstock.journal.recording import record
from penstock.people.actions.add_person import add_person
from penstock.people.events import PersonInvited
from penstock.people.queries import hash_of
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Invitation, Person, Team

LIFETIME = timedelta(days=7)


@action
def invite_person(
    name: str, email: str, *, by: Actor, role: str = "rep", team: Team | None = None, language: str = ""
) -> tuple[Person, str]:
    """A new person and the secret of their invitation, which is told this once and never kept."""
    by.require_admin(_("Only an administrator may invite people."))
    address = checked_address(email, by)
    person = add_person(name, by=by, role=role, team=team, email=address, language=language)
    return person, renew_invitation(person, by=by)


@action
def renew_invitation(person: Person, *, by: Actor) -> str:
    """A fresh secret for somebody who cannot sign in yet; the links given before are void."""
    by.require_admin(_("Only an administrator may invite people."))
    held = Person.objects.of(by).select_for_update(of=("self",)).filter(pk=person.pk).first()
    if held is None or not held.is_active:
        raise Refused(_("%(person)s does not work here; let them come back first.") % {"person": person.name})
    if held.user_id is not None:
        raise Refused(_("%(person)s can sign in already.") % {"person": held.name})
    checked_address(held.email, by, besides=held)
    Invitation.objects.of(by).filter(person=held, accepted_at__isnull=True).delete()
    secret = secrets.token_urlsafe(32)
    Invitation(
        workspace=by.workspace, person=held, secret_hash=hash_of(secret), expires_at=clock.now() + LIFETIME
    ).save()
    record(by, PersonInvited(member_id=held.pk))
    return secret


def checked_address(email: str, by: Actor, besides: Person | None = None) -> str:
    """An e-mail address that no other active person of the workspace has."""
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        sentence = _("This is not an e-mail address.")
        raise Refused(sentence, fields={"email": sentence}) from None
    others = Person.objects.of(by).filter(email=address, deactivated_at__isnull=True)
    if others.exclude(pk=besides.pk if besides else None).exists():
        sentence = _("Somebody with this address works here already.")
        raise Refused(sentence, fields={"email": sentence})
    return address
