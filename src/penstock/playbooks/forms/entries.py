"""The forms in which a stage's lists and its purpose are written."""

from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from penstock.deals.models import SellingRole
from penstock.pipelines.models import Stage
from penstock.playbooks.actions import add_playbook_entry, change_playbook_entry, renew_asset
from penstock.playbooks.models import Asset, AssetKind, RoleMember, TaskKind
from penstock.playbooks.models.tasks import WHOM
from penstock.playbooks.queries import version_of
from penstock.playbooks.sorts import Sort
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person


class EntryForm(forms.Form):
    """An entry of one of a playbook's lists."""

    def __init__(self, *given: Any, sort: Sort, entry: Any = None, **settings: Any) -> None:
        if entry is not None:
            settings.setdefault("initial", {name: getattr(entry, name) for name in sort.checks})
        super().__init__(*given, **settings)
        self.sort, self.entry = sort, entry
        for name in sort.checks:
            self.fields[name] = _kind(sort) if name == "kind" else BOXES[name]()
        if sort.answer:
            self.fields["answer"].label = str(sort.answer)

    def save(self, stage: Stage, by: Actor, **facts: Any) -> None:
        """A new entry of the stage, or a change of the one at hand."""
        if self.entry is None:
            self.entry = add_playbook_entry(stage, self.sort.key, by=by, **facts)
        else:
            change_playbook_entry(self.entry, by=by, **facts)


class AssetForm(EntryForm):
    """Something to give: its name, its kind once and for all, and what it holds."""

    def __init__(self, *given: Any, sort: Sort, entry: Asset | None = None) -> None:
        version = version_of(entry) if entry is not None else None
        known = {"initial": {"name": entry.name, "text": version.text if version else ""}} if entry is not None else {}
        super().__init__(*given, sort=sort, entry=entry, **known)
        kind = entry.kind if entry is not None else None
        if kind is not None:
            del self.fields["kind"]
        if kind != AssetKind.FILE:
            self.fields["text"] = _asset_text(kind)
        if kind in (None, AssetKind.FILE):
            self.fields["file"] = forms.FileField(label=_("File"), required=False)

    @transaction.atomic
    def save(self, stage: Stage, by: Actor, **facts: Any) -> None:
        """The entry, and another version where it holds something else."""
        text, file = facts.pop("text", ""), facts.pop("file", None)
        super().save(stage, by, **facts)
        if self.entry.kind != AssetKind.FILE or file is not None or version_of(self.entry) is None:
            renew_asset(self.entry, by=by, text=text, content=file, name=file.name if file else "")


def entry_form(request: Any, sort: Sort, entry: Any = None) -> EntryForm:
    """The form of an entry, as it was sent."""
    form = AssetForm if sort.key == "assets" else EntryForm
    return form(request.POST or None, request.FILES or None, sort=sort, entry=entry)


class RoleMembersForm(forms.Form):
    """Who can be called in, role by role."""

    def __init__(self, *given: Any, by: Actor, **settings: Any) -> None:
        super().__init__(*given, **settings)
        people = Person.objects.of(by).filter(deactivated_at__isnull=True).order_by("name")
        members = list(RoleMember.objects.of(by).values_list("role", "person_id"))
        for key, label in SellingRole.choices:
            self.fields[key] = forms.ModelMultipleChoiceField(
                people,
                label=label,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                initial=[person for role, person in members if role == key],
            )


class GuideForm(forms.Form):
    """What a stage is for, and what the buyer does meanwhile."""

    purpose = forms.CharField(
        label=_("What this stage is for"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Two or three sentences that stand beside each deal in the stage."),
    )
    buyer_step = forms.CharField(
        label=_("The buyer's step"), required=False, max_length=2000, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, *given: Any, stage: Stage, purpose: str) -> None:
        super().__init__(*given, initial={"purpose": purpose, "buyer_step": stage.buyer_step})


def _kind(sort: Sort) -> forms.Field:
    return forms.ChoiceField(label=_("Kind"), choices=KINDS[sort.key])


def _name() -> forms.Field:
    return forms.CharField(label=_("What it says"), max_length=300, widget=forms.TextInput({"autocomplete": "off"}))


def _is_required() -> forms.Field:
    hint = _("Where the stage’s rules ask for the checklist, a deal goes on only when this is ticked.")
    return forms.BooleanField(label=_("Required to go on"), required=False, initial=True, help_text=hint)


def _answer() -> forms.Field:
    return forms.CharField(label=_("Answer"), required=False, max_length=10_000, widget=forms.Textarea({"rows": 4}))


def _asset_text(kind: str | None) -> forms.Field:
    label = _("Address") if kind == AssetKind.LINK else _("Text, or the address of a video")
    hint = _("In a text {company}, {contact}, {deal}, {owner}, {value}, {close_day} and {needs} are filled in.")
    box = forms.Textarea({"rows": 8}) if kind != AssetKind.LINK else forms.TextInput()
    return forms.CharField(label=label, required=False, widget=box, help_text="" if kind == AssetKind.LINK else hint)


def _days() -> forms.Field:
    return forms.IntegerField(label=_("Within working days"), min_value=0, max_value=250, initial=1)


def _whom() -> forms.Field:
    hint = _("Whoever has the role on the deal, else the least busy of those who can be called in.")
    return forms.ChoiceField(label=_("For whom"), choices=WHOM, help_text=hint)


BOXES = {"name": _name, "is_required": _is_required, "answer": _answer, "days": _days, "whom": _whom}
KINDS = {"assets": AssetKind.choices, "tasks": TaskKind.choices}
