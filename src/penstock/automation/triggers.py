"""When: which events start an automation, with what narrows them, and how each reads as part of a sentence."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from penstock.activities.models import ActivityKind
from penstock.automation.moments import MomentForm, moment_words
from penstock.deals.facts import LABELS
from penstock.deals.forms.opening import StageField
from penstock.deals.models import ProcessStage
from penstock.deals.models.tags import Tag
from penstock.fields.models import Subject
from penstock.fields.values import fields_of
from penstock.pipelines.models import LossReason, Pipeline, Stage
from penstock.workspaces.actor import Actor

FACTS = (
    "amount",
    "expected_close_on",
    "probability",
    "forecast_category",
    "company",
    "source",
    "type",
    "currency",
    "monthly_amount",
    "name",
)
"""Facts of a deal whose change can be waited for, besides the workspace's own fields."""

Values = dict[str, list[str]]
Chosen = dict[str, Any]


class Telling(Protocol):
    """What a trigger has to know of an event."""

    @property
    def kind(self) -> str:
        """Its kind."""

    @property
    def data(self) -> dict[str, Any]:
        """What it tells."""


Sieve = Callable[[Any], bool]
"""Whether an event, or something that tells as much, is what is waited for."""


@dataclass(frozen=True)
class Box:
    """One thing that narrows a trigger: how it is asked for, and the sieve for what was chosen, as it is kept."""

    ask: Callable[[Actor], forms.Field]
    sieve: Callable[[str, Actor], Sieve]


def _pipelines(by: Actor) -> forms.Field:
    rows = Pipeline.objects.of(by).filter(retired_at__isnull=True)
    return forms.ModelChoiceField(rows, label=_("Pipeline"), required=False, empty_label=_("Any pipeline"))


def _stages(by: Actor) -> forms.Field:
    rows = Stage.objects.of(by).filter(retired_at__isnull=True, pipeline__retired_at__isnull=True)
    rows = rows.select_related("pipeline").order_by("pipeline__order", "pipeline_id", "order", "pk")
    return StageField(rows, label=_("Stage"), empty_label=_("Choose a stage"))


