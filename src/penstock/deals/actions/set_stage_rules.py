"""Set the rules of a stage: what it asks of deals that enter it, or that go on from it."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from penstock.common import clock
from penstock.common.actions import action
from penstock.common.errors import Conflict, Refused
from penstock.deals.events import StageRulesSet
from penstock.deals.gates.conditions import language, reader
from penstock.deals.gates.contradictions import require_ways_in
from penstock.deals.gates.holding import gone_from
from penstock.deals.gates.kinds import KINDS
from penstock.deals.gates.names import Names
from penstock.deals.gates.rules import Draft
from penstock.deals.models import Side, StageRule
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.pipelines.models import Stage
from penstock.workspaces.actor import Actor

MOST = 30


@action
def set_stage_rules(
    stage: Stage, side: str, rules: Sequence[Draft], *, by: Actor, seen: Sequence[int] | None = None
) -> Event | None:
    """Let exactly these rules be in force on one side of a stage, in this order; None when they are already.

    ``seen`` are the rules that the actor saw. Raises Refused where nobody could enter a stage any more, or where a rule
    names something that is not there; deals in the stage stay as they are.
    """
    by.require_admin(_("Only an administrator may change the rules of a stage."))
    held = Stage.objects.of(by).select_for_update(of=("self",)).filter(pk=stage.pk).first()
    if held is None or side not in Side.values:
        raise Refused(_("This stage does not exist."))
    rows = StageRule.objects.of(by).filter(stage=held, side=side, retired_at__isnull=True)
    before = list(rows.order_by("order", "pk"))
    if seen is not None and list(seen) != [row.pk for row in before]:
        raise Conflict(_("Somebody changed these rules meanwhile; look at them again."))
    kept = _kept(before, rules)
    if [row.pk for row in before] == [row.pk if row else None for row in kept]:
        return None
    _require_sound([draft for draft, row in zip(rules, kept, strict=True) if row is None], side, by)
    event = _write(held, side, before, rules, kept, by)
    require_ways_in(held, by, changed=side)
    return event


def _kept(before: list[StageRule], rules: Sequence[Draft]) -> list[StageRule | None]:
    """For each rule wanted the row that says so already, if any; a row that is held must be written anew."""
    free = {Draft.of_row(row).identity: row for row in reversed(before)}
    return [free.pop(draft.identity, None) for draft in rules]


def _require_sound(rules: Sequence[Draft], side: str, by: Actor) -> None:
    if len(rules) > MOST:
        raise Refused(_("A stage has at most %(most)s rules.") % {"most": MOST})
    names = Names(by)
    for draft in rules:
        kind = KINDS.get(draft.kind)
        if kind is None or side not in kind.sides:
            raise Refused(_("There is no such rule here."))
        gone = gone_from(draft.kind, draft.params, names)
        if gone:
            raise Refused(_("“%(gone)s” is not there any more; choose something else.") % {"gone": gone})
        if draft.conditions:
            language().checked(draft.conditions, reader(by))


def _write(
    stage: Stage, side: str, before: list[StageRule], rules: Sequence[Draft], kept: list[StageRule | None], by: Actor
) -> Event:
    now = clock.now()
    retired = [row.pk for row in before if row not in kept]
    StageRule.objects.of(by).filter(pk__in=retired).update(retired_at=now)
    added, order = [], []
    for number, (draft, row) in enumerate(zip(rules, kept, strict=True)):
        if row is None:
            row = _row(stage, side, draft, by)
            row.added_at = now
            added.append(row)
        row.order = number
        row.save()
        order.append(row.pk)
    told = {"added": [row.pk for row in added], "retired": retired, "rules": order}
    event = record(by, StageRulesSet(pipeline_id=stage.pipeline_id, stage_id=stage.pk, side=side, **told))[0]
    StageRule.objects.of(by).filter(pk__in=told["added"]).update(added_position=event.position)
    StageRule.objects.of(by).filter(pk__in=retired).update(retired_position=event.position)
    return event


def _row(stage: Stage, side: str, draft: Draft, by: Actor) -> StageRule:
    sentence = " ".join(draft.sentence.split())[:300]
    told = {"kind": draft.kind, "params": draft.params, "sentence": sentence, "passing": draft.passing}
    told["conditions"] = draft.conditions and language().checked(draft.conditions, reader(by))
    return StageRule(workspace=by.workspace, stage=stage, side=side, **told)
