"""The form of an alert: which number, what it must do, of which days, narrowed to what, and who is told."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from penstock.alerts.actions.set_alert import DAYS
from penstock.alerts.judging import NARROWED, may_alert
from penstock.alerts.models import Alert, AlertReader, Rule
from penstock.metrics.catalogue import METRICS
from penstock.metrics.catalogue.metric import Unit
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person

PERCENT = 100


class AlertForm(forms.Form):
    """What ``set_alert`` wants; a line for a share is written in percent."""

    metric = forms.ChoiceField(label=_("When"), initial="win_rate")
    rule = forms.ChoiceField(label=_("does this"), choices=Rule.choices)
    line = forms.DecimalField(
        label=_("Line"),
        required=False,
        max_digits=18,
        help_text=_("A share in percent. A shift has no line: it is told when chance hardly explains it."),
    )
    days = forms.TypedChoiceField(
        label=_("in the last days"), coerce=int, choices=[(days, days) for days in DAYS], initial=90
    )

    def __init__(self, *args: Any, by: Actor, alert: Alert | None = None, **kwargs: Any) -> None:
        if alert is not None:
            kwargs.setdefault("initial", _initial(alert))
        super().__init__(*args, **kwargs)
        metric = self.fields["metric"]
        assert isinstance(metric, forms.ChoiceField)  # noqa: S101 -- declared above
        metric.choices = [(one.key, one.name) for one in METRICS.values() if may_alert(one)]
        self.fields |= {name: _choice(name, by) for name in NARROWED}
        self.fields["people"] = forms.MultipleChoiceField(
            label=_("Tell"),
            choices=[(one.pk, one.name) for one in people_to_tell(by, alert)],
            widget=forms.CheckboxSelectMultiple,
            initial=[by.person_id] if alert is None else None,
            help_text=_("Each hears of the number as they may see it."),
        )

    def clean(self) -> dict[str, Any]:
        """Ids for records, and a share as a part of one."""
        told = super().clean() or self.cleaned_data
        metric, line = METRICS.get(told.get("metric", "")), told.get("line")
        if metric and metric.unit == Unit.SHARE and line is not None:
            told["line"] = line / Decimal(PERCENT)
        if told.get("rule") == Rule.SHIFT:
            told["line"] = None
        told |= {name: int(told[name]) if told.get(name) else None for name in NARROWED}
        return told | {"people": [int(pk) for pk in told.get("people", [])]}


def people_to_tell(by: Actor, alert: Alert | None) -> list[Person]:
    """Oneself and those whose records one may see, of those who can sign in; and who is told already."""
    rows = Person.objects.of(by).filter(deactivated_at__isnull=True, user__is_active=True).order_by("name")
    told = set(AlertReader.objects.on(alert).values_list("person_id", flat=True)) if alert else set()
    mine = by.readable_people
    return [one for one in rows if mine is None or one.pk in mine or one.pk == by.person_id or one.pk in told]


def _choice(name: str, by: Actor) -> forms.ChoiceField:
    rows = NARROWED[name].model.objects.of(by).order_by(*("pipeline__order", "order") if name == "stage" else ("name",))
    if name == "owner" and by.readable_people is not None:
        rows = rows.filter(pk__in=by.readable_people)
    if name in ("pipeline", "stage", "source"):
        rows = rows.filter(retired_at__isnull=True)
    return forms.ChoiceField(
        label=LABELS[name], required=False, choices=[("", "—"), *((one.pk, str(one)) for one in rows)]
    )


LABELS = {
    "pipeline": _("Pipeline"),
    "stage": _("Stage"),
    "team": _("Team"),
    "owner": _("Owner"),
    "source": _("Source"),
}


def _initial(alert: Alert) -> dict[str, Any]:
    is_share = METRICS[alert.metric].unit == Unit.SHARE
    line = alert.line * PERCENT if alert.line is not None and is_share else alert.line
    return {
        "metric": alert.metric,
        "rule": alert.rule,
        "line": None if line is None else f"{line.normalize():f}",
        "days": alert.days,
        "people": list(AlertReader.objects.on(alert).values_list("person_id", flat=True)),
        **{name: getattr(alert, f"{name}_id") for name in NARROWED},
    }
