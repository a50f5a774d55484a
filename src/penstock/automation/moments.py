"""When a day comes: so many days, all or worked ones, before or after a date of the deal, and whose day it is."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from penstock.automation.days import FURTHEST, dates_due_on, shifted
from penstock.common import clock
from penstock.deals.models import Deal, DealStatus
from penstock.fields.models import FieldType, Subject
from penstock.fields.values import fields_of
from penstock.workspaces.actor import Actor
from penstock.workspaces.calendar import calendar_of

DATES = {
    "expected_close_on": gettext_lazy("Expected close"),
    "opened_at": gettext_lazy("Opened"),
    "stage_entered_at": gettext_lazy("Entered the stage"),
    "closed_at": gettext_lazy("Closed"),
    "aside_until": gettext_lazy("Set aside until"),
}
BEFORE, AFTER = "before", "after"
CALENDAR, WORKED = "days", "working"
WORDS: dict[tuple[str, str], Any] = {
    (CALENDAR, BEFORE): ngettext_lazy(
        "it is %(count)s day before “%(date)s”", "it is %(count)s days before “%(date)s”", "count"
    ),
    (CALENDAR, AFTER): ngettext_lazy(
        "it is %(count)s day after “%(date)s”", "it is %(count)s days after “%(date)s”", "count"
    ),
    (WORKED, BEFORE): ngettext_lazy(
        "it is %(count)s working day before “%(date)s”", "it is %(count)s working days before “%(date)s”", "count"
    ),
    (WORKED, AFTER): ngettext_lazy(
        "it is %(count)s working day after “%(date)s”", "it is %(count)s working days after “%(date)s”", "count"
    ),
}


class MomentForm(forms.Form):
    """How many days of which kind before or after which date."""

    def __init__(self, values: Any, *, by: Actor) -> None:
        super().__init__(values)
        unit = [(CALENDAR, _("days")), (WORKED, _("working days"))]
        side = [(BEFORE, _("before")), (AFTER, _("after"))]
        self.fields["count"] = forms.IntegerField(label=_("How many"), min_value=0, max_value=FURTHEST, initial=3)
        self.fields["unit"] = forms.ChoiceField(label=_("Of what"), choices=unit, initial=WORKED)
        self.fields["side"] = forms.ChoiceField(label=_("On which side"), choices=side)
        self.fields["date"] = forms.ChoiceField(label=_("Of which date"), choices=dates_of(by))


def dates_of(by: Actor) -> list[tuple[str, str]]:
    """The dates of a deal that can be counted from, the workspace's own among them."""
    own = [row for row in fields_of(by, Subject.DEAL) if row.type == FieldType.DATE]
    return [*((key, str(label)) for key, label in DATES.items()), *((f"custom.{row.key}", row.label) for row in own)]


def moment_words(chosen: dict[str, Any], by: Actor) -> str:
    """The day in words, to stand behind “When”."""
    count, name = chosen["count"], dict(dates_of(by))[chosen["date"]]
    if count == 0:
        return _("the day of “%(date)s” has come") % {"date": name}
    return WORDS[chosen["unit"], chosen["side"]] % {"count": count, "date": name}


def due_on(day: date, chosen: dict[str, Any], by: Actor) -> list[tuple[int, date]]:
    """The deals whose day it is, each with the date it was counted from.

    Days pass by a deal that is set aside, but for the one until which it is.
    """
    calendar = calendar_of(by.workspace) if chosen["unit"] == WORKED else None
    dates = dates_due_on(day, signed(chosen), calendar)
    question = Q(pk__in=[])
    for one in dates:
        question |= _on(chosen["date"], one, by)
    rows = Deal.objects.of(by).filter(question) if dates else Deal.objects.of(by).none()
    if chosen["date"] != "aside_until":
        rows = rows.exclude(status=DealStatus.ASIDE)
    return [(deal.pk, found) for deal in rows.order_by("pk") if (found := date_of(deal, chosen["date"], by))]


def signed(chosen: dict[str, Any]) -> int:
    """The number of days, negative when they are before the date."""
    return -chosen["count"] if chosen["side"] == BEFORE else int(chosen["count"])


def day_for(counted_from: date, chosen: dict[str, Any], by: Actor) -> date:
    """The day that a date leads to."""
    worked = calendar_of(by.workspace).is_working_day if chosen["unit"] == WORKED else None
    return shifted(counted_from, signed(chosen), worked)


def is_late(deal: Deal, chosen: dict[str, Any], today: date, by: Actor) -> bool:
    """Whether the day before a date of the deal has come or passed while the date itself is still ahead."""
    since = date_of(deal, chosen["date"], by) if chosen["side"] == BEFORE else None
    return since is not None and since >= today and day_for(since, chosen, by) <= today


def date_of(deal: Deal, name: str, by: Actor) -> date | None:
    """A date of a deal by its name; a moment counts on the day it had in the workspace's zone."""
    if name.startswith("custom."):
        written = deal.custom.get(name.removeprefix("custom."))
        return date.fromisoformat(written[:10]) if written else None
    value = getattr(deal, name)
    return clock.day_of(value, by.workspace.zone) if name.endswith("_at") and value else value


def _on(name: str, day: date, by: Actor) -> Q:
    if name.startswith("custom."):
        return Q(**{f"custom__{name.removeprefix('custom.')}": day.isoformat()})
    if name.endswith("_at"):
        zone = by.workspace.zone
        begins, ends = clock.day_start(day, zone), clock.day_start(date.fromordinal(day.toordinal() + 1), zone)
        return Q(**{f"{name}__gte": begins, f"{name}__lt": ends})
    return Q(**{name: day})
