"""The forms of moving: which stage, and why a deal was lost."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from penstock.deals.forms.opening import StageField, open_stages, stages
from penstock.pipelines.models import LossReason
from penstock.workspaces.actor import Actor


class SeenForm(forms.Form):
    """Carries the stage in which the person saw the deal, so that nobody overwrites a faster colleague."""

    seen_stage = forms.IntegerField(required=False, widget=forms.HiddenInput)


class LossForm(SeenForm):
    """Why a deal was lost; a reason must be chosen where the workspace keeps any."""

    def __init__(self, *given: Any, by: Actor, **settings: Any) -> None:
        super().__init__(*given, **settings)
        reasons = LossReason.objects.of(by).filter(retired_at__isnull=True)
        self.fields["loss_reason"] = forms.ModelChoiceField(
            reasons,
            label=_("Reason"),
            required=reasons.exists(),
            empty_label=_("Choose a reason"),
            error_messages={"required": _("Say why the deal was lost.")},
        )
        self.fields["loss_comment"] = forms.CharField(
            label=_("Comment"), required=False, widget=forms.Textarea(attrs={"rows": 3})
        )


class MoveForm(SeenForm):
    """Where a deal goes: any stage of any pipeline; to a lost one the reason is asked next."""

    def __init__(self, *given: Any, by: Actor, **settings: Any) -> None:
        super().__init__(*given, **settings)
        self.fields["stage"] = StageField(stages(by), label=_("Stage"), empty_label=None)


class LossOnTheWayForm(LossForm):
    """What a move to a lost stage still wants: the stage is decided, the reason is missing."""

    def __init__(self, *given: Any, by: Actor, **settings: Any) -> None:
        super().__init__(*given, by=by, **settings)
        self.fields["stage"] = forms.ModelChoiceField(stages(by), widget=forms.HiddenInput)


class ReopenForm(SeenForm):
    """In which stage work on a closed deal goes on."""

    def __init__(self, *given: Any, by: Actor, pipeline_id: int, **settings: Any) -> None:
        super().__init__(*given, **settings)
        choices = open_stages(by, pipeline_id)
        self.fields["stage"] = StageField(choices, label=_("Stage"), required=False, empty_label=None)
