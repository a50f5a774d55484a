"""The form of setting a deal aside: until when, and why."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from penstock.common import clock
from penstock.deals.actions.set_aside import LONGEST
from penstock.deals.forms.facts import day_box
from penstock.workspaces.actor import Actor

MONTHS = (1, 3, 6)
"""What is offered with one click, in months from today; the middle one is proposed."""


class AsideForm(forms.Form):
    """Until when, and why."""

    def __init__(self, *given: Any, by: Actor, **settings: Any) -> None:
        super().__init__(*given, **settings)
        self.today = clock.day_of(clock.now(), by.workspace.zone)
        self.fields["until"] = day_box(_("Until"))
        self.fields["until"].required = True
        self.fields["until"].initial = months_on(self.today, MONTHS[1])
        self.fields["reason"] = forms.CharField(
            label=_("Why"), required=False, max_length=LONGEST, help_text=_("Such as: the budget comes next year.")
        )

    def offers(self) -> list[tuple[str, str]]:
        """A few days to come, in words, as the form takes them."""
        words = [ngettext("In %(count)s month", "In %(count)s months", one) % {"count": one} for one in MONTHS]
        return [(text, months_on(self.today, one).isoformat()) for text, one in zip(words, MONTHS, strict=True)]


def months_on(day: date, months: int) -> date:
    """The same day so many months later; the last of a month that is too short for it."""
    year, month = divmod(day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(day.year + year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")
