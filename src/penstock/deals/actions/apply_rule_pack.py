"""Apply a ready set of rules to a stage, with the fields and words that it needs."""

from django.utils.translation import gettext as _

from penstock.common.actions import action
from penstock.common.errors import Refused
from penstock.deals.actions.set_stage_rules import set_stage_rules
from penstock.deals.actions.work_purposes import add_work_purpose
from penstock.deals.gates.packs import PACKS, Needs
from penstock.deals.gates.rules import Draft
from penstock.deals.models import Side, StageRule
from penstock.fields.actions import add_field, restore_field
from penstock.fields.models import Field, Subject
from penstock.journal.models import Event
from penstock.pipelines.models import Stage
from penstock.workspaces.actor import Actor


@action
def apply_rule_pack(key: str, stage: Stage, *, by: Actor) -> Event | None:
    """Add a pack's rules to what the stage asks already; None when all of them are in force."""
    by.require_admin(_("Only an administrator may change the rules of a stage."))
    if key not in PACKS:
        raise Refused(_("There is no such pack of rules."))
    pack = PACKS[key]
    needs = Needs(
        {name: _field(str(label), by) for name, label in pack.fields.items()},
        {name: add_work_purpose(str(label), by=by).pk for name, label in pack.purposes.items()},
    )
    rows = StageRule.objects.of(by).filter(stage=stage, side=Side.ENTRY, retired_at__isnull=True)
    present = [Draft.of_row(row) for row in rows.order_by("order", "pk")]
    known = {draft.identity for draft in present}
    wanted = [draft for draft in pack.rules(needs) if draft.identity not in known]
    return set_stage_rules(stage, Side.ENTRY, [*present, *wanted], by=by)


def _field(label: str, by: Actor) -> str:
    """The key of a deal's field of this label: new, known, or retired and brought back."""
    rows = Field.objects.of(by).filter(subject=Subject.DEAL, label__iexact=label)
    known = rows.order_by("retired_at", "pk").first()
    if known is None:
        return add_field(Subject.DEAL, label, by=by).key
    if known.retired_at is not None:
        restore_field(known, by=by)
    return known.key
