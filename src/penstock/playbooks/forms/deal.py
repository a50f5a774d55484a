"""What is recorded on a deal: a talk, an objection, a need, the terms."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from penstock.deals.forms.facts import day_box, long_box
from penstock.deals.models import Deal
from penstock.playbooks.models import Finding, Outcome
from penstock.playbooks.queries import offered
from penstock.ui.numbers import AmountField
from penstock.workspaces.actor import Actor


class TalkForm(forms.Form):
    """What else was said in a talk led by a script."""

    path = forms.CharField(required=False, widget=forms.HiddenInput)
    note = forms.CharField(
        label=gettext_lazy("What else was said"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    log = forms.BooleanField(label=gettext_lazy("Log it as a call that is done"), required=False, initial=True)


class ObjectionForm(forms.Form):
    """One of the objections to expect, or another in the buyer's words."""

    def __init__(self, *given: Any, deal: Deal, by: Actor, **settings: Any) -> None:
        super().__init__(*given, **settings)
        rows = offered("objections", deal, by)
        self.fields["objection"] = forms.ModelChoiceField(
            rows, label=_("Objection"), required=False, empty_label=_("Another one")
        )
        self.fields["said"] = forms.CharField(label=_("In the buyer's words"), required=False, max_length=500)
        self.fields["reply"] = long_box(_("What we answered"))
        self.fields["outcome"] = forms.ChoiceField(label=_("How it ended"), choices=Outcome.choices)


class OutcomeForm(forms.Form):
    """How an objection ended."""

    outcome = forms.ChoiceField(label=gettext_lazy("How it ended"), choices=Outcome.choices)
    reply = forms.CharField(
        label=gettext_lazy("What we answered"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    @classmethod
    def of(cls, given: Any, finding: Finding) -> "OutcomeForm":
        """The form filled with what is known."""
        return cls(given, initial={"outcome": finding.outcome, "reply": finding.reply})


class NeedForm(forms.Form):
    """What the buyer needs, and which question brought it to light."""

    def __init__(self, *given: Any, deal: Deal, by: Actor, **settings: Any) -> None:
        super().__init__(*given, **settings)
        self.fields["said"] = forms.CharField(label=_("What the buyer needs"), max_length=500)
        self.fields["need"] = forms.ModelChoiceField(
            offered("needs", deal, by), label=_("The question that found it"), required=False, empty_label="—"
        )


class TermsForm(forms.Form):
    """What was agreed."""

    def __init__(self, *given: Any, **settings: Any) -> None:
        super().__init__(*given, **settings)
        self.fields["price"] = AmountField(label=_("Price"), required=False)
        self.fields["delivery_on"] = day_box(_("Delivery on"))
        self.fields["delivery"] = forms.CharField(label=_("Delivery"), required=False, max_length=300)
        self.fields["payment"] = forms.CharField(label=_("Payment"), required=False, max_length=300)
        self.fields["other"] = long_box(_("Other conditions"))
