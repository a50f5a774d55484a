"""The forms of the steps: what each wants to know; cleaned when it is saved and again whenever it runs."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from penstock.activities.models import ActivityKind
from penstock.automation.days import FURTHEST
from penstock.automation.models import SigningKey
from penstock.automation.moments import CALENDAR, WORKED
from penstock.automation.posting import checked_url
from penstock.automation.whom import audience_box, whom_box
from penstock.boards.verbs import VERBS
from penstock.common.errors import Refused
from penstock.deals.models import DealType, ProcessKind, SellingRole
from penstock.pipelines.models import Pipeline
from penstock.workspaces.actor import Actor

KINDS = (ActivityKind.TASK, ActivityKind.CALL, ActivityKind.MEETING)
MoveForm = VERBS["move"].form
BackForm = VERBS["back"].form


class ChangeForm(VERBS["change"].form):
    """Which fact, and once that is known, its new value; without a value it has not been answered yet."""

    def is_valid(self) -> bool:
        """A form that only names the fact is asked again, with a box for the value."""
        return "value" in self.data and bool(super().is_valid())


class TagForm(VERBS["tag"].form):
    """Which tags to add and which to take away; at least one."""

    def clean(self) -> dict[str, Any]:
        """Raise where there is neither."""
        cleaned = dict(super().clean() or {})
        if not (cleaned.get("added") or cleaned.get("removed")):
            raise forms.ValidationError(_("Write a tag to add or to take away."))
        return cleaned


def _text_box(label: str, rows: int = 1, **settings: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows > 1 else forms.TextInput()
    hint = _("{deal}, {company}, {contact} and {owner} are put in.")
    return forms.CharField(label=label, widget=widget, help_text=hint, **settings)


def _which_deal() -> forms.ChoiceField:
    choices = [("", _("This deal")), ("opened", _("The deal that a step before opened"))]
    return forms.ChoiceField(label=_("On which deal"), required=False, choices=choices)


class TaskForm(forms.Form):
    """What is to be done, by whom, and by when."""

    def __init__(self, *given: Any, by: Actor, **settings: Any) -> None:
        super().__init__(*given, **settings)
        kinds = [(kind.value, kind.label) for kind in KINDS]
        units = [(CALENDAR, _("days")), (WORKED, _("working days"))]
        self.fields["kind"] = forms.ChoiceField(label=_("What"), choices=kinds)
        self.fields["text"] = _text_box(_("Subject"), max_length=300)
        self.fields["who"] = whom_box(by, _("For whom"))
        self.fields["count"] = forms.IntegerField(label=_("Due in"), min_value=0, max_value=FURTHEST, initial=2)
        self.fields["unit"] = forms.ChoiceField(label=_("Of what"), choices=units, initial=WORKED)
        self.fields["on"] = _which_deal()


class NoteForm(forms.Form):
    """The note."""

    def __init__(self, *given: Any, by: Actor, **settings: Any) -> None:
        super().__init__(*given, **settings)
        self.fields["text"] = _text_box(_("Note"), rows=4, max_length=10_000)
        self.fields["on"] = _which_deal()


class EmailForm(forms.Form):
    """Subject and text of the draft, and who is to look it through and send it."""

    def __init__(self, *given: Any, by: Actor, **settings: Any) -> None:
        super().__init__(*given, **settings)
        self.fields["subject"] = _text_box(_("Subject"), max_length=300)
        self.fields["text"] = _text_box(_("Text"), rows=6, max_length=10_000)
        self.fields["who"] = whom_box(by, _("Who sends it"))
        self.fields["on"] = _which_deal()


class AsideForm(forms.Form):
    """For how many days, and why."""

    def __init__(self, *given: Any, by: Actor, **settings: Any) -> None:
        super().__init__(*given, **settings)
        self.fields["count"] = forms.IntegerField(
            label=_("For how many days"), min_value=1, max_value=FURTHEST, initial=90
        )
        self.fields["text"] = _text_box(_("Why"), max_length=200, required=False)


class JoinForm(forms.Form):
    """Whom, and as what."""

    def __init__(self, *given: Any, by: Actor, **settings: Any) -> None:
        super().__init__(*given, **settings)
        self.fields["who"] = whom_box(by, _("Whom"))
        self.fields["role"] = forms.ChoiceField(label=_("Role"), choices=SellingRole.choices)


class OpenForm(forms.Form):
    """Where, under which name, and whose it is."""

    def __init__(self, *given: Any, by: Actor, **settings: Any) -> None:
        super().__init__(*given, **settings)
        rows = Pipeline.objects.of(by).filter(retired_at__isnull=True)
        self.fields["pipeline"] = forms.ModelChoiceField(rows, label=_("Pipeline"), empty_label=None)
        self.fields["name"] = _text_box(_("Name"), max_length=300, initial="{deal}", required=False)
        self.fields["who"] = whom_box(by, _("Whose it is"))
        choices = [("", "—"), *DealType.choices]
        self.fields["type"] = forms.ChoiceField(label=_("Type"), required=False, choices=choices)
        self.fields["products"] = forms.BooleanField(
            label=_("With its products: what they are worth counts in that pipeline too"), required=False
        )


class ProcessForm(forms.Form):
    """Which process, what it is called, and who is responsible."""

    def __init__(self, *given: Any, by: Actor, **settings: Any) -> None:
        super().__init__(*given, **settings)
        rows = ProcessKind.objects.of(by).filter(retired_at__isnull=True)
        self.fields["process_kind"] = forms.ModelChoiceField(rows, label=_("Process"), empty_label=None)
        self.fields["title"] = _text_box(pgettext("process", "Title"), max_length=300, initial="{deal}", required=False)
        self.fields["who"] = whom_box(by, _("Who is responsible"))
        self.fields["on"] = _which_deal()


class NotifyForm(forms.Form):
    """Who is told what."""

    def __init__(self, *given: Any, by: Actor, **settings: Any) -> None:
        super().__init__(*given, **settings)
        self.fields["who"] = audience_box(by, _("Whom"))
        self.fields["text"] = _text_box(_("Text"), max_length=300)


class WebhookForm(forms.Form):
    """Which address is called."""

    def __init__(self, *given: Any, by: Actor, **settings: Any) -> None:
        super().__init__(*given, **settings)
        self.by = by
        hint = _("It gets what happened and the deal as JSON by POST, signed with the workspace's secret.")
        self.fields["url"] = forms.CharField(label=_("Address"), max_length=2000, help_text=hint)

    def clean_url(self) -> str:
        """Raise where it cannot be called, or where there is nothing to sign with."""
        try:
            url = checked_url(self.cleaned_data["url"])
        except Refused as problem:
            raise forms.ValidationError(problem.message) from problem
        if not SigningKey.objects.of(self.by).exists():
            raise forms.ValidationError(_("Make the secret first with which calls are signed, under “Webhooks”."))
        return url
