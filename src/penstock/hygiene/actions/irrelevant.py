"""Say that a deal, company or contact is of no use any more, and why; and take that back."""

from typing import Any

from django.utils.translation import gettext as _

from penstock.common import clock
from penstock.common.actions import action
from penstock.common.errors import NotPermitted, Refused
from penstock.companies.models import Company
from penstock.contacts.models import Contact
from penstock.deals.models import Deal
from penstock.hygiene.events import MarkedIrrelevant, MarkedRelevant
from penstock.hygiene.models import Irrelevance
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.workspaces.actor import Actor

MARKABLE: dict[str, type[Deal | Company | Contact]] = {"deal": Deal, "company": Company, "contact": Contact}
LONGEST = 300


@action
def mark_irrelevant(subject: Deal | Company | Contact, reason: str, *, by: Actor) -> Event | None:
    """It is of no use, for this reason; None where it is said with the same reason already."""
    held, what = _held(subject, by)
    why = " ".join(reason.split())[:LONGEST]
    if not why:
        sentence = _("Say why it is irrelevant.")
        raise Refused(sentence, fields={"reason": sentence})
    known = mark_of(held)
    if known is not None and known.reason == why:
        return None
    mark = known or Irrelevance(workspace=by.workspace, **{what: held})
    mark.reason, mark.person, mark.marked_at = why, by.person, clock.now()
    mark.save()
    return record(by, MarkedIrrelevant(**_about(held, what), reason=why))[0]


@action
def mark_relevant(subject: Deal | Company | Contact, *, by: Actor) -> Event | None:
    """It is of use after all; None where nobody said otherwise."""
    held, what = _held(subject, by)
    mark = mark_of(held)
    if mark is None:
        return None
    mark.ended_at = clock.now()
    mark.save(update_fields=["ended_at"])
    return record(by, MarkedRelevant(**_about(held, what)))[0]


def mark_of(subject: Deal | Company | Contact) -> Irrelevance | None:
    """What is said of a record in hand now, if anything."""
    found: Irrelevance | None = Irrelevance.objects.on(subject).filter(ended_at__isnull=True).first()
    return found


def _held(subject: Any, by: Actor) -> tuple[Any, str]:
    what = str(subject._meta.model_name)
    held = MARKABLE[what].objects.of(by).select_for_update(of=("self",)).filter(pk=subject.pk).first()
    if held is None:
        raise NotPermitted(_("This record does not exist or you may not see it."))
    by.require_write(held.owner_id, _("You may read “%(name)s” but not change it.") % {"name": held.name})
    return held, what


def _about(held: Any, what: str) -> dict[str, Any]:
    company = {} if what == "company" else {"company_id": held.company_id}
    return {f"{what}_id": held.pk, **company}
