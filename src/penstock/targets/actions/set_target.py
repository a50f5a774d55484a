"""Say how much is wanted of somebody in a period."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from penstock.common.actions import action
from penstock.common.errors import Refused
from penstock.common.money import LARGEST
from penstock.common.references import require_ours
from penstock.journal.recording import record
from penstock.pipelines.models import Pipeline
from penstock.targets.events import TargetSet
from penstock.targets.models import Aim, Target
from penstock.targets.periods import Period
from penstock.targets.plans import WORKSPACE, Whose
from penstock.targets.reach import Reach
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person


@action
def set_target(
    aim: Aim,
    when: Period,
    amount: Decimal,
    *,
    by: Actor,
    whose: Whose = WORKSPACE,
    pipeline: int | None = None,
    currency: str = "",
) -> Target:
    """So much is wanted of them in the period, whatever is wanted in longer and shorter ones.

    Money is in ``currency``, else in the workspace's; the same twice is once.
    """
    Reach(by).require(whose)
    require_ours(by, Pipeline, [pipeline])
    _require_sense(aim, amount, pipeline)
    _require_works_here(whose, by)
    return put(aim, when, amount, by=by, whose=whose, pipeline=pipeline, currency=currency)


def put(
    aim: Aim, when: Period, amount: Decimal, *, by: Actor, whose: Whose, pipeline: int | None, currency: str
) -> Target:
    """Write the row and its event, unless it is so already; the caller has asked whether it may be."""
    place: dict[str, Any] = {f"{kind}_id": whose.id if whose.kind == kind else None for kind in ("person", "team")}
    place |= {"pipeline_id": pipeline}
    period: dict[str, Any] = {"metric": aim, "period": when.kind, "starts_on": when.starts_on}
    fixed = currency.upper() or by.workspace.currency if aim.is_money else ""
    row = Target.objects.of(by).filter(**place, **period).select_for_update().first()
    if row is not None and (row.amount, row.currency) == (amount, fixed):
        return row
    before = row.amount if row is not None and row.currency == fixed else None
    row = row or Target(workspace=by.workspace, **place, **period)
    row.amount, row.currency = amount, fixed
    row.save()
    record(by, TargetSet(**told(row), before=before))
    return row


def told(row: Target) -> dict[str, Any]:
    """What every event says of its target."""
    return {
        "target_id": row.pk,
        "metric": str(row.metric),
        "period": str(row.period),
        "starts_on": row.starts_on,
        "amount": row.amount,
        "currency": row.currency,
        "member_id": row.person_id,
        "team_id": row.team_id,
        "pipeline_id": row.pipeline_id,
    }


def _require_sense(aim: Aim, amount: Decimal, pipeline: int | None) -> None:
    if not 0 <= amount <= LARGEST or amount % aim.step:
        words = _("A target is an amount in whole cents.") if aim.is_money else _("A target is a whole number.")
        raise Refused(words, fields={"amount": words})
    if pipeline is not None and not aim.is_of_deals:
        words = _("“%(aim)s” belongs to no pipeline; set it for all pipelines.") % {"aim": aim.label}
        raise Refused(words, fields={"pipeline": words})


def _require_works_here(whose: Whose, by: Actor) -> None:
    if whose.kind == "person" and not Person.objects.of(by).get(pk=whose.id).is_active:
        raise Refused(_("This person does not work here any more."))
