"""Say how many contacts a sale is given, and from how many a week on a buyer feels pushed."""

from django.utils.translation import gettext as _

from penstock.attention.events import ContactNormSet
from penstock.attention.models import ContactNorm
from penstock.attention.queries import contact_norm
from penstock.common.actions import action
from penstock.common.errors import Refused
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.workspaces.actor import Actor

LARGEST = 100


@action
def set_contact_norm(touches: int, a_week: int, *, by: Actor) -> Event | None:
    """So many contacts a sale, and fewer than ``a_week`` within a week; None when it is so already."""
    by.require_admin(_("Only an administrator may set limits."))
    said = {"touches": touches, "a_week": a_week}
    sentence = _("A number from 1 to %(most)s.") % {"most": LARGEST}
    wrong = {name: sentence for name, number in said.items() if not 1 <= number <= LARGEST}
    if wrong:
        raise Refused(sentence, fields=wrong)
    known = contact_norm(by.workspace)
    if (known.touches, known.a_week) == (touches, a_week):
        return None
    ContactNorm.objects.of(by).delete()
    ContactNorm(workspace=by.workspace, **said).save()
    return record(by, ContactNormSet(**said))[0]
