"""On which deals a playbook was used, and which answers its talks brought: what reports and the list ask it for.

A use counts from when it was made; one after the deal was closed cannot have helped it and does not count.
"""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from penstock.deals.models import Deal, DealSpan
from penstock.playbooks.models import AssetUse, Script, ScriptUse
from penstock.workspaces.actor import Actor


@dataclass
class Question:
    """What a stage's scripts asked in these words, whichever version; ``answers`` are the deals by answer.

    ``keys`` name one place of each answer, as script, step and answer, such as 7.1.2.
    """

    stage_id: int
    words: str
    answers: dict[str, set[int]] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)

    @property
    def deals(self) -> set[int]:
        """All deals on which it was answered."""
        return set().union(*self.answers.values())


def in_time(uses: QuerySet[Any]) -> QuerySet[Any]:
    """Uses on deals that were not closed yet."""
    return uses.filter(Q(deal__closed_at__isnull=True) | Q(at__lte=F("deal__closed_at")))


def on_deals(uses: QuerySet[Any], deals: QuerySet[Deal]) -> QuerySet[Any]:
    """Uses on such deals: each is looked up, for there are far fewer uses than deals."""
    return uses.filter(Exists(deals.order_by().filter(pk=OuterRef("deal_id"))))


def was_in(stage_id: int, by: Actor) -> Q:
    """Deals that ever were in the stage."""
    spans = DealSpan.objects.on(by.workspace).believed().filter(deal=OuterRef("pk"), stage_id=stage_id)
    return Q(Exists(spans))


def given_on(asset_id: int, by: Actor) -> Q:
    """Deals on which any version of an asset was given."""
    uses = in_time(AssetUse.objects.on(by.workspace)).filter(version__asset_id=asset_id)
    return Q(Exists(uses.filter(deal=OuterRef("pk"))))


def talked_in(stage_id: int, by: Actor) -> Q:
    """Deals on which a talk was led by any version of the stage's script."""
    uses = in_time(ScriptUse.objects.on(by.workspace)).filter(script__stage_id=stage_id)
    return Q(Exists(uses.filter(deal=OuterRef("pk"))))


def questions(by: Actor, deals: QuerySet[Deal] | None = None, stage_id: int | None = None) -> list[Question]:
    """What was asked on the deals that the actor may read, and what was answered; in two queries."""
    scripts = {row.pk: row for row in Script.objects.of(by)}
    uses = in_time(ScriptUse.objects.of(by)).order_by("script_id", "pk")
    uses = on_deals(uses, deals) if deals is not None else uses
    uses = uses.filter(script__stage_id=stage_id) if stage_id is not None else uses
    found: dict[tuple[int, str], Question] = {}
    for deal_id, script_id, path in uses.values_list("deal_id", "script_id", "path"):
        for step, answer in path:
            _noted(found, scripts[script_id], step, answer, deal_id)
    return list(found.values())


def question_at(key: str, by: Actor) -> tuple[Question, str] | None:
    """The question and the answer that a key names; None where there is no such one."""
    script_id, step, answer = _numbers(key)
    script = Script.objects.of(by).filter(pk=script_id).first()
    words = _words(script, step, answer) if script else None
    if script is None or words is None:
        return None
    asked = questions(by, stage_id=script.stage_id)
    question = next((one for one in asked if one.words == words[0]), Question(script.stage_id, words[0]))
    return question, words[1]


def _noted(found: dict[tuple[int, str], Question], script: Script, step: int, answer: int, deal_id: int) -> None:
    words = _words(script, step, answer)
    if words is None:
        return
    question = found.setdefault((script.stage_id, words[0]), Question(script.stage_id, words[0]))
    question.answers.setdefault(words[1], set()).add(deal_id)
    question.keys.setdefault(words[1], f"{script.pk}.{step}.{answer}")


def _words(script: Script, step: int, answer: int) -> tuple[str, str] | None:
    asked = script.step(step)
    if asked is None or not 1 <= answer <= len(asked["answers"]):
        return None
    return asked["say"], asked["answers"][answer - 1]["say"]


def _numbers(key: str) -> tuple[int, int, int]:
    parts = key.split(".")
    if len(parts) != 3 or not all(part.isascii() and part.isdecimal() and len(part) < 19 for part in parts):
        return 0, 0, 0
    return int(parts[0]), int(parts[1]), int(parts[2])
