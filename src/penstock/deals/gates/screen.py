"""The rules of stages as the settings show them: in words, with what holds them, and how they came to be."""

from dataclasses import dataclass
from typing import Any

from penstock.deals.events import StageRulesSet
from penstock.deals.gates.judge import in_words
from penstock.deals.gates.kinds import KINDS
from penstock.deals.gates.names import Names
from penstock.deals.gates.rules import Rule
from penstock.deals.models import Side, StageRule
from penstock.journal.models import Event
from penstock.pipelines.models import Stage
from penstock.workspaces.actor import Actor

LATEST = 20


@dataclass(frozen=True)
class RuleLine:
    """A rule in words."""

    rule: Rule
    words: str


@dataclass(frozen=True)
class SideLines:
    """One side of a stage: its rules, and the kinds that can be added there."""

    side: str
    label: Any
    lines: list[RuleLine]
    kinds: list[tuple[str, Any]]


def rows_of(stage: Stage, side: str, by: Actor) -> list[StageRule]:
    """The rules in force on one side of a stage, in order."""
    rows = StageRule.objects.of(by).filter(stage=stage, side=side, retired_at__isnull=True)
    return list(rows.select_related("stage").order_by("order", "pk"))


def lines_of(rows: list[StageRule], names: Names) -> list[RuleLine]:
    """Rules in words."""
    rules = [Rule.of_row(row) for row in rows]
    return [RuleLine(rule, in_words(rule, names)) for rule in rules]


def sides_of(stage: Stage, by: Actor) -> list[SideLines]:
    """Both sides of a stage; a closing stage leads nowhere on."""
    names = Names(by)
    sides = [side for side in Side if stage.is_open or side == Side.ENTRY]
    return [
        SideLines(
            side,
            side.label,
            lines_of(rows_of(stage, side, by), names),
            [(kind.key, kind.label) for kind in KINDS.values() if side in kind.sides],
        )
        for side in sides
    ]


@dataclass(frozen=True)
class RuleChange:
    """Who changed a stage's rules, when, and which came and went."""

    event: Event
    by: str
    added: list[RuleLine]
    retired: list[RuleLine]


def history_of(stage: Stage, by: Actor) -> list[RuleChange]:
    """The latest changes of a stage's rules, newest first; rules never change, so their words are those of then."""
    names = Names(by)
    rows = {row.pk: row for row in StageRule.objects.of(by).filter(stage=stage).select_related("stage")}
    if not rows:
        return []
    positions = {row.added_position for row in rows.values()} | {row.retired_position for row in rows.values()}
    events = Event.objects.of(by).filter(position__in=positions, kind=StageRulesSet.kind).order_by("-position")
    return [
        RuleChange(
            event,
            names.people[event.person_id].name if event.person_id in names.people else "",
            *(lines_of([rows[pk] for pk in event.data[key] if pk in rows], names) for key in ("added", "retired")),
        )
        for event in events[:LATEST]
    ]
