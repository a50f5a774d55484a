"""The mail that invites somebody; without a mail server the administrator passes the link on."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from penstock.workspaces.models import Person

log = logging.getLogger(__name__)


def invitation_link(secret: str) -> str:
    """The address in an invitation: the one people know us under, never the one a request claims."""
    return settings.PUBLIC_URL + reverse("people:join", args=[secret])


def mail_is_configured() -> bool:
    """Whether mail leaves this machine."""
    return not settings.EMAIL_BACKEND.endswith("filebased.EmailBackend")


def send_invitation(person: Person, link: str) -> bool:
    """Whether the invitation was mailed; a mail server that fails is no reason to fail."""
    if not mail_is_configured():
        return False
    with translation.override(person.language or person.workspace.language):
        subject = _("You are invited to %(workspace)s") % {"workspace": person.workspace.name}
        text = render_to_string("people/mail/invitation.txt", {"person": person, "link": link})
    try:
        return bool(send_mail(" ".join(subject.split()), text, None, [person.email]))
    except (SMTPException, OSError) as problem:
        log.warning("The invitation could not be mailed: %s", problem)
        return False
