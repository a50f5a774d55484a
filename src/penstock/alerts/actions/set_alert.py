"""Have people told when a number goes out of line."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from penstock.alerts.events import AlertSet
from penstock.alerts.judging import NARROWED, may_alert, may_shift
from penstock.alerts.models import FORECAST, Ahead, Alert, AlertReader, Rule
from penstock.alerts.permissions import require_change, require_reach
from penstock.common import clock
from penstock.common.actions import action
from penstock.common.errors import Refused
from penstock.common.references import require_ours
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.metrics.catalogue import METRICS
from penstock.metrics.dimensions import DIMENSIONS
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person

DAYS = (7, 30, 90, 180, 365)
FORESEEN = ("pipeline", "team", "owner", "source")
"""What a forecast is narrowed to: deals do not stay in a stage."""


@action
def set_alert(
    metric: str,
    rule: str,
    *,
    by: Actor,
    people: Iterable[int],
    line: Decimal | None = None,
    days: int = 90,
    period: str = "",
    **narrowed: int | None,
) -> Alert:
    """These people are told when the metric of the last days does so; ``narrowed`` are ids, see ``NARROWED``.

    A forecast is of a ``period`` that goes on, and without a line it is held against the target.
    """
    row = Alert(workspace=by.workspace, maker=by.person, made_at=clock.now())
    told = sorted(set(people))
    require_reach(told, by)
    _put(row, {"metric": metric, "rule": rule, "line": line, "days": days, "period": period}, narrowed, told, by)
    return row


@action
def change_alert(
    alert: Alert,
    metric: str,
    rule: str,
    *,
    by: Actor,
    people: Iterable[int],
    line: Decimal | None = None,
    days: int = 90,
    period: str = "",
    **narrowed: int | None,
) -> Event | None:
    """The same of one that is there; None when all is already so. It begins anew: nobody has been told of it yet."""
    require_change(alert, by)
    row = Alert.objects.of(by).select_for_update().get(pk=alert.pk)
    told = sorted(set(people))
    before = sorted(AlertReader.objects.on(row).values_list("person_id", flat=True))
    require_reach(set(told) - set(before), by)
    facts = {"metric": metric, "rule": rule, "line": line, "days": days, "period": period}
    ids = {f"{name}_id": narrowed.get(name) for name in NARROWED}
    if before == told and all(getattr(row, name) == value for name, value in {**facts, **ids}.items()):
        return None
    AlertReader.objects.on(row).delete()
    row.checked_on = None
    return _put(row, facts, narrowed, told, by)


def _put(row: Alert, facts: dict[str, Any], narrowed: dict[str, int | None], people: list[int], by: Actor) -> Event:
    _require_sense(facts, narrowed)
    for name in NARROWED:
        require_ours(by, NARROWED[name].model, [narrowed.get(name)])
        setattr(row, f"{name}_id", narrowed.get(name))
    require_ours(by, Person, people)
    if not people:
        sentence = _("Choose who is to be told.")
        raise Refused(sentence, fields={"people": sentence})
    for name, value in facts.items():
        setattr(row, name, value)
    row.save()
    AlertReader.objects.insert([AlertReader(workspace=by.workspace, alert=row, person_id=pk) for pk in people])
    return record(by, AlertSet(alert_id=row.pk, metric=row.metric, rule=row.rule, member_ids=people))[0]


def _require_sense(facts: dict[str, Any], narrowed: dict[str, int | None]) -> None:
    if facts["metric"] == FORECAST:
        return _require_foretellable(facts, narrowed)
    metric = METRICS.get(facts["metric"])
    if metric is None or not may_alert(metric):
        raise _refused("metric", _("There is no such number to watch."))
    if facts["rule"] not in Rule.values or facts["days"] not in DAYS or facts["period"]:
        raise _refused("rule", _("Choose what makes it worth telling."))
    if facts["rule"] == Rule.SHIFT and not may_shift(metric):
        raise _refused("rule", _("Of this number a shift cannot be told from chance; choose a line for it."))
    if (facts["rule"] == Rule.SHIFT) != (facts["line"] is None):
        raise _refused("line", _("A line has a number; a shift has none."))
    for name, pk in narrowed.items():
        if pk is not None and (name not in NARROWED or not DIMENSIONS[name].fits(metric.rows)):
            raise _refused(name, _("This number is not kept by that."))


def _require_foretellable(facts: dict[str, Any], narrowed: dict[str, int | None]) -> None:
    """A forecast is of a period, of what open and won deals both have; a target is of less."""
    if facts["rule"] not in Rule.values or facts["days"] not in DAYS:
        raise _refused("rule", _("Choose what makes it worth telling."))
    if facts["period"] not in Ahead.values:
        raise _refused("days", _("A forecast is of this month, this quarter or this year."))
    if facts["rule"] == Rule.SHIFT and facts["line"] is not None:
        raise _refused("line", _("A line has a number; a shift has none."))
    is_target = facts["rule"] != Rule.SHIFT and facts["line"] is None
    rows = [METRICS[key].rows for key in ("revenue_won", "pipeline_value", *(["plan_gap"] if is_target else []))]
    for name, pk in narrowed.items():
        if pk is not None and (name not in FORESEEN or not all(DIMENSIONS[name].fits(one) for one in rows)):
            raise _refused(name, _("This number is not kept by that."))
    if is_target and narrowed.get("source") is not None:
        raise _refused("source", _("There is no target for a source: write a line."))


def _refused(field: str, sentence: str) -> Refused:
    return Refused(sentence, fields={field: sentence})
