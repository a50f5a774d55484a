"""The forms of keeping clean."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from penstock.common import clock
from penstock.hygiene.actions.break_up import LONGEST, SHORTEST
from penstock.hygiene.actions.clean import OFTENEST, RAREST
from penstock.hygiene.models import CleaningPlan
from penstock.pipelines.models import LossReason
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person

KEEP, ASIDE, LOSE = "keep", "aside", "lose"
USUAL_REST = timedelta(days=90)
USUAL_DAYS = 7


class ReasonForm(forms.Form):
    """Why something is irrelevant."""

    def __init__(self, *given: Any, **settings: Any) -> None:
        super().__init__(*given, **settings)
        self.fields["reason"] = forms.CharField(label=_("Because"), max_length=300)


class LetterForm(forms.Form):
    """What the last letter says, and how long an answer is waited for."""

    def __init__(self, *given: Any, **settings: Any) -> None:
        super().__init__(*given, **settings)
        hint = _("A text to send of the lost stage’s playbook stands here when there is one.")
        self.fields["text"] = forms.CharField(
            label=_("What the letter says"), help_text=hint, widget=forms.Textarea({"rows": 9})
        )
        self.fields["days"] = forms.IntegerField(
            label=_("Days to answer"), min_value=SHORTEST, max_value=LONGEST, initial=USUAL_DAYS
        )


class PlanForm(forms.Form):
    """How often the list is gone through, and by whom."""

    def __init__(self, given: Any, *, by: Actor, plan: CleaningPlan | None) -> None:
        super().__init__(
            given, initial={"months": plan.months if plan else 3, "owner": plan.owner_id if plan else None}
        )
        months = [(0, _("Not at all")), *((n, n) for n in range(OFTENEST, RAREST + 1))]
        self.fields["months"] = forms.TypedChoiceField(label=_("Every so many months"), choices=months, coerce=int)
        people = Person.objects.of(by).filter(deactivated_at__isnull=True, user__is_active=True).order_by("name")
        self.fields["owner"] = forms.ModelChoiceField(people, label=_("By whom"), required=False, empty_label="—")


class ReviewForm(forms.Form):
    """What becomes of the deals that were ticked."""

    def __init__(self, *given: Any, by: Actor, **settings: Any) -> None:
        super().__init__(*given, **settings)
        verdicts = [(KEEP, _("Keep")), (ASIDE, _("Set aside")), (LOSE, _("Give up as lost"))]
        self.fields["verdict"] = forms.ChoiceField(label=_("What becomes of them?"), choices=verdicts)
        self.fields["until"] = forms.DateField(
            label=_("Until"),
            initial=clock.day_of(clock.now(), by.zone) + USUAL_REST,
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        )
        reasons = LossReason.objects.of(by).filter(retired_at__isnull=True)
        self.fields["loss_reason"] = forms.ModelChoiceField(
            reasons, label=_("Reason, if they are lost"), required=False, empty_label=_("Choose a reason")
        )
