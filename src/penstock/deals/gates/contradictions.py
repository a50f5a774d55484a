"""Rules that leave no way into a stage: named when they are saved, so that no set of rules can lock a stage."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from penstock.common.errors import Refused
from penstock.deals.gates.judge import in_words
from penstock.deals.gates.kinds import KINDS
from penstock.deals.gates.kinds.kind import Domain
from penstock.deals.gates.names import Names
from penstock.deals.gates.rules import Rule, Step, rules_met, rules_of
from penstock.pipelines.models import Stage
from penstock.pipelines.queries import stages_in_use
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person


def require_ways_in(changed_stage: Stage, by: Actor, *, changed: str) -> None:
    """Raise ``Refused`` where the rules of the pipeline leave a stage that nobody can enter and could before.

    What is held is left out: it says itself that it has to be changed.
    """
    rules = [rule for rule in rules_of(by, changed_stage.pipeline_id) if not rule.held]
    others = [rule for rule in rules if (rule.stage.pk, rule.side) != (changed_stage.pk, changed)]
    stages, roles = list(stages_in_use(by, changed_stage.pipeline_id)), roles_at_work(by)
    names = Names(by)
    for text in sorted({rule.conditions for rule in rules} | {""}):
        before, after = _for_those(others, text), _for_those(rules, text)
        for stage in stages:
            conflict = no_way_into(stage, after, stages, roles, by)
            if conflict and not no_way_into(stage, before, stages, roles, by):
                raise Refused(_conflict_words(stage, conflict, text, names))


def _for_those(rules: Sequence[Rule], text: str) -> list[Rule]:
    """The rules that a deal of these conditions meets for certain: those for all, and those for just such deals."""
    return [rule for rule in rules if rule.conditions in ("", text)]


def _conflict_words(stage: Stage, conflict: list[Rule], text: str, names: Names) -> str:
    told = {"stage": stage.name, "rules": "; ".join(f"“{in_words(rule, names)}”" for rule in conflict)}
    if text:
        return _("Some deals could not enter %(stage)s any more. These exclude each other: %(rules)s.") % told
    return _("Nobody could enter %(stage)s any more. These exclude each other: %(rules)s.") % told


def roles_at_work(by: Actor) -> frozenset[str]:
    """The roles of the people who work here and may change deals."""
    people = Person.objects.of(by).filter(deactivated_at__isnull=True).exclude(role__write_scope="none")
    return frozenset(people.values_list("role__key", flat=True))


def no_way_into(
    stage: Stage, rules: Sequence[Rule], stages: Sequence[Stage], roles: frozenset[str], by: Actor
) -> list[Rule]:
    """The rules that together let nobody into the stage from anywhere; empty when there is a way."""
    conflicts = []
    for before in [*(one for one in stages if one.pk != stage.pk), None]:
        if before is None and not stage.is_open:
            continue
        conflict = list(_conflict(rules, Step.of(before, stage, by, stages), roles))
        if not conflict:
            return []
        conflicts.append(conflict)
    return min(conflicts, key=len) if conflicts else []


def _conflict(rules: Sequence[Rule], step: Step, roles: frozenset[str]) -> Iterator[Rule]:
    """The rules that make one step impossible for everybody, whatever the deal."""
    left: dict[str, Domain] = {"role": Domain(names=roles)} if roles else {}
    said: dict[str, list[Rule]] = defaultdict(list)
    for rule in rules_met(rules, step):
        kind = KINDS.get(rule.kind)
        if kind is None or (not kind.passing and rule.stage.pk != step.after.pk):
            continue
        if kind.forbids(rule, step):
            yield rule
        for about, domain in kind.bounds(rule.params).items():
            left[about] = left.get(about, Domain()).narrowed(domain)
            said[about].append(rule)
    for about, domain in left.items():
        if domain.is_empty:
            yield from said[about]
