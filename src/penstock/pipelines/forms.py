"""The forms about pipelines, stages, loss reasons and sources."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from penstock.pipelines.models import Stage, StageKind
from penstock.pipelines.queries import stages_in_use
from penstock.pipelines.templates import TEMPLATES
from penstock.workspaces.actor import Actor


class NameForm(forms.Form):
    """A name, and nothing else."""

    name = forms.CharField(label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"}))


class PipelineForm(NameForm):
    """A new pipeline: its name and what it begins with."""

    template = forms.ChoiceField(
        label=_("Begin with"), choices=[(key, template.name) for key, template in TEMPLATES.items()]
    )
    playbook = forms.BooleanField(
        label=_("With the ready playbook"),
        required=False,
        initial=True,
        help_text=_("What to do in each stage, with scripts, answers and texts to send. All of it can be changed."),
    )


class StageForm(NameForm):
    """What a stage is."""

    kind = forms.ChoiceField(label=_("Kind"), choices=StageKind.choices, initial=StageKind.OPEN)
    probability = forms.IntegerField(
        label=_("Probability"),
        min_value=0,
        max_value=100,
        initial=10,
        help_text=_("Percent of its deals that are won."),
    )
    expected_days = forms.IntegerField(
        label=_("Expected working days"),
        min_value=1,
        max_value=3650,
        required=False,
        help_text=_("Longer is marked as stuck. Empty: as won deals took."),
    )
    meaning = forms.CharField(
        label=_("Meaning"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    buyer_step = forms.CharField(
        label=_("The buyer's step"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    is_proposal = forms.BooleanField(
        label=_("Here the proposal is presented"),
        required=False,
        help_text=_("Refusals after the proposal are counted from here; unmarked, from the first stage named so."),
    )

    def __init__(self, *args: Any, stage: Stage | None = None, **kwargs: Any) -> None:
        if stage is not None:
            kwargs.setdefault("initial", {name: getattr(stage, name) for name in self.base_fields})
        super().__init__(*args, **kwargs)


class OutForm(forms.Form):
    """Where a stage's deals go when it is taken out."""

    def __init__(self, *args: Any, by: Actor, stage: Stage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = stages_in_use(by, stage.pipeline_id).exclude(pk=stage.pk)
        self.fields["into"] = forms.ModelChoiceField(
            others.filter(kind=stage.kind), label=_("Its deals go to"), required=False, empty_label="—"
        )


class SourceForm(NameForm):
    """A source and the channel it belongs to."""

    channel = forms.CharField(
        label=_("Channel"), max_length=60, required=False, help_text=_("Such as inbound, outbound, partners.")
    )
