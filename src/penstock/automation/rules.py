"""A rule read: its trigger, conditions and steps as somebody may use them now, and what in it is no longer there."""

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from penstock.automation.known import know_choices
from penstock.automation.steps import STEPS, Step
from penstock.automation.triggers import TRIGGERS, Trigger, Values
from penstock.boards.filters import Filtering, in_a_sentence, known_filters, read_filters
from penstock.workspaces.actor import Actor

RuleData = dict[str, Any]
"""``when``: {trigger, values}; ``if``: a query of filters; ``then``: [{step, values}]; ``imports``: whether asked."""

MOST_STEPS, LONGEST_QUERY = 20, 2000
EMPTY: RuleData = {"when": {"trigger": "won", "values": {}}, "if": "", "then": [], "imports": False}


@dataclass(frozen=True)
class Chosen:
    """What was chosen in one part, cleaned; or the sentence about what in it is gone or missing."""

    values: dict[str, Any] = field(default_factory=dict)
    problem: str = ""


@dataclass(frozen=True)
class Part:
    """One step of the rule, ready to be done or told."""

    step: Step
    chosen: Chosen

    def sentence(self, by: Actor) -> str:
        """What it does; of a broken one, what is wrong."""
        return self.chosen.problem or self.step.sentence(self.chosen.values, by)


@dataclass(frozen=True)
class Rule:
    """A version's rule as an actor reads it."""

    by: Actor
    trigger: Trigger
    values: Values
    when: Chosen
    filtering: Filtering
    unknown: tuple[str, ...]
    parts: tuple[Part, ...]
    hears_imports: bool

    @property
    def problems(self) -> list[str]:
        """Why it cannot run as it stands; empty when it can."""
        found = [self.when.problem, *self.filtering.problems]
        found += [
            _("The condition “%(name)s” is about a field that is gone.") % {"name": name} for name in self.unknown
        ]
        found += [part.chosen.problem for part in self.parts]
        if not self.parts:
            found.append(_("It does nothing yet: add a step."))
        return [sentence for sentence in found if sentence]

    @property
    def sentence(self) -> str:
        """The whole rule as one sentence."""
        when = self.when.problem or self.trigger.sentence(self.when.values, self.by)
        then = "; ".join(part.sentence(self.by) for part in self.parts) or _("nothing happens yet")
        if not self.conditions:
            return _("When %(when)s, then %(then)s.") % {"when": when, "then": then}
        told = {"when": when, "conditions": ", ".join(self.conditions), "then": then}
        return _("When %(when)s, if %(conditions)s, then %(then)s.") % told

    @property
    def conditions(self) -> list[str]:
        """The conditions in words."""
        told = [in_a_sentence(one) for one in self.filtering.conditions]
        return [*told, *(_("“%(name)s” (gone)") % {"name": name} for name in self.unknown)]


def read_rule(data: RuleData, by: Actor) -> Rule:
    """The rule as it can be used by the actor now."""
    trigger, values = TRIGGERS[data["when"]["trigger"]], data["when"]["values"]
    params = QueryDict(data["if"])
    return Rule(
        by,
        trigger,
        values,
        chosen_in(know_choices(trigger.form(as_query(values), by), by)),
        read_filters(params, by),
        unknown_names(params, by),
        tuple(Part(STEPS[one["step"]], _step(one, by)) for one in data["then"]),
        bool(data.get("imports")),
    )


def _step(one: dict[str, Any], by: Actor) -> Chosen:
    return chosen_in(know_choices(STEPS[one["step"]].form(as_query(one["values"]), by=by), by))


def chosen_in(form: forms.Form) -> Chosen:
    """The cleaned values of a form, or one sentence about all that is wrong in it."""
    if form.is_valid():
        return Chosen(form.cleaned_data)
    told = [
        f"{form.fields[name].label if name in form.fields else ''}: {' '.join(map(str, errors))}".removeprefix(": ")
        for name, errors in form.errors.items()
    ]
    return Chosen(problem=" ".join(told) or _("Something is missing here."))


def unknown_names(params: QueryDict, by: Actor) -> tuple[str, ...]:
    """What the conditions ask about that no filter knows any more, such as a retired field."""
    known = {name for one in known_filters(by) for name in one.names}
    return tuple(name.removeprefix("custom.") for name in params if name not in known)


def as_query(values: Values) -> QueryDict:
    """Kept values as a form takes them."""
    params = QueryDict(mutable=True)
    for name, given in values.items():
        params.setlist(name, given)
    return params


def as_kept(form: forms.Form, sent: QueryDict) -> Values:
    """What was sent for the form's own boxes, as it is kept."""
    return {name: sent.getlist(name) for name in form.fields if name in sent}
