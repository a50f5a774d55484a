"""Trying a rule out: which of the open deals it would hold up today."""

from dataclasses import dataclass

from penstock.common.errors import Missing
from penstock.deals.gates.conditions import tell_fitting
from penstock.deals.gates.facts import load
from penstock.deals.gates.judge import lacking, needs_of
from penstock.deals.gates.rules import Rule, Step, place
from penstock.deals.models import Deal, Side
from penstock.pipelines.models import Stage
from penstock.pipelines.queries import stages_in_use
from penstock.workspaces.actor import Actor

MOST = 5000
"""So many deals are tried; the screen says when there are more."""

Lacking = tuple[Deal, list[Missing]]


@dataclass(frozen=True)
class Tried:
    """``held_up`` stand before the rule and lack something; ``beyond`` are past it, lack it too, and stay."""

    deals: int
    held_up: list[Lacking]
    beyond: list[Lacking]


def try_rule(rule: Rule, by: Actor) -> Tried:
    """What one rule, in force or not, would say of the open deals of its pipeline."""
    rows = Deal.objects.of(by).open().filter(pipeline_id=rule.stage.pipeline_id).select_related("stage", "owner")
    deals = list(rows.order_by("-value", "pk")[:MOST])
    stages = list(stages_in_use(by, rule.stage.pipeline_id))
    known = load(deals, needs_of([rule]), by)
    tell_fitting(known.values(), [rule.conditions], by)
    held_up: list[Lacking] = []
    beyond: list[Lacking] = []
    for deal in deals:
        missing = list(lacking(rule, known[deal.pk], _step(rule, deal, stages, by)))
        if missing:
            (held_up if _is_before(deal.stage, rule) else beyond).append((deal, missing))
    return Tried(len(deals), held_up, beyond)


def _is_before(stage: Stage, rule: Rule) -> bool:
    """Whether a deal in the stage still has the rule before it."""
    return place(stage) <= place(rule.stage) if rule.side == Side.EXIT else place(stage) < place(rule.stage)


def _step(rule: Rule, deal: Deal, stages: list[Stage], by: Actor) -> Step:
    """The step on which the deal meets the rule: into its stage, or from there on to the next."""
    later = [one for one in stages if place(one) > place(rule.stage)]
    after = min(later, key=place) if rule.side == Side.EXIT and later else rule.stage
    return Step.of(deal.stage, after, by, stages)
