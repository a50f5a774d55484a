"""Record the needs and objections of a deal's buyer, and how objections ended."""

from typing import Any

from django.utils.translation import gettext as _

from penstock.common import clock
from penstock.common.actions import action
from penstock.common.changes import set_facts
from penstock.common.checks import line, plain
from penstock.common.errors import NotPermitted, Refused
from penstock.deals.changing import hold
from penstock.deals.models import Deal
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.playbooks.events import (
    FindingRemoved,
    FindingRestored,
    NeedFound,
    ObjectionEnded,
    ObjectionMet,
)
from penstock.playbooks.models import Finding, Need, Objection, Outcome
from penstock.workspaces.actor import Actor

LONGEST = 10_000


@action
def meet_objection(
    deal: Deal, said: str = "", *, by: Actor, objection: Objection | None = None, reply: str = "", outcome: str = ""
) -> Finding:
    """The buyer objected: one of those to expect, or in words of their own; ``reply`` is what we answered."""
    finding = _begun(deal, "objections", objection, said, by)
    finding.reply, finding.outcome = plain(reply)[:LONGEST], _outcome(outcome or Outcome.OPEN)
    finding.save()
    record(by, ObjectionMet(**_about(finding), outcome=finding.outcome))
    return finding


@action
def find_need(deal: Deal, said: str, *, by: Actor, need: Need | None = None) -> Finding:
    """The buyer told a need; ``need`` is the question that brought it to light."""
    finding = _begun(deal, "needs", need, said, by)
    finding.save()
    record(by, NeedFound(**_about(finding)))
    return finding


@action
def end_objection(finding: Finding, outcome: str, *, by: Actor, reply: str = "") -> Event | None:
    """How an objection ended, and what we answered; None when it is known."""
    row = _hold(finding, by)
    if row.removed_at is not None or not row.is_objection:
        raise Refused(_("Only an objection that is on the deal can end."))
    changes = set_facts(row, {"outcome": _outcome(outcome), "reply": plain(reply)[:LONGEST] or row.reply})
    return record(by, ObjectionEnded(**_about(row), outcome=row.outcome))[0] if changes else None


@action
def remove_finding(finding: Finding, *, by: Actor) -> Event | None:
    """It was written by mistake; None when it is removed already."""
    row = _hold(finding, by)
    if row.removed_at is not None:
        return None
    set_facts(row, {"removed_at": clock.now()})
    return record(by, FindingRemoved(**_about(row)))[0]


@action
def restore_finding(finding: Finding, *, by: Actor) -> Event | None:
    """It was right after all; None when it was not removed."""
    row = _hold(finding, by)
    if not set_facts(row, {"removed_at": None}):
        return None
    return record(by, FindingRestored(**_about(row)))[0]


def _begun(deal: Deal, sort: str, entry: Objection | Need | None, said: str, by: Actor) -> Finding:
    held = hold(deal, by)
    if entry is not None and not type(entry).objects.of(by).filter(pk=entry.pk).exists():
        raise Refused(_("This is not in the playbook."))
    words = line(500)(said) or (entry.name if entry is not None and sort == "objections" else "")
    if not words:
        sentence = _("Write what the buyer said.")
        raise Refused(sentence, fields={"said": sentence})
    finding = Finding(workspace=by.workspace, deal=held, stage=held.stage, sort=sort, said=words, person=by.person)
    finding.entry_id, finding.at = entry.pk if entry is not None else 0, clock.now()
    return finding


def _hold(finding: Finding, by: Actor) -> Finding:
    hold(finding.deal, by)
    row: Finding | None = Finding.objects.of(by).select_for_update(of=("self",)).filter(pk=finding.pk).first()
    if row is None:
        raise NotPermitted(_("This does not exist or you may not see it."))
    return row


def _outcome(outcome: str) -> str:
    if outcome not in Outcome.values:
        raise Refused(_("Choose how it ended."), fields={"outcome": _("Choose how it ended.")})
    return outcome


def _about(finding: Finding) -> dict[str, Any]:
    return {"deal_id": finding.deal_id, "company_id": finding.deal.company_id, "finding_id": finding.pk}
