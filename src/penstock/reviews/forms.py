"""The forms of a review."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from penstock.common import clock
from penstock.deals.models import Deal
from penstock.reviews.actions.decide_on_deal import LONGEST
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person

A_WEEK = timedelta(days=7)


def _day(label: str, hint: str = "") -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=False, widget=widget, help_text=hint)


def people_for(by: Actor) -> Any:
    """Who may be at a review and be given a task."""
    return Person.objects.of(by).filter(deactivated_at__isnull=True).order_by("name", "pk")


class DecisionForm(forms.Form):
    """What is decided on a deal."""

    def __init__(self, given: Any, *, deal: Deal, by: Actor) -> None:
        super().__init__(given)
        self.fields["text"] = forms.CharField(
            label=_("What was decided"), max_length=LONGEST, widget=forms.Textarea({"rows": 3})
        )
        self.fields["due_on"] = _day(
            _("To be done until"), _("With a day it becomes a task, and the next review asks.")
        )
        self.fields["owner"] = forms.ModelChoiceField(
            people_for(by), label=_("By whom"), required=False, initial=deal.owner_id, empty_label="—"
        )
        self.fields["aside_until"] = _day(_("Or set aside until"), _("The deal comes back by itself on that day."))


class EndForm(forms.Form):
    """When the next review is."""

    def __init__(self, given: Any, *, by: Actor) -> None:
        super().__init__(given, initial={"next_on": clock.day_of(clock.now(), by.zone) + A_WEEK})
        hint = _("A task of who leads it reminds of it; without a day nobody is reminded.")
        self.fields["next_on"] = _day(_("The next review is on"), hint)


class AttendanceForm(forms.Form):
    """Who is there."""

    def __init__(self, given: Any, *, by: Actor, there: list[int]) -> None:
        super().__init__(given, initial={"people": there})
        self.fields["people"] = forms.ModelMultipleChoiceField(
            people_for(by), label=_("Who is there"), required=False, widget=forms.CheckboxSelectMultiple
        )
