"""The form of an alert: which number, what it must do, of which days, narrowed to what, and who is told."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from penstock.alerts.actions.set_alert import DAYS
from penstock.alerts.judging import NARROWED, may_alert, unit_of
from penstock.alerts.models import FORECAST, Ahead, Alert, AlertReader, Rule
from penstock.metrics.catalogue import METRICS
from penstock.metrics.catalogue.metric import Unit
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person

PERCENT = 100


class AlertForm(forms.Form):
    """What ``set_alert`` wants; a line for a share is written in percent."""

    metric = forms.ChoiceField(label=pgettext_lazy("alert", "When"), initial="win_rate")
    rule = forms.ChoiceField(label=_("does this"), choices=Rule.choices)
    line = forms.DecimalField(
        label=_("Line"),
        required=False,
        max_digits=18,
        help_text=_(
            "A share in percent. A shift has no line: it is told when chance hardly explains it. The forecast without "
            "a line is held against the target."
        ),
    )
    days = forms.ChoiceField(label=_("Over"), initial=90)

    def __init__(self, *args: Any, by: Actor, alert: Alert | None = None, **kwargs: Any) -> None:
        if alert is not None:
            kwargs.setdefault("initial", _initial(alert))
        super().__init__(*args, **kwargs)
        metric = self.fields["metric"]
        assert isinstance(metric, forms.ChoiceField)  # noqa: S101 -- declared above
        known = [(one.key, one.name) for one in METRICS.values() if may_alert(one)]
        metric.choices = [(FORECAST, _("The forecast")), *known]
        over = self.fields["days"]
        assert isinstance(over, forms.ChoiceField)  # noqa: S101 -- declared above
        over.choices = [
            *((days, gettext("the last %(days)s days") % {"days": days}) for days in DAYS),
            *((one.value, gettext("%(period)s, of the forecast") % {"period": one.label}) for one in Ahead),
        ]
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
        told |= self._over(told.get("days", ""), told.get("metric") == FORECAST)
        if metric and metric.unit == Unit.SHARE and line is not None:
            told["line"] = line / Decimal(PERCENT)
        if told.get("rule") == Rule.SHIFT:
            told["line"] = None
        told |= {name: int(told[name]) if told.get(name) else None for name in NARROWED}
        return told | {"people": [int(pk) for pk in told.get("people", [])]}

    def _over(self, chosen: str, is_forecast: bool) -> dict[str, Any]:
        """The last days of a metric, the period of a forecast; who chose the one for the other is told at the field."""
        if chosen and is_forecast != (chosen in Ahead.values):
            wrong = _("A forecast is of this month, this quarter or this year.")
            self.add_error("days", wrong if is_forecast else _("Choose the last days that it is of."))
        if is_forecast:
            return {"days": DAYS[2], "period": chosen if chosen in Ahead.values else ""}
        return {"days": int(chosen) if chosen.isdigit() else DAYS[2], "period": ""}


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
    is_share = unit_of(alert.metric) == Unit.SHARE
    line = alert.line * PERCENT if alert.line is not None and is_share else alert.line
    return {
        "metric": alert.metric,
        "rule": alert.rule,
        "line": None if line is None else f"{line.normalize():f}",
        "days": alert.period or alert.days,
        "people": list(AlertReader.objects.on(alert).values_list("person_id", flat=True)),
        **{name: getattr(alert, f"{name}_id") for name in NARROWED},
    }
