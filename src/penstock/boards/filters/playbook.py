"""Filters by what was done with the playbook: links from the report about it, and views kept from there."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from penstock.boards.filters.definition import Condition, Filter
from penstock.common.among import among
from penstock.common.errors import Refused
from penstock.pipelines.models import Stage
from penstock.playbooks.models import Asset
from penstock.playbooks.outcomes import Question, given_on, question_at, talked_in, was_in
from penstock.workspaces.actor import Actor

Found = tuple[str, Q]
"""What a filter says, and the question it puts."""


@dataclass(frozen=True, kw_only=True)
class Linked(Filter):
    """A filter that only a link names, by the number of what it is about."""

    widget = "hidden"
    find: Callable[[str, Actor], Found | None]

    def read(self, params: QueryDict, by: Actor) -> Condition:
        asked = self.asked(params)[-1]
        found = self.find(asked, by)
        if found is None:
            sentence = _("The filter “%(filter)s” knows no “%(value)s”.")
            raise Refused(sentence % {"filter": self.label, "value": asked[:80]})
        return Condition(self, *found)


def given(value: str, by: Actor) -> Found | None:
    """Deals that were in the asset's stage and on which it was given."""
    asset = Asset.objects.of(by).filter(pk=_number(value)).first()
    return (asset.name, was_in(asset.stage_id, by) & given_on(asset.pk, by)) if asset else None


def not_given(value: str, by: Actor) -> Found | None:
    """Deals that were in the asset's stage and on which it was not given."""
    asset = Asset.objects.of(by).filter(pk=_number(value)).first()
    return (asset.name, was_in(asset.stage_id, by) & ~given_on(asset.pk, by)) if asset else None


def talked(value: str, by: Actor) -> Found | None:
    """Deals that were in the stage and on which a talk was led by its script."""
    stage = Stage.objects.of(by).filter(pk=_number(value)).first()
    return (stage.name, was_in(stage.pk, by) & talked_in(stage.pk, by)) if stage else None


def not_talked(value: str, by: Actor) -> Found | None:
    """Deals that were in the stage and on which no talk was led by its script."""
    stage = Stage.objects.of(by).filter(pk=_number(value)).first()
    return (stage.name, was_in(stage.pk, by) & ~talked_in(stage.pk, by)) if stage else None


def answered(value: str, by: Actor) -> Found | None:
    """Deals on which a question of a script was answered so."""
    found = question_at(value, by)
    return (_said(*found), Q(pk__in=among(found[0].answers.get(found[1], set())))) if found else None


def not_answered(value: str, by: Actor) -> Found | None:
    """Deals on which the question was answered, but never so."""
    found = question_at(value, by)
    if found is None:
        return None
    question, words = found
    return _said(question, words), Q(pk__in=among(question.deals - question.answers.get(words, set())))


def _said(question: Question, words: str) -> str:
    return _("%(question)s — %(answer)s") % {"question": question.words, "answer": words}


def _number(value: str) -> int:
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 19 else 0


PLAYBOOK: tuple[Linked, ...] = (
    Linked("given", gettext_lazy("Given"), find=given),
    Linked("not_given", gettext_lazy("Not given"), find=not_given),
    Linked("talked", gettext_lazy("Talk by the script of"), find=talked),
    Linked("not_talked", gettext_lazy("No talk by the script of"), find=not_talked),
    Linked("answered", gettext_lazy("Answered"), find=answered),
    Linked("not_answered", gettext_lazy("Answered otherwise than"), find=not_answered),
)
