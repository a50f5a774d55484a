"""What a rule is, and which of them a step meets: those of every gate between where a deal is and where it goes."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from penstock.common import clock
from penstock.deals.models import Side, StageRule
from penstock.pipelines.models import Stage, StageKind
from penstock.workspaces.actor import Actor
from penstock.workspaces.kept import kept


@dataclass(frozen=True)
class Rule:
    """What a stage asks; ``held`` names what it refers to and is no longer there.

    ``conditions`` say of which deals, in the language of saved views; empty: of all.
    """

    pk: int
    stage: Stage
    side: str
    kind: str
    params: Mapping[str, Any]
    sentence: str = ""
    passing: bool = True
    held: str = ""
    conditions: str = ""

    @classmethod
    def of_row(cls, row: StageRule) -> "Rule":
        """The rule that a row holds; the row's stage must be at hand."""
        facts = (row.params, row.sentence, row.passing, row.held, row.conditions)
        return cls(row.pk, row.stage, row.side, row.kind, *facts)


@dataclass(frozen=True)
class Draft:
    """A rule as somebody wants it, before it is in force."""

    kind: str
    params: dict[str, Any] = field(default_factory=dict)
    sentence: str = ""
    passing: bool = True
    conditions: str = ""

    @property
    def identity(self) -> tuple[str, str, str, bool, str]:
        """What makes two rules the same."""
        return self.kind, json.dumps(self.params, sort_keys=True), self.sentence, self.passing, self.conditions

    @classmethod
    def of_row(cls, row: StageRule) -> "Draft":
        """The rule in force as a draft of itself."""
        return cls(row.kind, row.params, row.sentence, row.passing, row.conditions)


@dataclass(frozen=True)
class Step:
    """A deal on its way from a stage (None: it is only being opened) to another, by whom, on which day.

    ``stages`` are those of the pipeline it goes to, as far as they are in use.
    """

    before: Stage | None
    after: Stage
    role: str
    now: datetime
    today: date
    stages: tuple[Stage, ...] = ()

    @classmethod
    def of(cls, before: Stage | None, after: Stage, by: Actor, stages: Iterable[Stage] = ()) -> "Step":
        """The step that an actor takes now; the system has no role and no rule about roles stops it."""
        now = clock.now()
        role = by.person.role.key if by.person else ""
        return cls(before, after, role, now, clock.day_of(now, by.workspace.zone), tuple(stages))


def rules_of(by: Actor, pipeline_id: int) -> list[Rule]:
    """All rules in force in a pipeline, in one query at most; those of retired stages ask nothing."""
    return kept(by.workspace, "rules", lambda: _read(by, pipeline_id), pipeline_id)


def _read(by: Actor, pipeline_id: int) -> list[Rule]:
    rows = StageRule.objects.of(by).filter(
        retired_at__isnull=True, stage__pipeline_id=pipeline_id, stage__retired_at__isnull=True
    )
    return [
        Rule.of_row(row) for row in rows.select_related("stage").order_by("stage__order", "stage_id", "side", "order")
    ]


def rules_met(rules: Iterable[Rule], step: Step) -> list[Rule]:
    """The rules that stand on the way of a step.

    Losing a deal meets only what the lost stage asks, and going back only what the stage gone back to asks. Any other
    way leads through every gate up to the stage: a deal that is opened there, comes from another pipeline or is
    reopened meets all from the pipeline's beginning on.
    """
    return [rule for rule in rules if _is_met(rule, step)]


def place(stage: Stage) -> tuple[bool, int, int]:
    """Where a stage lies on the way: open ones in their order, then the closing ones."""
    return not stage.is_open, stage.order, stage.pk


def goes_on(step: Step) -> bool:
    """Whether the step leads from an open stage on, within its pipeline."""
    before, after = step.before, step.after
    within = before is not None and before.is_open and before.pipeline_id == after.pipeline_id
    return within and before is not None and place(before) < place(after)


def goes_back(step: Step) -> bool:
    """Whether the step leads back within its pipeline, from an open stage to an earlier one."""
    before, after = step.before, step.after
    within = before is not None and before.is_open and before.pipeline_id == after.pipeline_id
    return within and before is not None and place(after) <= place(before)


def _is_met(rule: Rule, step: Step) -> bool:
    after = step.after
    if rule.stage.pk == after.pk:
        return rule.side == Side.ENTRY
    if after.kind == StageKind.LOST or goes_back(step) or not rule.stage.is_open:
        return False
    if step.before is not None and rule.stage.pk == step.before.pk and goes_on(step):
        return rule.side == Side.EXIT
    return rule.passing and _is_jumped_over(rule.stage, step)


def _is_jumped_over(stage: Stage, step: Step) -> bool:
    """Whether a stage lies between the beginning of the step and its end."""
    if stage.pipeline_id != step.after.pipeline_id or place(stage) >= place(step.after):
        return False
    return not goes_on(step) or step.before is None or place(stage) > place(step.before)
