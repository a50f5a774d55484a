"""Which play fits which stage, and what of it the stage does not have yet."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.utils import translation

from penstock.pipelines.models import Stage
from penstock.pipelines.templates import TEMPLATES
from penstock.playbooks.models import Script, StageGuide
from penstock.playbooks.ready.plays import LANGUAGES, Play
from penstock.playbooks.sorts import SORTS
from penstock.workspaces.actor import Actor

PLAYS_OF = {
    "b2b": (
        "prospecting",
        "qualification",
        "needs",
        "value",
        "deciders",
        "perception",
        "proposal",
        "negotiation",
        "closing",
        "referrals",
    ),
    "seven": ("leads", "qualification", "presentation", "objections", "negotiation", "closing", "aftersales"),
    "short": ("qualification", "meeting", "proposal", "negotiation"),
}
"""The plays of our templates, stage by stage."""


@dataclass(frozen=True)
class Present:
    """What the stages of a pipeline have already; names also of what was retired."""

    purposes: frozenset[int]
    scripted: frozenset[int]
    names: dict[tuple[int, str], set[str]]


@dataclass(frozen=True)
class Additions:
    """What a play would add to a stage: only what is not there."""

    purpose: str = ""
    buyer_step: str = ""
    steps: list[dict[str, Any]] = field(default_factory=list)
    lists: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    @property
    def counts(self) -> Iterator[tuple[Any, int]]:
        """How many entries each list would get, with the list's name."""
        return ((SORTS[sort].label, len(entries)) for sort, entries in self.lists.items() if entries)

    @property
    def is_empty(self) -> bool:
        """Whether the stage has it all."""
        return not (self.purpose or self.buyer_step or self.steps or any(self.lists.values()))


def fitting(stage: Stage) -> str:
    """The play for a stage that is called as in one of our templates, in any of our languages; empty where none is."""
    return _by_name().get(stage.name.casefold(), "")


def present(stages: list[Stage], by: Actor) -> Present:
    """What these stages have, by one query for each part of a playbook."""
    names: dict[tuple[int, str], set[str]] = defaultdict(set)
    for sort in SORTS.values():
        rows = sort.model.objects.of(by).filter(stage__in=stages).order_by()
        for stage_id, name in rows.values_list("stage_id", "name"):
            names[stage_id, sort.key].add(name)
    guides = StageGuide.objects.of(by).filter(stage__in=stages).exclude(purpose="")
    scripts = Script.objects.of(by).filter(stage__in=stages)
    purposes, scripted = (frozenset(rows.values_list("stage_id", flat=True)) for rows in (guides, scripts))
    return Present(purposes, scripted, names)


def additions(stage: Stage, play: Play | None, known: Present) -> Additions:
    """What the play would add; nothing that the stage has is changed, and what was retired does not come back."""
    if play is None:
        return Additions()
    return Additions(
        purpose="" if stage.pk in known.purposes else play.purpose,
        buyer_step="" if stage.buyer_step else play.buyer_step,
        steps=[] if stage.pk in known.scripted else play.steps,
        lists={
            sort: [entry for entry in entries if entry["name"] not in known.names[stage.pk, sort]]
            for sort, entries in play.lists.items()
        },
    )


@cache
def _by_name() -> dict[str, str]:
    found = {}
    for language in LANGUAGES:
        with translation.override(language):
            for template, plays in PLAYS_OF.items():
                for stage, play in zip(TEMPLATES[template].stages, plays, strict=True):
                    found[str(stage.name).casefold()] = play
    return found
