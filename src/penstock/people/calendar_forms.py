"""The forms about working time: the hours of the week, and days that differ from it."""

from datetime import time
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from penstock.people.queries import active_people
from penstock.workspaces.actor import Actor
from penstock.workspaces.calendar import USUAL_WEEK, Window
from penstock.workspaces.models import WorkingHours

DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class HoursForm(forms.Form):
    """From and to for each weekday; both empty on a free one."""

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        known = {row.weekday: (row.begins, row.ends) for row in WorkingHours.objects.of(by)} or USUAL_WEEK
        initial = {f"begins_{day}": hours[0] for day, hours in known.items()}
        initial |= {f"ends_{day}": hours[1] for day, hours in known.items()}
        super().__init__(*args, initial=initial, **kwargs)
        for day, name in WEEKDAYS.items():
            for part, label in (("begins", _("%(day)s, from")), ("ends", _("%(day)s, to"))):
                self.fields[f"{part}_{day}"] = _time(label % {"day": name})

    def rows(self) -> list[tuple[Any, forms.BoundField, forms.BoundField]]:
        """A weekday's name and its two boxes."""
        return [(name, self[f"begins_{day}"], self[f"ends_{day}"]) for day, name in WEEKDAYS.items()]

    def clean(self) -> dict[str, Any]:
        """A day has both ends or none."""
        told = super().clean() or {}
        for day in WEEKDAYS:
            begins, ends = told.get(f"begins_{day}"), told.get(f"ends_{day}")
            if (begins is None) != (ends is None):
                self.add_error(f"begins_{day}", _("Write both hours, or none on a free day."))
        return told

    def hours(self) -> dict[int, Window]:
        """The weekdays that are worked."""
        pairs = {day: (self.cleaned_data[f"begins_{day}"], self.cleaned_data[f"ends_{day}"]) for day in WEEKDAYS}
        return {day: pair for day, pair in pairs.items() if isinstance(pair[0], time)}


class SpecialDayForm(forms.Form):
    """Days that differ; who does not administer speaks of their own."""

    name = forms.CharField(label=_("What it is"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    first_on = forms.DateField(label=_("First day"), widget=DAY)
    last_on = forms.DateField(label=_("Last day"), required=False, widget=DAY)

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if by.is_admin:
            people = active_people(by).order_by("name")
            box = forms.ModelChoiceField(people, label=_("Whose"), required=False, empty_label=_("Everybody's"))
            works = [("", _("Free")), ("1", _("Worked"))]
            self.fields["person"] = box
            self.fields["is_working"] = forms.TypedChoiceField(
                label=_("These days are"), choices=works, required=False, coerce=bool, empty_value=""
            )


def _time(label: Any) -> forms.TimeField:
    box = forms.TimeInput(format="%H:%M", attrs={"type": "time", "aria-label": label})
    return forms.TimeField(label=label, required=False, widget=box)
