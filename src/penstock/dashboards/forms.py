"""The forms of dashboards: a name, with whom it is shared, when it is mailed, and the making of a widget."""

from dataclasses import replace
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from penstock.dashboards.drafts import (
    FORECAST_BY,
    PICTURES,
    Compare,
    Draft,
    Kind,
    Whose,
    fits_kind,
    is_period,
    splits,
)
from penstock.dashboards.filters import WHERE, begun, chosen, fitting
from penstock.dashboards.models import Dashboard, DashboardShare, Schedule, ScheduledReader
from penstock.dashboards.ready import READY
from penstock.metrics.catalogue import METRICS, Metric
from penstock.metrics.dimensions import Dimension
from penstock.metrics.filtering import offered, options
from penstock.metrics.relative import RELATIVE
from penstock.metrics.words import dimensions_for
from penstock.notifications.forms import RegularForm
from penstock.notifications.models import Rhythm
from penstock.people.queries import active_people
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Team


class NameForm(forms.Form):
    """What it is called."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=80)


class MakeForm(NameForm):
    """What a new dashboard is called, and what it begins with."""

    ready = forms.ChoiceField(label=gettext_lazy("Begin with"), required=False)

    def __init__(self, *given: Any, **settings: Any) -> None:
        super().__init__(*given, **settings)
        ready = cast(forms.ChoiceField, self.fields["ready"])
        ready.choices = [
            ("", _("An empty page")),
            *((one.key, one.name) for one in READY.values()),
        ]


class ShareForm(forms.Form):
    """Who may see it; each sees their own figures in it."""

    is_shared = forms.BooleanField(label=gettext_lazy("Everybody here"), required=False)

    def __init__(self, *given: Any, dashboard: Dashboard, by: Actor, **settings: Any) -> None:
        rows = list(DashboardShare.objects.on(dashboard))
        initial = {
            "is_shared": dashboard.is_shared,
            "teams": [row.team_id for row in rows if row.team_id],
            "people": [row.person_id for row in rows if row.person_id],
        }
        super().__init__(*given, initial=initial, **settings)
        boxes = forms.CheckboxSelectMultiple
        teams = Team.objects.of(by).order_by("name")
        others = active_people(by).exclude(pk=dashboard.owner_id)
        self.fields["teams"] = forms.ModelMultipleChoiceField(teams, required=False, label=_("Teams"), widget=boxes)
        self.fields["people"] = forms.ModelMultipleChoiceField(others, required=False, label=_("People"), widget=boxes)


class ScheduleForm(RegularForm):
    """When a dashboard is mailed, and to whom; without a rhythm it is not."""

    def __init__(self, *given: Any, dashboard: Dashboard, by: Actor, **settings: Any) -> None:
        known = Schedule.objects.on(dashboard).first()
        initial: dict[str, Any] = {"at": "08:00", "readers": [by.person_id]}
        if known:
            initial = {
                "rhythm": known.rhythm,
                "at": known.at,
                "readers": [one.person_id for one in ScheduledReader.objects.on(known)],
            }
        super().__init__(*given, initial=initial, by=by, **settings)
        rhythm = cast(forms.ChoiceField, self.fields["rhythm"])
        rhythm.choices, rhythm.required = [("", _("Not by e-mail")), *Rhythm.choices], False


class WidgetForm(forms.Form):
    """A widget in the making; what can be chosen follows from what is chosen, so each change draws the form anew."""

    def __init__(self, data: Any, *, by: Actor, **settings: Any) -> None:
        super().__init__(data, **settings)
        known = offered(by, dimensions_for(by))
        self.begun: list[str] = []
        kind = _one(data, "kind", Kind.values, Kind.FIGURE)
        self.kind = Kind(kind)
        fitting = [metric for metric in METRICS.values() if fits_kind(metric, kind) and _can_split(metric.key, kind)]
        chosen = [key for key in data.getlist("metrics") if key in METRICS and METRICS[key] in fitting]
        self._chosen = chosen
        self._choose("kind", _("How it looks"), Kind.choices, forms.RadioSelect)
        if kind not in PICTURES:
            self._choose_metrics(fitting, chosen)
        self._choose_splits(METRICS[chosen[0]] if chosen else fitting[0] if fitting else None, known)
        self._choose("period", _("Period"), [(key, words) for key, words in RELATIVE.items() if is_period(key, kind)])
        if self.kind.compares:
            self._choose("compare", _("Compared with"), Compare.choices)
        self._choose("whose", _("Whose"), Whose.choices)
        if kind != Kind.GAUGE:
            self._choose_filters(data, known, by)
        self.fields["title"] = forms.CharField(
            label=_("Heading"), max_length=80, required=False, help_text=_("Empty: what it shows.")
        )
        self._choose("width", _("Width"), [("1", _("One column")), ("2", _("Two")), ("3", _("The whole width"))])
        self.data = data_of(self.draft())

    def draft(self) -> Draft:
        """The widget as it is chosen; what is not chosen yet is the first that fits."""
        metrics = [key for key in self._chosen if key in self._options("metrics")]
        return Draft(
            kind=self.kind,
            metrics=tuple(metrics or self._options("metrics")[:1]) if "metrics" in self.fields else (),
            by=self._value("by"),
            across=self._value("across") if self._value("across") != self._value("by") else self._other(),
            where=tuple(
                (name, value) for name, value in chosen(cast(QueryDict, self.data)) if f"{WHERE}{name}" in self.fields
            ),
            whose=self._value("whose"),
            period=self._value("period"),
            compare=self._value("compare"),
            title=self.data.get("title", ""),
            width=int(self._value("width") or 1),
        )

    def _choose_splits(self, first: Metric | None, known: dict[str, Dimension]) -> None:
        """By what it is split; a forecast is told by something beside what it comes to."""
        if self.kind == Kind.FORECAST:
            self._choose("by", _("Told by"), [("", _("By itself")), *((key, known[key].name) for key in FORECAST_BY)])
        elif first and (self.kind.needs_by or self.kind == Kind.LINES):
            empty = [("", _("By itself, as fits"))] if self.kind == Kind.LINES else []
            options = [(key, known[key].name) for key in splits(first, self.kind, known)]
            self._choose("by", _("Split by"), [*empty, *options])
            if self.kind == Kind.HEAT:
                self._choose("across", _("And by"), options)

    def _choose_metrics(self, fitting: Any, chosen: list[str]) -> None:
        options = [(metric.key, metric.name) for metric in fitting]
        if self.kind.most_metrics == 1:
            self._choose("metrics", _("What it shows"), options)
            return
        unit = METRICS[chosen[0]].unit if chosen and self.kind == Kind.LINES else None
        listed = [(key, name) for key, name in options if unit is None or METRICS[key].unit == unit]
        self.fields["metrics"] = forms.MultipleChoiceField(
            label=_("What it shows"), choices=listed, widget=forms.CheckboxSelectMultiple
        )

    def _choose_filters(self, data: QueryDict, known: dict[str, Dimension], by: Actor) -> None:
        """The values of each dimension that is filtered by, and which others there are."""
        asked = replace(self.draft(), where=chosen(data))
        self.begun = begun(data, asked, known)
        for name in self.begun:
            label = _("Only where: %(dimension)s") % {"dimension": known[name].name}
            found = options(known[name], by)
            mine = [value for key, value in asked.where if key == name]
            lost = [(value, value) for value in mine if value not in dict(found)]
            self.fields[f"{WHERE}{name}"] = forms.MultipleChoiceField(
                label=label, choices=[*found, *lost], widget=forms.CheckboxSelectMultiple, required=False
            )
        left = [(name, known[name].name) for name in fitting(asked, known) if name not in self.begun]
        self._choose("filter", _("Filter by"), [("", _("Choose what to filter by")), *left])

    def _choose(self, name: str, label: str, options: Any, widget: Any = forms.Select) -> None:
        is_needed = all(str(key) for key, _words in options)
        self.fields[name] = forms.ChoiceField(label=label, choices=options, widget=widget, required=is_needed)

    def _options(self, name: str) -> list[str]:
        if name not in self.fields:
            return []
        field = cast(forms.ChoiceField, self.fields[name])
        return [str(key) for key, _words in cast(list[tuple[str, Any]], field.choices)]

    def _value(self, name: str) -> str:
        """What is chosen, else the first that can be."""
        options = self._options(name)
        return _one(self.data, name, options, options[0]) if options else ""

    def _other(self) -> str:
        return next((key for key in self._options("across") if key != self._value("by")), "")


def data_of(draft: Draft) -> QueryDict:
    """A draft as the form would send it."""
    data = QueryDict(mutable=True)
    for name, value in draft.facts().items():
        if name == "metrics":
            data.setlist("metrics", value)
        elif name != "where":
            data[name] = str(value)
    for name, value in draft.where:
        data.appendlist(f"{WHERE}{name}", value)
    return data


def with_usual(data: QueryDict) -> QueryDict:
    """What is sent, with the usual for what is not: a form that was just opened shows something at once."""
    full = data_of(Draft(Kind.FIGURE, ("revenue_won",), compare=Compare.BEFORE))
    if "kind" in data:
        full.setlist("metrics", [])
        full["compare"] = ""
    for name in data:
        full.setlist(name, data.getlist(name))
    return full


def _one(data: Any, name: str, options: Any, usual: str) -> str:
    value = data.get(name, "")
    return value if value in options else usual


def _can_split(key: str, kind: str) -> bool:
    return kind not in (Kind.BARS, Kind.TABLE, Kind.LEADERS, Kind.HEAT) or bool(splits(METRICS[key], kind))