class ProcessStageField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A stage of a process, told together with its process."""

    def label_from_instance(self, stage: Any) -> str:
        """Process and stage."""
        return f"{stage.process_kind} · {stage}"


def _process_stages(by: Actor) -> forms.Field:
    rows = ProcessStage.objects.of(by).filter(retired_at__isnull=True, process_kind__retired_at__isnull=True)
    rows = rows.select_related("process_kind").order_by("process_kind__order", "process_kind_id", "order", "pk")
    return ProcessStageField(rows, label=_("Stage of a process"), empty_label=_("Choose a stage"))


def _reasons(by: Actor) -> forms.Field:
    rows = LossReason.objects.of(by).filter(retired_at__isnull=True)
    return forms.ModelChoiceField(rows, label=_("Reason"), required=False, empty_label=_("Any reason"))


def _facts(by: Actor) -> forms.Field:
    own = [(f"custom.{row.key}", row.label) for row in fields_of(by, Subject.DEAL)]
    return forms.ChoiceField(label=_("Fact"), choices=[*((name, LABELS[name]) for name in FACTS), *own])


def _tags(by: Actor) -> forms.Field:
    return forms.ModelChoiceField(Tag.objects.of(by), label=_("Tag"), required=False, empty_label=_("Any tag"))


def _kinds(by: Actor) -> forms.Field:
    choices = [("", _("Any activity")), *(one for one in ActivityKind.choices if one[0] != ActivityKind.NOTE)]
    return forms.ChoiceField(label=_("Kind"), required=False, choices=choices)


def _in_pipeline(chosen: str, by: Actor) -> Sieve:
    """Events of one pipeline; those that name only a stage are told by it."""
    stages = set(Stage.objects.of(by).filter(pipeline_id=int(chosen)).values_list("pk", flat=True))

    def fits(event: Telling) -> bool:
        if "pipeline_id" in event.data:
            return str(event.data["pipeline_id"]) == chosen
        return event.data.get("stage_id") in stages

    return fits


def has_changed(event: Telling, chosen: str) -> bool:
    """Whether an event changed this fact of the deal."""
    changes = event.data.get("changes", {})
    if not chosen.startswith("custom."):
        return chosen in changes or f"{chosen}_id" in changes
    key = chosen.removeprefix("custom.")
    was, became = changes.get("custom") or [{}, {}]
    return (was or {}).get(key) != (became or {}).get(key)


def _says(key: str) -> Callable[[str, Actor], Sieve]:
    return lambda chosen, _by: lambda event: str(event.data.get(key)) == chosen


BOXES: dict[str, Box] = {
    "pipeline": Box(_pipelines, _in_pipeline),
    "stage": Box(_stages, _says("stage_id")),
    "from_stage": Box(_stages, _says("from_stage_id")),
    "process_stage": Box(_process_stages, _says("process_stage_id")),
    "reason": Box(_reasons, _says("loss_reason_id")),
    "fact": Box(_facts, lambda chosen, _by: lambda event: has_changed(event, chosen)),
    "tag": Box(_tags, lambda chosen, _by: lambda event: int(chosen) in event.data.get("added", [])),
    "type": Box(_kinds, _says("type")),
}


@dataclass(frozen=True)
class Trigger:
    """One kind of beginning. ``words`` has a sentence for each set of boxes that may be filled."""

    key: str
    label: str | Promise
    kinds: tuple[str, ...]
    boxes: tuple[str, ...] = ()
    words: dict[tuple[str, ...], str | Promise] = field(default_factory=dict)

    @cached_property
    def is_moment(self) -> bool:
        """Whether it waits for a day instead of an event."""
        return not self.kinds

    def form(self, values: Any, by: Actor) -> forms.Form:
        """The form of what narrows it."""
        if self.is_moment:
            return MomentForm(values, by=by)
        form = forms.Form(values)
        for name in self.boxes:
            form.fields[name] = BOXES[name].ask(by)
        return form

    def sieve(self, values: Values, by: Actor) -> Sieve:
        """Which events are what is waited for; what it has to look up is looked up once."""
        chosen = {name: values[name][0] for name in self.boxes if values.get(name, [""])[0]}
        sieves = [BOXES[name].sieve(one, by) for name, one in chosen.items()]
        return lambda event: event.kind in self.kinds and all(fits(event) for fits in sieves)

    def sentence(self, chosen: Chosen, by: Actor) -> str:
        """What it waits for, to stand behind “When”."""
        if self.is_moment:
            return moment_words(chosen, by)
        said = {name: _shown(name, chosen[name], by) for name in self.boxes if chosen.get(name)}
        return str(self.words[tuple(said)]) % said


def _shown(name: str, value: Any, by: Actor) -> str:
    if name == "fact":
        own = {f"custom.{row.key}": row.label for row in fields_of(by, Subject.DEAL)}
        return str(own.get(value) or LABELS[value])
    if name == "type":
        return str(ActivityKind(value).label)
    if isinstance(value, ProcessStage):
        return f"{value.process_kind} · {value}"
    return f"{value.pipeline} · {value}" if isinstance(value, Stage) else str(value)


TRIGGERS: dict[str, Trigger] = {
    one.key: one
    for one in (
        Trigger(
            "opened",
            gettext_lazy("A deal is opened"),
            ("deal.opened",),
            ("pipeline",),
            {(): gettext_lazy("a deal is opened"), ("pipeline",): gettext_lazy("a deal is opened in “%(pipeline)s”")},
        ),
        Trigger(
            "enters",
            gettext_lazy("A deal enters a stage"),
            ("deal.opened", "deal.moved", "deal.won", "deal.lost", "deal.reopened"),
            ("stage",),
            {("stage",): gettext_lazy("a deal enters “%(stage)s”")},
        ),
        Trigger(
            "leaves",
            gettext_lazy("A deal leaves a stage"),
            ("deal.moved", "deal.won", "deal.lost", "deal.reopened"),
            ("from_stage",),
            {("from_stage",): gettext_lazy("a deal leaves “%(from_stage)s”")},
        ),
        Trigger(
            "won",
            gettext_lazy("A deal is won"),
            ("deal.won",),
            ("pipeline",),
            {(): gettext_lazy("a deal is won"), ("pipeline",): gettext_lazy("a deal is won in “%(pipeline)s”")},
        ),
        Trigger(
            "lost",
            gettext_lazy("A deal is lost"),
            ("deal.lost",),
            ("pipeline", "reason"),
            {
                (): gettext_lazy("a deal is lost"),
                ("pipeline",): gettext_lazy("a deal is lost in “%(pipeline)s”"),
                ("reason",): gettext_lazy("a deal is lost because of “%(reason)s”"),
                ("pipeline", "reason"): gettext_lazy("a deal is lost in “%(pipeline)s” because of “%(reason)s”"),
            },
        ),
        Trigger(
            "reopened",
            gettext_lazy("A closed deal is reopened"),
            ("deal.reopened",),
            ("pipeline",),
            {
                (): gettext_lazy("a deal is reopened"),
                ("pipeline",): gettext_lazy("a deal is reopened in “%(pipeline)s”"),
            },
        ),
        Trigger(
            "set_aside",
            gettext_lazy("A deal is set aside"),
            ("deal.set_aside",),
            ("pipeline",),
            {
                (): gettext_lazy("a deal is set aside"),
                ("pipeline",): gettext_lazy("a deal is set aside in “%(pipeline)s”"),
            },
        ),
        Trigger(
            "brought_back",
            gettext_lazy("A deal that was set aside comes back"),
            ("deal.brought_back",),
            ("pipeline",),
            {
                (): gettext_lazy("a deal that was set aside comes back"),
                ("pipeline",): gettext_lazy("a deal that was set aside comes back in “%(pipeline)s”"),
            },
        ),
        Trigger(
            "assigned",
            gettext_lazy("A deal gets another owner"),
            ("deal.assigned",),
            words={(): gettext_lazy("a deal gets another owner")},
        ),
        Trigger(
            "changed",
            gettext_lazy("A fact of a deal changes"),
            ("deal.changed",),
            ("fact",),
            {("fact",): gettext_lazy("the fact “%(fact)s” of a deal changes")},
        ),
        Trigger(
            "tagged",
            gettext_lazy("A deal is tagged"),
            ("deal.tagged",),
            ("tag",),
            {(): gettext_lazy("the tags of a deal change"), ("tag",): gettext_lazy("a deal is tagged “%(tag)s”")},
        ),
        Trigger(
            "items",
            gettext_lazy("The products of a deal change"),
            ("deal.items_set",),
            words={(): gettext_lazy("the products of a deal change")},
        ),
        Trigger(
            "done",
            gettext_lazy("An activity is done"),
            ("activity.done",),
            ("type",),
            {
                (): gettext_lazy("an activity is done on a deal"),
                ("type",): gettext_lazy("an activity of the kind “%(type)s” is done on a deal"),
            },
        ),
        Trigger(
            "note",
            gettext_lazy("A note is written"),
            ("note.written",),
            words={(): gettext_lazy("a note is written on a deal")},
        ),
        Trigger(
            "file",
            gettext_lazy("A file is attached"),
            ("file.attached",),
            words={(): gettext_lazy("a file is attached to a deal")},
        ),
        Trigger(
            "process",
            gettext_lazy("A process enters a stage"),
            ("process.started", "process.moved"),
            ("process_stage",),
            {("process_stage",): gettext_lazy("a process enters “%(process_stage)s”")},
        ),
        Trigger("moment", gettext_lazy("A day comes, counted from a date of the deal"), ()),
    )
}
