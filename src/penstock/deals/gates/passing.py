"""Where every door meets the gates: the actions ask here before they change a deal's stage."""

from collections.abc import Sequence
from itertools import chain
from typing import Any

from django.utils.translation import gettext as _

from penstock.common.errors import Missing, NotPermitted, Refused, Unready
from penstock.deals.gates.conditions import tell_fitting
from penstock.deals.gates.facts import load
from penstock.deals.gates.judge import in_doubt, judge, needs_of
from penstock.deals.gates.rules import Rule, Step, rules_met, rules_of
from penstock.deals.models import Deal
from penstock.pipelines.models import Stage
from penstock.pipelines.queries import stages_in_use
from penstock.workspaces.actor import Actor


def pass_gates(
    deal: Deal,
    after: Stage,
    by: Actor,
    *,
    override: str = "",
    said: dict[str, Any] | None = None,
    also: Missing | None = None,
) -> list[Missing]:
    """Raise ``Unready`` unless the deal may go to the stage; with a reason and the right to, say what is overridden.

    ``also`` is something missing that nobody can override; it is told together with the rest.
    """
    missing = missing_for([deal], after, by, said=said)[deal.pk]
    if also is None:
        return let_past(missing, after, by, override)
    others = [one for one in missing if one.about != also.about]
    if others and not (override.strip() and by.may_override):
        raise Unready(sentence_of([also, *others], after), [also, *others])
    raise Refused(also.sentence, fields={also.box: also.sentence})


def let_past(missing: list[Missing], after: Stage, by: Actor, override: str) -> list[Missing]:
    """What is missing, if somebody with the right takes it upon themselves with a reason; raises otherwise."""
    if not missing or (override.strip() and by.may_override):
        return missing
    if override.strip():
        raise NotPermitted(_("You may not take deals past the rules of a stage; ask somebody who may."))
    raise Unready(sentence_of(missing, after), missing)


def sentence_of(missing: Sequence[Missing], after: Stage) -> str:
    """All that is missing in one text, the same for every deal that lacks the same."""
    wanted = " ".join(one.sentence for one in missing)
    return _("%(stage)s wants more. %(wanted)s") % {"stage": after.name, "wanted": wanted}


def missing_for(
    deals: Sequence[Deal], after: Stage, by: Actor, *, said: dict[str, Any] | None = None
) -> dict[int, list[Missing]]:
    """What each deal would lack on its way to a stage; a deal that is there lacks nothing. Constant queries."""
    rules = rules_of(by, after.pipeline_id)
    going = [deal for deal in deals if rules and deal.stage_id != after.pk]
    if not going:
        return {deal.pk: [] for deal in deals}
    stages = list(stages_in_use(by, after.pipeline_id))
    steps = {deal.pk: Step.of(deal.stage, after, by, stages) for deal in going}
    found = judge_deals(rules, going, steps, by, said)
    return {deal.pk: found.get(deal.pk, []) for deal in deals}


def missing_on_ways(ways: Sequence[tuple[Deal, Stage]], by: Actor) -> list[list[Missing]]:
    """What deals would lack on ways of their own, in this order; who stays in its stage lacks nothing."""
    found: dict[int, list[Missing]] = {}
    for pipeline_id in {after.pipeline_id for _deal, after in ways}:
        rules = rules_of(by, pipeline_id)
        here = [(deal, after) for deal, after in ways if after.pipeline_id == pipeline_id and after.pk != deal.stage_id]
        if rules and here:
            stages = list(stages_in_use(by, pipeline_id))
            steps = {deal.pk: Step.of(deal.stage, after, by, stages) for deal, after in here}
            found |= judge_deals(rules, [deal for deal, _after in here], steps, by)
    return [found.get(deal.pk, []) for deal, _after in ways]


def judge_deals(
    rules: list[Rule], deals: Sequence[Deal], steps: dict[int, Step], by: Actor, said: dict[str, Any] | None = None
) -> dict[int, list[Missing]]:
    """What each deal lacks on its step."""
    met = [rule for rule in rules if any(rules_met([rule], step) for step in steps.values())]
    known = load(deals, needs_of(met), by) if met else {}
    for facts in known.values():
        facts.said = said or {}
    doubted = [in_doubt(met, facts, steps[pk]) for pk, facts in known.items()]
    tell_fitting(known.values(), chain.from_iterable(doubted), by)
    return {pk: judge(met, facts, steps[pk]) for pk, facts in known.items()}
