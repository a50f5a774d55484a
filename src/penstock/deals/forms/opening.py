"""The form in which a deal is opened."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from penstock.deals.forms.choosing import RecordField
from penstock.deals.forms.facts import FACT_BOXES
from penstock.deals.models import BuyingRole
from penstock.fields.forms import CustomFieldsForm
from penstock.fields.models import Subject
from penstock.pipelines.models import Stage, StageKind
from penstock.workspaces.actor import Actor

FIRST = ("name", "company")
THEN = ("amount", "currency", "expected_close_on", "forecast_category", "owner", "source", "type")


class OpenForm(CustomFieldsForm):
    """What is known of a new deal; only its name must be."""

    def __init__(self, *given: Any, by: Actor, pipeline_id: int | None = None, **settings: Any) -> None:
        super().__init__(*given, by=by, subject=Subject.DEAL, pipeline_id=pipeline_id, **settings)
        for name in FIRST:
            self.fields[name] = FACT_BOXES[name](by)
        self.fields["contact"] = RecordField("contact", by, label=_("Contact"), required=False)
        self.fields["contact_role"] = forms.ChoiceField(
            label=_("Role of the contact"), required=False, choices=[("", "—"), *BuyingRole.choices]
        )
        self.fields["stage"] = StageField(open_stages(by, pipeline_id), label=_("Stage"), empty_label=None)
        for name in THEN:
            self.fields[name] = FACT_BOXES[name](by)
        self.fields["name"].required = True

    def facts(self) -> dict[str, Any]:
        """What the action is told; an empty box says nothing."""
        named = {name: self.cleaned_data[name] for name in (*FIRST, *THEN) if name != "owner"}
        told = {name: value for name, value in named.items() if value not in (None, "")}
        filled = {key: value for key, value in self.custom_values().items() if value not in (None, "", [])}
        return told | ({"custom": filled} if filled else {})


class StageField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A stage, grouped under its pipeline's name when there are several."""

    def label_from_instance(self, stage: Stage) -> str:
        """The stage with its pipeline, where the choice spans pipelines."""
        return f"{stage.pipeline} · {stage}" if self.spans_pipelines else str(stage)

    @property
    def spans_pipelines(self) -> bool:
        """Whether the choice is among the stages of more than one pipeline."""
        return len({stage.pipeline_id for stage in self.queryset or ()}) > 1


def stages(by: Actor, pipeline_id: int | None = None) -> Any:
    """The stages that deals can enter, in order of pipelines."""
    rows = Stage.objects.of(by).filter(retired_at__isnull=True, pipeline__retired_at__isnull=True)
    if pipeline_id is not None:
        rows = rows.filter(pipeline_id=pipeline_id)
    return rows.select_related("pipeline").order_by("pipeline__order", "pipeline_id", "order", "pk")


def open_stages(by: Actor, pipeline_id: int | None = None) -> Any:
    """The stages in which a deal can begin."""
    return stages(by, pipeline_id).filter(kind=StageKind.OPEN)
