"""What can be done to many deals at once: each verb is a form and the action that every other door calls too."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from penstock.boards.filters.definition import Words
from penstock.deals.actions import assign_deal, bring_back, change_deal, move_deal, remove_deal, set_aside, tag_deal
from penstock.deals.facts import LABELS
from penstock.deals.forms.aside import AsideForm
from penstock.deals.forms.facts import FACT_BOXES, owner_box
from penstock.deals.forms.opening import StageField, stages
from penstock.deals.models import Deal, DealStatus
from penstock.deals.queries import tags_of
from penstock.fields.forms import custom_box
from penstock.fields.models import Subject
from penstock.fields.values import fields_of
from penstock.journal.models import Event
from penstock.pipelines.models import LossReason
from penstock.workspaces.actor import Actor

CHANGEABLE = (
    *("expected_close_on", "forecast_category", "source", "type", "company"),
    *("amount", "currency", "probability", "monthly_amount"),
)
Values = dict[str, Any]


class MoveMany(forms.Form):
    """To which stage; a lost one wants a reason."""

    def __init__(self, *given: Any, by: Actor) -> None:
        super().__init__(*given)
        self.fields["stage"] = StageField(stages(by), label=_("Stage"))
        reasons = LossReason.objects.of(by).filter(retired_at__isnull=True)
        self.fields["loss_reason"] = forms.ModelChoiceField(
            reasons, label=_("Reason, if they are lost"), required=False, empty_label=_("Choose a reason")
        )
        self.fields["loss_comment"] = forms.CharField(
            label=_("Comment, if they are lost"), required=False, max_length=2000
        )
        if by.may_override:
            hint = _("What the stages still want is then no obstacle; your reason is kept with each deal.")
            self.fields["override"] = forms.CharField(
                label=_("Move anyway, because"), required=False, max_length=500, help_text=hint
            )


class AssignMany(forms.Form):
    """To whom."""

    def __init__(self, *given: Any, by: Actor) -> None:
        super().__init__(*given)
        self.fields["owner"] = owner_box(by)


class ChangeMany(forms.Form):
    """Which fact, and once that is known, its new value."""

    def __init__(self, *given: Any, by: Actor) -> None:
        super().__init__(*given)
        own = {f"custom.{field.key}": field for field in fields_of(by, Subject.DEAL)}
        choices = [(name, LABELS[name]) for name in CHANGEABLE] + [(key, field.label) for key, field in own.items()]
        self.fields["fact"] = forms.ChoiceField(label=_("What to change"), choices=choices)
        fact = self.data.get("fact", "")
        self.is_bound = self.is_bound and "value" in self.data
        if fact in own:
            self.fields["value"] = custom_box(own[fact], by)
        elif fact in CHANGEABLE:
            self.fields["value"] = FACT_BOXES[fact](by)
        if "value" in self.fields:
            self.fields["fact"].widget = forms.HiddenInput()
            self.initial["fact"] = fact


class TagMany(forms.Form):
    """Which tags to add and which to take away, separated by commas."""

    def __init__(self, *given: Any, by: Actor) -> None:
        super().__init__(*given)
        hint = _("Several are separated by commas.")
        self.fields["added"] = forms.CharField(label=_("Add tags"), required=False, max_length=300, help_text=hint)
        self.fields["removed"] = forms.CharField(label=_("Take tags away"), required=False, max_length=300)


class Unasked(forms.Form):
    """There is nothing to choose."""

    def __init__(self, *given: Any, by: Actor) -> None:
        super().__init__(*given)


def _move(deal: Deal, values: Values, by: Actor) -> Event | None:
    said = {name: values.get(name, "") for name in ("loss_comment", "override")}
    return move_deal(deal, values["stage"], by=by, loss_reason=values["loss_reason"], **said)


def _assign(deal: Deal, values: Values, by: Actor) -> Event | None:
    return assign_deal(deal, values["owner"], by=by)


def _change(deal: Deal, values: Values, by: Actor) -> Event | None:
    name, value = values["fact"], values.get("value")
    if name.startswith("custom."):
        return change_deal(deal, by=by, custom={name.removeprefix("custom."): value})
    return change_deal(deal, by=by, **{name: value})


def _tag(deal: Deal, values: Values, by: Actor) -> Event | None:
    added, removed = (_words(values[name]) for name in ("added", "removed"))
    kept = [tag.name for tag in tags_of(deal) if tag.name not in removed]
    return tag_deal(deal, [*kept, *added], by=by)


def _set_aside(deal: Deal, values: Values, by: Actor) -> Event | None:
    return set_aside(deal, until=values["until"], reason=values["reason"], by=by)


def _bring_back(deal: Deal, values: Values, by: Actor) -> Event | None:
    return bring_back(deal, by=by)


def _remove(deal: Deal, values: Values, by: Actor) -> Event | None:
    return remove_deal(deal, by=by)


def _words(text: str) -> list[str]:
    return [word for part in text.replace("，", ",").split(",") if (word := " ".join(part.split()))]


@dataclass(frozen=True)
class Verb:
    """One thing to do to many deals; ``question`` heads its dialog, ``act`` stands on the button."""

    key: str
    label: Words
    icon: str
    question: Words
    form: Callable[..., forms.Form]
    act: Callable[[Deal, Values, Actor], Event | None]

    needs: tuple[str, ...] = ()
    only_of: str = ""
    """The status by which the list has to be filtered for it to be offered."""

    def is_answered(self, values: Mapping[str, Any]) -> bool:
        """Whether everything was asked already; an empty answer is one too, since it empties a fact."""
        return all(name in values for name in self.needs)

    def cleaned(self, values: Any, by: Actor) -> Values | None:
        """The values as the action takes them, or None when the form still wants something."""
        form = self.form(values, by=by)
        return form.cleaned_data if self.is_answered(values) and form.is_valid() else None


VERBS = {
    verb.key: verb
    for verb in (
        Verb("move", gettext_lazy("Move"), "arrow-right", gettext_lazy("Where do the deals go?"), MoveMany, _move),
        Verb("assign", gettext_lazy("Hand over"), "user", gettext_lazy("Who goes on with them?"), AssignMany, _assign),
        Verb(
            "change",
            gettext_lazy("Change"),
            "pencil",
            gettext_lazy("What changes?"),
            ChangeMany,
            _change,
            ("fact", "value"),
        ),
        Verb("tag", gettext_lazy("Tag"), "tag", gettext_lazy("Which tags?"), TagMany, _tag),
        Verb(
            "aside",
            pgettext_lazy("verb", "Set aside"),
            "moon",
            gettext_lazy("Until when are they set aside?"),
            AsideForm,
            _set_aside,
        ),
        Verb(
            "back",
            pgettext_lazy("verb", "Bring back"),
            "sunrise",
            gettext_lazy("Bring the deals back?"),
            Unasked,
            _bring_back,
            only_of=DealStatus.ASIDE,
        ),
        Verb("remove", gettext_lazy("Remove"), "trash-2", gettext_lazy("Remove the deals?"), Unasked, _remove),
    )
}
