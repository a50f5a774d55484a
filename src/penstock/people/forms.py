"""The forms about people, teams, rates, the workspace and oneself."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from penstock.people.currencies import currency_choices, month_choices, region_choices
from penstock.people.queries import active_people
from penstock.people.zones import zone_choices
from penstock.ui.context import THEMES
from penstock.ui.numbers import AmountField
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person, Role, Team

LANGUAGES = [("en", "English"), ("ru", "Русский"), ("zh-hans", "简体中文")]
THEME_NAMES = {"light": _("Light"), "dark": _("Dark"), "system": _("As the device")}


class PersonNameForm(forms.Form):
    """What somebody is called, before whatever else a form asks."""

    name = forms.CharField(label=_("Full name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))


class InviteForm(PersonNameForm):
    """Who is invited, as what."""

    email = forms.EmailField(label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "off"}))

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = Role.objects.of(by).order_by("pk")
        self.fields["role"] = forms.ModelChoiceField(roles, label=_("Role"), empty_label=None)
        self.fields["team"] = _team_box(by, _("Team"), _("No team"))


class PersonForm(InviteForm):
    """What a person is here."""

    def __init__(self, *args: Any, by: Actor, person: Person, **kwargs: Any) -> None:
        names = ("name", "email", "role", "team", "started_on", "language", "time_zone")
        super().__init__(*args, by=by, initial={name: getattr(person, name) for name in names}, **kwargs)
        self.fields["email"].required = person.user_id is not None
        self.fields["started_on"] = forms.DateField(
            label=_("First day at work"),
            required=False,
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            help_text=_("Reports tell from it how soon new sellers come up; without it, their first work here counts."),
        )
        self.fields |= language_and_zone(person)


class ProfileForm(PersonNameForm):
    """What people choose for themselves; the theme belongs to the device."""

    def __init__(self, *args: Any, person: Person, theme: str, **kwargs: Any) -> None:
        initial = {name: getattr(person, name) for name in ("name", "language", "time_zone")}
        super().__init__(*args, initial={**initial, "theme": theme}, **kwargs)
        themes = [(key, THEME_NAMES[key]) for key in THEMES]
        self.fields |= language_and_zone(person)
        self.fields["theme"] = forms.ChoiceField(label=_("Light or dark"), choices=themes)


class NameForm(forms.Form):
    """The name of a team or of the workspace, before whatever else a form asks."""

    name = forms.CharField(label=_("Name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))


class DeactivateForm(forms.Form):
    """Who takes over."""

    def __init__(self, *args: Any, by: Actor, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successor"] = forms.ModelChoiceField(
            active_people(by).exclude(pk=person.pk),
            label=_("Open work goes to"),
            required=False,
            empty_label=_("Nobody: it waits for an owner"),
        )


class TeamForm(NameForm):
    """A team's name and the team above it."""

    def __init__(self, *args: Any, by: Actor, team: Team | None = None, **kwargs: Any) -> None:
        initial = {"name": team.name, "parent": team.parent_id} if team else {}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["parent"] = _team_box(by, _("Beneath"), _("No other team"), besides=team)


class RateForm(forms.Form):
    """What one unit of a currency is worth from a day on."""

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, initial={"on": timezone.localdate()}, **kwargs)
        others = [pair for pair in currency_choices() if pair[0] != by.workspace.currency]
        day = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        self.fields["currency"] = forms.ChoiceField(label=_("Currency"), choices=[("", "—"), *others])
        self.fields["rate"] = AmountField(label=_("Rate"))
        self.fields["on"] = forms.DateField(label=_("From"), widget=day)


class WorkspaceForm(NameForm):
    """The workspace's name, money, clock, language and region."""

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        names = ("name", "currency", "time_zone", "language", "region", "fiscal_month")
        super().__init__(*args, initial={name: getattr(by.workspace, name) for name in names}, **kwargs)
        zones = zone_choices(by.workspace.time_zone)
        money, days = _("Totals are told in it; deals keep their own."), _("Reports begin their days by it.")
        phones = _("Phone numbers without a country code are taken as from here.")
        self.fields["currency"] = _choice(_("Base currency"), currency_choices(), money)
        self.fields["time_zone"] = _choice(_("Time zone"), zones, days)
        self.fields["language"] = _choice(_("Language"), LANGUAGES)
        self.fields["region"] = _choice(_("Region"), region_choices(), phones)
        years = _("Numbers can be split by fiscal years and quarters; a year is called after the one it ends in.")
        self.fields["fiscal_month"] = _choice(_("The fiscal year begins in"), month_choices(), years)
        self.fields["fiscal_month"].required = False
        self._begins = by.workspace.fiscal_month

    def clean_fiscal_month(self) -> str:
        """As it is, where nothing is said of it."""
        return str(self.cleaned_data["fiscal_month"] or self._begins)


class JoinForm(forms.Form):
    """The password that somebody chooses when they join."""

    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least ten characters; a few words together are good."),
    )


def language_and_zone(person: Person) -> dict[str, forms.Field]:
    """The boxes of a person's language and clock; empty means the workspace's."""
    none = [("", _("As the workspace"))]
    zones = [*none, *zone_choices(person.time_zone)]
    return {
        "language": forms.ChoiceField(label=_("Language"), required=False, choices=[*none, *LANGUAGES]),
        "time_zone": forms.ChoiceField(label=_("Time zone"), required=False, choices=zones),
    }


def _choice(label: Any, choices: list[tuple[str, str]], help_text: Any = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, help_text=help_text)


def _team_box(by: Actor, label: Any, none: Any, besides: Team | None = None) -> forms.Field:
    teams = Team.objects.of(by).exclude(pk=besides.pk if besides else None).order_by("name")
    return forms.ModelChoiceField(teams, label=label, required=False, empty_label=none)
