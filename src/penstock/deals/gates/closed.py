"""Ways that are closed to a person whatever the deal: told before a card is dropped there."""

from collections.abc import Iterable, Sequence

from penstock.deals.gates.judge import in_words
from penstock.deals.gates.kinds import KINDS
from penstock.deals.gates.names import Names
from penstock.deals.gates.rules import Rule, Step, rules_met, rules_of
from penstock.deals.models import Deal
from penstock.pipelines.models import Stage
from penstock.workspaces.actor import Actor

KNOWN_BEFOREHAND = ("direction", "role")
"""What depends on where the deal is and who moves it, and on nothing of the deal."""


def _is_known(rule: Rule) -> bool:
    """A rule for some deals only is met when the deal is dropped: a board of thousands is not asked which they are."""
    return rule.kind in KNOWN_BEFOREHAND and not rule.conditions


class ClosedWays:
    """The closed ways of one pipeline for one person: a query for the rules, the rest is worked out once a stage."""

    def __init__(self, by: Actor, stages: Iterable[Stage]) -> None:
        self.by, self.stages = by, list(stages)
        pipelines = {stage.pipeline_id for stage in self.stages}
        self.rules = [rule for pk in pipelines for rule in rules_of(by, pk) if _is_known(rule)]
        self._known: dict[int, dict[str, str]] = {}

    def reasons(self, deal: Deal) -> dict[str, str]:
        """Why the deal cannot go to a stage, by the stage's id as text; nothing for the ways that are open."""
        if not self.rules:
            return {}
        if deal.stage_id not in self._known:
            ways = ((str(after.pk), self._reason(deal.stage, after)) for after in self.stages)
            self._known[deal.stage_id] = {pk: reason for pk, reason in ways if reason}
        return self._known[deal.stage_id]

    def _reason(self, before: Stage, after: Stage) -> str:
        if before.pk == after.pk:
            return ""
        step = Step.of(before, after, self.by, self.stages)
        return next((in_words(rule, Names(self.by)) for rule in _closing(self.rules, step)), "")


def _closing(rules: Sequence[Rule], step: Step) -> Iterable[Rule]:
    """The rules that close a way; one that is held says so only when it is met."""
    for rule in rules_met(rules, step):
        kind = KINDS[rule.kind]
        if rule.held or (not kind.passing and rule.stage.pk != step.after.pk):
            continue
        wrong_role = rule.kind == "role" and step.role and step.role not in rule.params["roles"]
        if kind.forbids(rule, step) or wrong_role:
            yield rule
