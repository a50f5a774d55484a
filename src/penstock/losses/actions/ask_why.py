"""Ask a customer by a link: made once, told once, answered once, revoked at will."""

import secrets
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from penstock.common import clock
from penstock.common.actions import action
from penstock.common.errors import Refused
from penstock.contacts.models import Contact
from penstock.deals.changing import hold
from penstock.deals.models import Deal, DealContact
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.losses.actions.verify_loss import Said, hold_lost, write
from penstock.losses.events import LossAsked, LossLinkRevoked
from penstock.losses.models import How, LossSurvey
from penstock.losses.queries import hash_of, open_survey, plan_of, survey_of
from penstock.losses.wording import languages, offered
from penstock.workspaces.actor import Actor


@action
def ask_why(deal: Deal, language: str, *, by: Actor, contact: Contact | None = None, at: datetime | None = None) -> str:
    """The secret of a fresh link, which is told this once and never kept; links given before are void."""
    held = hold_lost(deal, by)
    if language not in languages():
        raise Refused(_("Choose a language from the list."), fields={"language": _("Choose a language from the list.")})
    if contact is not None and not DealContact.objects.on(held).filter(contact=contact).exists():
        sentence = _("Choose somebody who takes part in the deal.")
        raise Refused(sentence, fields={"contact": sentence})
    if not offered(by, language):
        raise Refused(
            _("First say in the settings, After a loss, how your loss reasons read to customers in this language.")
        )
    secret, now = secrets.token_urlsafe(32), at or clock.now()
    before = open_survey(held, now)
    if before is not None:
        _revoke(before)
    row = LossSurvey(workspace=by.workspace, deal=held, contact=contact, language=language, person=by.person)
    row.secret_hash, row.made_at = hash_of(secret), now
    row.expires_at = now + timedelta(days=plan_of(by).days_open)
    row.save()
    until = clock.day_of(row.expires_at, by.workspace.zone)
    ids = {"company_id": held.company_id, "contact_id": contact.pk if contact else None}
    record(by, LossAsked(deal_id=held.pk, survey_id=row.pk, until=until, **ids), at=at)
    return secret


@action
def revoke_link(deal: Deal, *, by: Actor) -> Event | None:
    """The link that waits opens nothing any more; None where none waits."""
    held = hold(deal, by)
    survey = open_survey(held)
    if survey is None:
        return None
    _revoke(survey)
    ids = {"company_id": held.company_id, "contact_id": survey.contact_id}
    return record(by, LossLinkRevoked(deal_id=held.pk, survey_id=survey.pk, **ids))[0]


@action
def answer_survey(secret: str, said: Said, *, by: Actor, at: datetime | None = None) -> Event | None:
    """The answer of whoever holds the secret; ``by`` is the house, through the door of surveys.

    None where the secret opens nothing any more: of two answers at once one counts.
    """
    by.require_admin(_("Only Penstock itself takes down what a customer answers."))
    survey = survey_of(secret, at)
    if survey is None or survey.workspace_id != by.workspace_id:
        return None
    held = hold_lost(survey.deal, by)
    fresh = LossSurvey.objects.on(held).filter(pk=survey.pk, answered_at__isnull=True, revoked_at__isnull=True)
    if not fresh.update(answered_at=at or clock.now()):
        return None
    return write(held, said, How.SURVEY, by, survey.contact, at)


def _revoke(survey: LossSurvey) -> None:
    survey.revoked_at = clock.now()
    survey.save(update_fields=["revoked_at"])
