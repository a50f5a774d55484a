"""The forms of activities; what may be is decided by the actions."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from penstock.activities.about import About
from penstock.activities.mentions import people_to_tell
from penstock.activities.models import REMINDERS, Activity, ActivityKind, CallDirection, Participant
from penstock.contacts.models import Contact
from penstock.deals.models import DealContact, WorkPurpose
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person

END_OF_DAY = time(23, 59)
PLANNABLE = [choice for choice in ActivityKind.choices if choice[0] != ActivityKind.NOTE]


def moment_of(day: date | None, at: time | None, zone: ZoneInfo) -> tuple[datetime | None, bool]:
    """A day and a time of day as a moment; without a time it is the whole day, due when the day ends."""
    if day is None:
        return None, False
    return datetime.combine(day, at or END_OF_DAY, tzinfo=zone), at is None


def day_and_time(moment: datetime | None, is_all_day: bool, zone: ZoneInfo) -> dict[str, Any]:
    """A moment as the two boxes begin."""
    if moment is None:
        return {}
    local = moment.astimezone(zone)
    return {"day": local.date(), "time": None if is_all_day else local.time()}


class ActivityForm(forms.Form):
    """What, when, how long, who; for planning, logging and changing."""

    kind = forms.ChoiceField(label=_("What"), choices=PLANNABLE, initial=ActivityKind.CALL)
    subject = forms.CharField(label=_("Subject"), required=False, max_length=300)
    day = forms.DateField(
        label=_("Day"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    time = forms.TimeField(
        label=_("Time"), required=False, widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    )
    duration = forms.IntegerField(
        label=_("Minutes"), required=False, widget=forms.NumberInput(attrs={"min": 0, "step": 5})
    )
    remind_before = forms.TypedChoiceField(
        label=_("Reminder"),
        required=False,
        choices=[("", _("As usual")), *REMINDERS.items()],
        coerce=int,
        empty_value=None,
    )
    direction = forms.ChoiceField(
        label=_("Direction of the call"),
        required=False,
        choices=[("", _("Nobody told")), *CallDirection.choices],
        initial=CallDirection.OUTGOING,
    )
    outcome = forms.CharField(label=_("How did it go?"), required=False, max_length=200)
    body = forms.CharField(label=_("Notes"), required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(
        self,
        *given: Any,
        by: Actor,
        about: About,
        without: tuple[str, ...] = (),
        prefix: str | None = None,
        **more: Any,
    ) -> None:
        super().__init__(*given, prefix=prefix, **more)
        self.by = by
        people = Person.objects.of(by).filter(deactivated_at__isnull=True).order_by("name")
        self.fields["owner"] = forms.ModelChoiceField(people, label=_("Who does it"), required=False, empty_label=None)
        self.fields["owner"].initial = by.person_id
        self.fields["people"] = forms.ModelMultipleChoiceField(people, label=_("Colleagues there"), required=False)
        contacts = contacts_about(about, by)
        self.fields["contacts"] = forms.ModelMultipleChoiceField(contacts, label=_("Contacts there"), required=False)
        add_purpose(self, by)
        for name in without:
            self.fields.pop(name, None)

    @property
    def due(self) -> dict[str, Any]:
        """The moment as the actions want it."""
        data = self.cleaned_data
        due_at, is_all_day = moment_of(data["day"], data["time"], self.by.zone)
        return {"due_at": due_at, "is_all_day": is_all_day}

    def told(self, *names: str) -> dict[str, Any]:
        """What was written in these boxes, for an action; boxes that are not there say nothing."""
        told = {name: self.cleaned_data[name] for name in names if name in self.fields}
        return {name: list(value) if name in ("people", "contacts") else value for name, value in told.items()}


BOXES = (*ActivityForm.base_fields, "owner", "people", "contacts", "purpose")


class Naming(forms.Textarea):
    """A note's text; where there is JavaScript names are offered behind an `@`, without it they are typed."""

    def build_attrs(self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None) -> dict[str, Any]:
        """With where the names come from, and what their list is called."""
        asked = {"data-mentions": reverse("activities:people"), "data-mentions-label": _("People you can name")}
        told: dict[str, Any] = super().build_attrs(base_attrs | asked, extra_attrs)
        return told


class NoteForm(forms.Form):
    """A note, and who is told of it besides those it names."""

    body = forms.CharField(label=_("Note"), widget=Naming(attrs={"rows": 3}))

    def __init__(self, *given: Any, by: Actor) -> None:
        super().__init__(*given)
        others = [(pk, name) for pk, name in people_to_tell(by).items() if pk != by.person_id]
        choices = [("", _("Tell nobody")), *others]
        self.fields["tell"] = forms.TypedChoiceField(
            label=_("Tell"), required=False, choices=choices, coerce=int, empty_value=None
        )


class FileForm(forms.Form):
    """A file."""

    file = forms.FileField(label=_("File"))

    def __init__(self, *given: Any, by: Actor, **more: Any) -> None:
        super().__init__(*given, **more)
        add_purpose(self, by)


class ApprovalForm(forms.Form):
    """What a file is that somebody has to approve."""

    def __init__(self, given: Any, *, by: Actor, **settings: Any) -> None:
        super().__init__(given, **settings)
        rows = WorkPurpose.objects.of(by).filter(retired_at__isnull=True)
        hint = _("The file is its version in force from now on, and whoever has to approve it next is asked.")
        self.fields["purpose"] = forms.ModelChoiceField(rows, label=_("What it is"), help_text=hint)


def add_purpose(form: forms.Form, by: Actor) -> None:
    """The box for what something was for, where the workspace keeps a list of that."""
    rows = WorkPurpose.objects.of(by).filter(retired_at__isnull=True)
    if rows.exists():
        form.fields["purpose"] = forms.ModelChoiceField(rows, label=_("For what"), required=False, empty_label="—")


def contacts_about(about: About, by: Actor) -> Any:
    """The contacts that may take part: those of the deal and its company, of the company, or the contact itself."""
    rows = Contact.objects.of(by)
    if about.what == "deal":
        on_deal = rows.filter(pk__in=DealContact.objects.on(about.record).values("contact_id"))
        company_id = about.record.company_id
        rows = on_deal | rows.filter(company_id=company_id) if company_id else on_deal
    elif about.what == "company":
        rows = rows.filter(company=about.record)
    elif about.what == "contact":
        rows = rows.filter(pk=about.record.pk)
    else:
        rows = rows.none()
    return rows.order_by("name")


def as_written(activity: Activity, by: Actor) -> dict[str, Any]:
    """An activity as its form begins."""
    parts = list(Participant.objects.on(activity))
    moment = activity.due_at or activity.done_at
    return {
        "kind": activity.kind,
        "subject": activity.subject,
        "body": activity.body,
        "duration": activity.duration,
        "remind_before": activity.remind_before,
        "outcome": activity.outcome,
        "direction": activity.direction or "",
        "purpose": activity.purpose_id,
        "owner": activity.owner_id,
        "people": [part.person_id for part in parts if part.person_id],
        "contacts": [part.contact_id for part in parts if part.contact_id],
        **day_and_time(moment, activity.is_all_day, by.zone),
    }
