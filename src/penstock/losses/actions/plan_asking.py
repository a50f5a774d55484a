"""Say how loss reasons read to customers, and when owners are reminded to ask."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from penstock.common.actions import action
from penstock.common.checks import plain
from penstock.common.errors import Refused
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.losses.events import LossAskingPlanned, ReasonWordingsSet
from penstock.losses.models import AskingPlan, ReasonWording
from penstock.losses.queries import plan_of
from penstock.losses.wording import LONGEST, languages, wordings
from penstock.workspaces.actor import Actor

LATEST, LONGEST_OPEN = 60, 365


@action
def set_wordings(said: Mapping[int, tuple[dict[str, str], bool]], *, by: Actor) -> Event | None:
    """By reason: its words by language, and whether customers can choose it. None when all is already so."""
    by.require_admin(_("Only an administrator may change how reasons read to customers."))
    changed = []
    for reason, row in wordings(by):
        if reason.pk not in said:
            continue
        words, is_offered = said[reason.pk]
        kept = {code: _short(words.get(code, "")) for code in languages() if _short(words.get(code, ""))}
        before = (row.words, row.is_offered) if row else ({}, True)
        if (kept, is_offered) == before:
            continue
        row = row or ReasonWording(workspace=by.workspace, reason=reason)
        row.words, row.is_offered = kept, is_offered
        row.save()
        changed.append(reason.pk)
    return record(by, ReasonWordingsSet(loss_reason_ids=changed))[0] if changed else None


@action
def plan_asking(after_days: int | None, days_open: int, *, by: Actor) -> Event | None:
    """Remind owners so many working days after a loss (None: not at all); links are open for so many days."""
    by.require_admin(_("Only an administrator may plan when customers are asked."))
    if after_days is not None and not 0 <= after_days <= LATEST:
        sentence = _("Remind at most %(most)s working days after the loss.") % {"most": LATEST}
        raise Refused(sentence, fields={"after_days": sentence})
    if not 1 <= days_open <= LONGEST_OPEN:
        sentence = _("A link is open for between 1 and %(most)s days.") % {"most": LONGEST_OPEN}
        raise Refused(sentence, fields={"days_open": sentence})
    plan: AskingPlan = plan_of(by)
    if plan.pk and (plan.after_days, plan.days_open) == (after_days, days_open):
        return None
    plan.after_days, plan.days_open = after_days, days_open
    plan.save()
    return record(by, LossAskingPlanned(after_days=after_days, days_open=days_open))[0]


def _short(words: str) -> str:
    return " ".join(plain(words).split())[:LONGEST]
