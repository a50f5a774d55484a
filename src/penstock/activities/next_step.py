"""The next step in one gesture: what could be done next with a deal, and the days that are offered for it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from penstock.activities.forms import PLANNABLE, moment_of
from penstock.activities.models import ICONS, ActivityKind
from penstock.common import clock
from penstock.deals.models import Deal, DealContact
from penstock.ui.panels import panels
from penstock.workspaces.actor import Actor
from penstock.workspaces.calendar import Calendar, calendar_of

A_DAY = timedelta(days=1)
A_YEAR = 366
SIGN = "|"
"""Stands between the kind and the subject of a proposal."""


@dataclass(frozen=True)
class Proposal:
    """Something that could be done next."""

    kind: str
    subject: str

    @property
    def value(self) -> str:
        """As the form sends it."""
        return f"{self.kind}{SIGN}{self.subject}"

    @property
    def icon(self) -> str:
        """The mark of its kind."""
        return ICONS[ActivityKind(self.kind)]

    @property
    def label(self) -> str:
        """The word for its kind."""
        return str(ActivityKind(self.kind).label)


def wants_step(deal: Deal, by: Actor) -> bool:
    """Whether the deal is open, has nothing planned, and the actor could plan it."""
    if not deal.is_open or not by.may_write_for(deal.owner_id):
        return False
    return getattr(deal, "next_step", None) is None


def proposals(request: HttpRequest, deal: Deal) -> list[Proposal]:
    """What apps above propose for the deal's stage, then one of each kind with the contact's name."""
    from_above = [one for shown in panels("next", "main", request, deal) for one in shown.context["proposals"]]
    found = from_above + usual(_contact(deal))
    return list({one.value: one for one in found}.values())


def usual(contact: str) -> list[Proposal]:
    """One proposal of each kind."""
    named = {
        ActivityKind.CALL: _("Call %(contact)s"),
        ActivityKind.MEETING: _("Meet %(contact)s"),
        ActivityKind.EMAIL: _("Write to %(contact)s"),
    }
    labels = dict(PLANNABLE)
    return [
        Proposal(kind, named[kind] % {"contact": contact} if contact and kind in named else str(labels[kind]))
        for kind in (ActivityKind.CALL, ActivityKind.MEETING, ActivityKind.EMAIL, ActivityKind.TASK)
    ]


def quick_days(by: Actor) -> list[tuple[str | Promise, date]]:
    """Working days to choose from with one press: the next, the third, and the first of next week."""
    calendar = calendar_of(by.workspace, by.person_id)
    today = clock.day_of(clock.now(), by.zone)
    tomorrow = today + A_DAY
    first = worked_from(tomorrow, calendar)
    third = first
    for _passed in range(2):
        third = worked_from(third + A_DAY, calendar)
    monday = worked_from(today + A_DAY * (7 - today.weekday()), calendar)
    words = gettext_lazy("Tomorrow") if first == tomorrow else gettext_lazy("Next working day")
    offered = [(words, first), (gettext_lazy("In 3 working days"), third), (gettext_lazy("Next week"), monday)]
    days = {day: label for label, day in reversed(offered)}
    return [(days[day], day) for day in sorted(days)]


def worked_from(day: date, calendar: Calendar) -> date:
    """The day itself or the first worked one after it; after a year of holidays the search is given up."""
    return next((day + A_DAY * n for n in range(A_YEAR) if calendar.is_working_day(day + A_DAY * n)), day)


class NextForm(forms.Form):
    """What is proposed or in words of one's own, and when: a button's day (``quick``) or that of the box."""

    proposal = forms.CharField(required=False, max_length=400)
    subject = forms.CharField(label=gettext_lazy("In other words"), required=False, max_length=300)
    day = forms.DateField(
        label=gettext_lazy("Another day"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    time = forms.TimeField(
        label=gettext_lazy("Time"),
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
    )
    quick = forms.DateField(required=False)

    def chosen(self, by: Actor) -> dict[str, Any]:
        """What is to be planned, as the action wants it; without a day it is the next working one."""
        data = self.cleaned_data
        kind, _sign, proposed = data["proposal"].partition(SIGN)
        day = data["quick"] or data["day"] or quick_days(by)[0][1]
        due_at, is_all_day = moment_of(day, data["time"], by.zone)
        subject = data["subject"] or proposed
        return {"kind": kind or ActivityKind.CALL, "subject": subject, "due_at": due_at, "is_all_day": is_all_day}


def _contact(deal: Deal) -> str:
    rows = DealContact.objects.on(deal).select_related("contact").filter(contact__removed_at__isnull=True)
    link = rows.order_by("-is_primary", "pk").first()
    return str(link.contact) if link else ""
