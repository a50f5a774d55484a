"""The alerts that one made or is told of: how they stand, and forms to set, change and remove them."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from penstock.alerts.actions import change_alert, remove_alert, set_alert
from penstock.alerts.forms import AlertForm
from penstock.alerts.judging import narrowed_words, unit_of
from penstock.alerts.models import FORECAST, Ahead, Alert, AlertReader, Rule
from penstock.alerts.permissions import may_change, require_change
from penstock.alerts.shifts import Way, way_of
from penstock.metrics import figures
from penstock.metrics.catalogue import METRICS
from penstock.metrics.catalogue.metric import Unit
from penstock.ui import formats
from penstock.ui.answers import toast
from penstock.ui.forms import carried_out, status_of
from penstock.workspaces.actor import Actor
from penstock.workspaces.requests import MemberRequest


@dataclass(frozen=True)
class Line:
    """An alert in words, who is told, how it stands for the reader, and whether they may change it."""

    alert: Alert
    sentence: str
    people: str
    standing: AlertReader | None
    value: str
    may_change: bool


@require_GET
def alerts(request: MemberRequest) -> HttpResponse:
    """All of them, by two queries."""
    rows = Alert.objects.of(request.actor).select_related("pipeline", "stage", "team", "owner", "source")
    readers: dict[int, list[AlertReader]] = {}
    for one in AlertReader.objects.on(rows, "alert__in").select_related("person"):
        readers.setdefault(one.alert_id, []).append(one)
    told = {
        "nav": "settings",
        "title": _("Alerts"),
        "lead": _("Somebody is told when a number crosses a line or shifts; every alert is looked at each morning."),
        "lines": [_line(one, readers.get(one.pk, []), request.actor) for one in rows.order_by("pk")],
    }
    return render(request, "alerts/alerts.html", told)


@require_http_methods(["GET", "POST"])
def add(request: MemberRequest) -> HttpResponse:
    """A new one."""
    form = AlertForm(request.POST or None, by=request.actor)
    if carried_out(request, form, lambda **facts: set_alert(by=request.actor, **facts)):
        toast(request, _("The alert is set; the first look comes within minutes."))
        return redirect("alerts:alerts")
    return _form(request, form, None)


@require_http_methods(["GET", "POST"])
def change(request: MemberRequest, pk: int) -> HttpResponse:
    """Want it otherwise."""
    alert = get_object_or_404(Alert.objects.of(request.actor), pk=pk)
    require_change(alert, request.actor)
    form = AlertForm(request.POST or None, by=request.actor, alert=alert)
    if carried_out(request, form, lambda **facts: change_alert(alert, by=request.actor, **facts)):
        toast(request, _("The alert is changed."))
        return redirect("alerts:alerts")
    return _form(request, form, alert)


@require_POST
def remove(request: MemberRequest, pk: int) -> HttpResponse:
    """Tell nobody any more."""
    alert = get_object_or_404(Alert.objects.of(request.actor), pk=pk)
    remove_alert(alert, by=request.actor)
    toast(request, _("The alert is removed."))
    return redirect("alerts:alerts")


def _form(request: MemberRequest, form: AlertForm, alert: Alert | None) -> HttpResponse:
    told = {
        "nav": "settings",
        "title": _("Change the alert") if alert else _("New alert"),
        "form": form,
        "alert": alert,
    }
    return render(request, "alerts/alert.html", told, status=status_of(form))


def _line(alert: Alert, readers: list[AlertReader], by: Actor) -> Line:
    standing = next((one for one in readers if one.person_id == by.person_id), None)
    people = formats.listed(sorted(one.person.name for one in readers))
    unit, currency = unit_of(alert.metric), by.workspace.currency
    known = standing is not None and standing.value is not None
    value = figures.shown(standing.value, unit, currency) if standing and known else ""
    return Line(alert, in_words(alert, by), people, standing, value, may_change(alert, by))


def in_words(alert: Alert, by: Actor) -> str:
    """What the alert waits for, as a sentence."""
    if alert.metric == FORECAST:
        return _foretold(alert, by)
    unit = unit_of(alert.metric)
    line = None if alert.line is None else float(alert.line)
    told = {**narrowed_words(alert), "days": alert.days, "line": figures.shown(line, unit, by.workspace.currency)}
    sentences = {
        Rule.BELOW: _("%(metric)s%(where)s of the last %(days)s days falls below %(line)s"),
        Rule.ABOVE: _("%(metric)s%(where)s of the last %(days)s days rises above %(line)s"),
        Rule.SHIFT: _("%(metric)s%(where)s of the last %(days)s days shifts notably against as many days before"),
    }
    if alert.rule == Rule.SHIFT and way_of(METRICS[alert.metric]) != Way.SHARE:
        return _("%(metric)s%(where)s of the last %(days)s days shifts notably against what is usual") % told
    return sentences[Rule(alert.rule)] % told


def _foretold(alert: Alert, by: Actor) -> str:
    """The same of a forecast."""
    line = figures.shown(None if alert.line is None else float(alert.line), Unit.MONEY, by.workspace.currency)
    told = {**narrowed_words(alert), "period": Ahead(alert.period).label, "line": line}
    is_below, is_target = alert.rule == Rule.BELOW, alert.line is None
    if alert.rule == Rule.SHIFT:
        words = _("The forecast%(where)s for %(period)s changes notably within a week")
    elif is_below and is_target:
        words = _("The forecast%(where)s for %(period)s falls below the target")
    elif is_below:
        words = _("The forecast%(where)s for %(period)s falls below %(line)s")
    elif is_target:
        words = _("The forecast%(where)s for %(period)s rises above the target")
    else:
        words = _("The forecast%(where)s for %(period)s rises above %(line)s")
    return words % told
