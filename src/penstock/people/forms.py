"""The forms about people, teams, rates, the workspace and oneself."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from penstock.people.currencies import currency_choices, region_choices
from penstock.people.queries import active_people
from penstock.people.zones import zone_choices
from penstock.ui.context import THEMES
from penstock.ui.numbers import AmountField
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person, Role, Team

LANGUAGES = [("en", "English"), ("ru", "Русский"), ("zh-hans", "简体中文")]
THEME_NAMES = {"light": _("Light"), "dark": _("Dark"), "system": _("As the device")}


class InviteForm(forms.Form):
    """Who is invited, as what."""

    name = forms.CharField(label=_("Name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    email = forms.EmailField(label=_("E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    role = forms.ModelChoiceField(None, label=_("Role"), empty_label=None)
    team = forms.ModelChoiceField(None, label=_("Team"), required=False, empty_label=_("No team"))

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].queryset = Role.objects.of(by).order_by("pk")
        self.fields["team"].queryset = Team.objects.of(by).order_by("name")


class PersonForm(InviteForm):
    """What a person is here."""

    language = forms.ChoiceField(label=_("Language"), required=False)
    time_zone = forms.ChoiceField(label=_("Time zone"), required=False)

    def __init__(self, *args: Any, by: Actor, person: Person, **kwargs: Any) -> None:
        names = ("name", "email", "role", "team", "language", "time_zone")
        kwargs.setdefault("initial", {name: getattr(person, name) for name in names})
        super().__init__(*args, by=by, **kwargs)
        self.fields["email"].required = False
        self.fields["email"].disabled = person.user_id is not None
        offer_language_and_zone(self, person)


class ProfileForm(forms.Form):
    """What people choose for themselves."""

    name = forms.CharField(label=_("Name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    language = forms.ChoiceField(label=_("Language"), required=False)
    time_zone = forms.ChoiceField(label=_("Time zone"), required=False)
    theme = forms.ChoiceField(label=_("Light or dark"), choices=[(key, THEME_NAMES[key]) for key in THEMES])

    def __init__(self, *args: Any, person: Person, theme: str, **kwargs: Any) -> None:
        initial = {name: getattr(person, name) for name in ("name", "language", "time_zone")}
        super().__init__(*args, initial={**initial, "theme": theme}, **kwargs)
        offer_language_and_zone(self, person)


class DeactivateForm(forms.Form):
    """Who takes over."""

    successor = forms.ModelChoiceField(
        None, label=_("Open work goes to"), required=False, empty_label=_("Nobody: it waits for an owner")
    )

    def __init__(self, *args: Any, by: Actor, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = active_people(by).exclude(pk=person.pk)


class TeamForm(forms.Form):
    """A team's name and the team above it."""

    name = forms.CharField(label=_("Name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    parent = forms.ModelChoiceField(None, label=_("Beneath"), required=False, empty_label=_("No other team"))

    def __init__(self, *args: Any, by: Actor, team: Team | None = None, **kwargs: Any) -> None:
        if team is not None:
            kwargs.setdefault("initial", {"name": team.name, "parent": team.parent_id})
        super().__init__(*args, **kwargs)
        others = Team.objects.of(by).order_by("name")
        self.fields["parent"].queryset = others.exclude(pk=team.pk) if team else others


class RateForm(forms.Form):
    """What one unit of a currency is worth from a day on."""

    currency = forms.ChoiceField(label=_("Currency"))
    rate = AmountField(label=_("Rate"))
    on = forms.DateField(label=_("From"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"on": timezone.localdate()})
        super().__init__(*args, **kwargs)
        own = by.workspace.currency
        self.fields["currency"].choices = [("", "—"), *(pair for pair in currency_choices() if pair[0] != own)]


class WorkspaceForm(forms.Form):
    """The workspace's name, money, clock, language and region."""

    name = forms.CharField(label=_("Name"), max_length=200)
    currency = forms.ChoiceField(label=_("Base currency"), help_text=_("Totals are told in it; deals keep their own."))
    time_zone = forms.ChoiceField(label=_("Time zone"), help_text=_("Reports begin their days by it."))
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    region = forms.ChoiceField(
        label=_("Region"), help_text=_("Phone numbers without a country code are taken as from here.")
    )

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {name: getattr(by.workspace, name) for name in self.base_fields})
        super().__init__(*args, **kwargs)
        self.fields["currency"].choices = currency_choices()
        self.fields["time_zone"].choices = zone_choices(by.workspace.time_zone)
        self.fields["region"].choices = region_choices()


class JoinForm(forms.Form):
    """The password that somebody chooses when they join."""

    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least ten characters; a few words together are good."),
    )


def offer_language_and_zone(form: forms.Form, person: Person) -> None:
    """The choices of a person's language and clock; empty means the workspace's."""
    form.fields["language"].choices = [("", _("As the workspace")), *LANGUAGES]
    form.fields["time_zone"].choices = [("", _("As the workspace")), *zone_choices(person.time_zone)]
