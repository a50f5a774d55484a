"""The form of one rule: the boxes of its kind, what the workspace says about it, and which deals it is for."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from penstock.deals.gates.conditions import IN_FORM, Builder, language, reader
from penstock.deals.gates.kinds.kind import Kind
from penstock.deals.gates.rules import Draft
from penstock.pipelines.models import Stage
from penstock.workspaces.actor import Actor


class RuleForm(forms.Form):
    """Filled from a draft where a rule is changed; ``text`` are conditions taken over from a saved view."""

    def __init__(
        self, given: Any, *, kind: Kind, stage: Stage, by: Actor, draft: Draft | None = None, text: str = ""
    ) -> None:
        initial = {**kind.initial(draft.params), "sentence": draft.sentence, "passing": draft.passing} if draft else {}
        super().__init__(given, initial=initial)
        self.kind, self.by = kind, by
        begun = text or (draft.conditions if draft else "")
        self.text = language().sent(given, IN_FORM) if given is not None else begun
        self.fields |= kind.boxes(by, stage)
        self.own = list(self.fields)
        hint = _("Shown beside what is missing; may stay empty.")
        self.fields["sentence"] = forms.CharField(label=_("Why"), required=False, max_length=300, help_text=hint)
        if kind.passing:
            self.fields["passing"] = forms.BooleanField(
                label=_("Also for deals that jump over the stage"), required=False, initial=True
            )

    @property
    def builder(self) -> Builder:
        """The boxes in which conditions are built."""
        return language().builder(self.text, IN_FORM, self.by)

    def draft(self) -> Draft:
        """What was written as a rule; raises Refused where it says nothing or contradicts itself."""
        data = self.cleaned_data
        params = self.kind.params({name: data[name] for name in self.own})
        conditions = self.text and language().checked(self.text, reader(self.by))
        return Draft(self.kind.key, params, data["sentence"], data.get("passing", True), conditions)
