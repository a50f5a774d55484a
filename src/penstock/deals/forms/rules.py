"""The form of one rule: the boxes of its kind, and what the workspace says about it."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from penstock.deals.gates.kinds.kind import Kind
from penstock.deals.gates.rules import Draft
from penstock.pipelines.models import Stage
from penstock.workspaces.actor import Actor


class RuleForm(forms.Form):
    """Filled from a draft where a rule is changed."""

    def __init__(self, given: Any, *, kind: Kind, stage: Stage, by: Actor, draft: Draft | None = None) -> None:
        initial = {**kind.initial(draft.params), "sentence": draft.sentence, "passing": draft.passing} if draft else {}
        super().__init__(given, initial=initial)
        self.kind = kind
        self.fields |= kind.boxes(by, stage)
        self.own = list(self.fields)
        hint = _("Shown beside what is missing; may stay empty.")
        self.fields["sentence"] = forms.CharField(label=_("Why"), required=False, max_length=300, help_text=hint)
        if kind.passing:
            self.fields["passing"] = forms.BooleanField(
                label=_("Also for deals that jump over the stage"), required=False, initial=True
            )

    def draft(self) -> Draft:
        """What was written as a rule; raises Refused where it says nothing or contradicts itself."""
        data = self.cleaned_data
        params = self.kind.params({name: data[name] for name in self.own})
        return Draft(self.kind.key, params, data["sentence"], data.get("passing", True))
