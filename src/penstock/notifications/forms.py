"""The forms of what somebody wants to hear how and when."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from penstock.activities.models import NEVER, REMINDERS
from penstock.notifications.models import Channel, NotificationKind, Rhythm
from penstock.notifications.wishes import Wishes
from penstock.people.queries import active_people
from penstock.workspaces.actor import Actor

HOUR = {"type": "time"}


def _hour(label: Any, **more: Any) -> forms.TimeField:
    return forms.TimeField(label=label, widget=forms.TimeInput(format="%H:%M", attrs=HOUR), **more)


class RegularForm(forms.Form):
    """How often something is mailed, at which hour, and to whom."""

    rhythm = forms.ChoiceField(label=_("How often"), choices=Rhythm.choices)
    at = _hour(_("At"))

    def __init__(self, *given: Any, by: Actor, **settings: Any) -> None:
        super().__init__(*given, **settings)
        people = active_people(by).filter(user__isnull=False, user__is_active=True)
        self.fields["readers"] = forms.ModelMultipleChoiceField(
            people, required=False, label=pgettext_lazy("who gets a letter", "To"), widget=forms.CheckboxSelectMultiple
        )


class PreferencesForm(forms.Form):
    """When; the kinds stand in a table of their own."""

    quiet_from = _hour(_("Quiet from"), required=False)
    quiet_until = _hour(_("Quiet until"), required=False)
    free_days_are_quiet = forms.BooleanField(
        label=_("Free days are quiet too: weekends, holidays and my days off"), required=False
    )
    digest_at = _hour(_("The daily digest comes at"), help_text=_("On working days, by your own clock."))

    def __init__(self, *given: Any, wishes: Wishes, usual: int, **more: Any) -> None:
        row = wishes.chosen
        names = ("quiet_from", "quiet_until", "free_days_are_quiet", "digest_at", "remind_before")
        super().__init__(*given, initial={name: getattr(row, name) for name in names}, **more)
        as_all = _("As usual here: %(when)s") % {"when": str(REMINDERS[usual]).lower()}
        choices = [("", as_all), *REMINDERS.items()]
        self.fields["remind_before"] = forms.TypedChoiceField(
            label=_("Remind me of activities"), required=False, coerce=int, empty_value=None, choices=choices
        )
        for kind in NotificationKind:
            box = forms.ChoiceField(label=kind.label, choices=Channel.choices, initial=wishes.channel(kind))
            self.fields[f"channel_{kind}"] = box

    @property
    def kinds(self) -> list[forms.BoundField]:
        """The boxes of the kinds, in order."""
        return [self[f"channel_{kind}"] for kind in NotificationKind]

    @property
    def chosen(self) -> dict[str, Any]:
        """What was chosen, as the action wants it."""
        told = {name: value for name, value in self.cleaned_data.items() if not name.startswith("channel_")}
        return {**told, "channels": {str(kind): self.cleaned_data[f"channel_{kind}"] for kind in NotificationKind}}


class UsualForm(forms.Form):
    """How long before, for everybody who chose nothing else."""

    minutes = forms.TypedChoiceField(
        label=_("Activities are reminded of"), choices=REMINDERS.items(), coerce=int, initial=NEVER
    )
