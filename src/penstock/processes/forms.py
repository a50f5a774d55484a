"""The forms about processes: what a kind and a stage are, and what is told of one process."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from penstock.deals.forms.facts import day_box
from penstock.deals.models import Deal, ProcessKind, ProcessStage, ProcessStageKind
from penstock.pipelines.queries import known_pipelines
from penstock.processes.models import LONGEST_NOTE, Process
from penstock.processes.ready import READY
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person


class KindForm(forms.Form):
    """What a kind is called, and whose deals may have one."""

    name = forms.CharField(
        label=gettext_lazy("One is called"),
        max_length=120,
        help_text=gettext_lazy("Such as “Shipment”."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    plural = forms.CharField(
        label=gettext_lazy("All of them are called"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Such as “Shipments”: the name of their list."),
    )

    def __init__(self, *given: Any, by: Actor, kind: ProcessKind | None = None, **settings: Any) -> None:
        if kind is not None:
            settings.setdefault("initial", {"name": kind.name, "plural": kind.plural, "pipelines": kind.pipelines})
        super().__init__(*given, **settings)
        self.fields["pipelines"] = forms.TypedMultipleChoiceField(
            label=_("Deals of these pipelines may have one"),
            choices=[(one.pk, one.name) for one in known_pipelines(by)],
            coerce=int,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("None chosen: the deals of all."),
        )


class NewKindForm(KindForm):
    """A new kind, and what it begins with; its names come with what was chosen unless they are written."""

    ready = forms.ChoiceField(
        label=gettext_lazy("Begin with"), choices=[(key, one.name) for key, one in READY.items()], initial="blank"
    )

    def __init__(self, *given: Any, by: Actor, **settings: Any) -> None:
        super().__init__(*given, by=by, **settings)
        self.fields["name"].required = False

    def clean(self) -> dict[str, Any]:
        """The names of what was chosen where none are written."""
        told = dict(super().clean() or {})
        chosen = READY.get(told.get("ready", ""))
        if chosen is not None and not told.get("name"):
            told["name"] = str(chosen.name) if chosen.plural else ""
            told["plural"] = told.get("plural") or str(chosen.plural)
        if not told.get("name"):
            self.add_error("name", _("It needs a name."))
        return told


class StageForm(forms.Form):
    """What a stage is."""

    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), choices=ProcessStageKind.choices, initial=ProcessStageKind.OPEN
    )
    expected_days = forms.IntegerField(
        label=gettext_lazy("Expected working days"),
        min_value=1,
        max_value=3650,
        required=False,
        help_text=gettext_lazy("Longer is late. Empty: as long as it takes."),
    )

    def __init__(self, *given: Any, stage: ProcessStage | None = None, **settings: Any) -> None:
        if stage is not None:
            settings.setdefault("initial", {name: getattr(stage, name) for name in self.base_fields})
        super().__init__(*given, **settings)


class ProcessForm(forms.Form):
    """What is told of a process."""

    title = forms.CharField(label=pgettext_lazy("process", "Title"), max_length=300)

    def __init__(self, *given: Any, **settings: Any) -> None:
        super().__init__(*given, **settings)
        self.fields["due_on"] = day_box(_("Due"))
        note = forms.Textarea(attrs={"rows": 3})
        self.fields["note"] = forms.CharField(label=_("Note"), required=False, max_length=LONGEST_NOTE, widget=note)

    @classmethod
    def of(cls, given: Any, process: Process) -> "ProcessForm":
        """The form with what is known."""
        return cls(given, initial={"title": process.title, "due_on": process.due_on, "note": process.note})


class ResponsibleForm(forms.Form):
    """Who is responsible."""

    def __init__(self, *given: Any, by: Actor, **settings: Any) -> None:
        super().__init__(*given, **settings)
        self.fields["responsible"] = responsible_box(by)


class StartForm(ProcessForm):
    """A process that begins: what it is called, who is responsible, by when."""

    field_order = ("title", "responsible", "due_on", "note")

    def __init__(self, *given: Any, deal: Deal, by: Actor, **settings: Any) -> None:
        settings.setdefault("initial", {"title": deal.name, "responsible": by.person_id or deal.owner_id})
        super().__init__(*given, **settings)
        self.fields["responsible"] = responsible_box(by)
        self.order_fields(self.field_order)


def responsible_box(by: Actor) -> "forms.ModelChoiceField[Any]":
    """Those who work here; who may not see the deal is refused with a sentence."""
    people = Person.objects.of(by).filter(deactivated_at__isnull=True).select_related("role", "workspace")
    return forms.ModelChoiceField(
        people.order_by("name"), label=_("Responsible"), required=False, empty_label=_("Nobody")
    )
