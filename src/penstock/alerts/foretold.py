"""What a period that goes on is expected to bring one person, and whether that is out of line.

Whether it changed notably since a week ago is told from what it usually changes by within a week: of a forecast that
is right on average the changes are as often up as down, so the last one, of logarithms, is held against the mean square
of up to eight before it by Student's distribution. What usually stands still is taken to move by two percent.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import log1p, sqrt
from typing import Any

from django.utils.translation import gettext as _

from penstock.alerts.judging import Finding, Where, narrowed_words, where_of
from penstock.alerts.models import Alert, Rule
from penstock.alerts.shifts import CHANCE, LEAST, MOST
from penstock.forecasts.expected import Expected, Window
from penstock.forecasts.forecast import Forecast
from penstock.forecasts.going_on import going_on
from penstock.metrics import figures
from penstock.metrics.asked import Asked
from penstock.metrics.asking import ask
from penstock.metrics.catalogue.metric import Unit
from penstock.metrics.copies import caught_up
from penstock.metrics.periods import Period
from penstock.metrics.student import two_sided
from penstock.ui import navigation
from penstock.workspaces.actor import Actor

WEEK = timedelta(days=7)
FLOOR = 0.02
"""A forecast is taken to move by no less within a week."""


@dataclass(frozen=True, kw_only=True)
class Foretold(Finding):
    """What is expected of a period, between which ends where that is known, and what it is held against."""

    period: Period
    line: float | None
    between: tuple[float, float] | None

    @property
    def begins_on(self) -> date:
        """The next period is told of anew."""
        return self.period.from_on or date.min

    @property
    def is_out(self) -> bool | None:
        """Whether it is out of line; None where nothing was learnt, or nothing is wanted."""
        if self.alert.rule == Rule.SHIFT:
            return None if self.trend == "few" else self.trend != "same"
        if self.value is None or self.line is None:
            return None
        return self.value < self.line if self.alert.rule == Rule.BELOW else self.value > self.line

    @property
    def sentence(self) -> str:
        """What happened, and how sure that is."""
        said: dict[str, Any] = {**narrowed_words(self.alert), "period": self.period.label}
        said |= {"now": self._money(self.value), "before": self._money(self.before), "line": self._money(self.line)}
        if self.between is None:
            return self._happened % said
        low, high = map(self._money, self.between)
        ends = _("It may be between %(low)s and %(high)s.") % {"low": low, "high": high}
        return f"{self._happened % said} {ends}"

    @property
    def _happened(self) -> str:
        if self.alert.rule == Rule.SHIFT:
            return {
                "up": _("The forecast%(where)s for %(period)s rose within a week from %(before)s to %(now)s."),
                "down": _("The forecast%(where)s for %(period)s fell within a week from %(before)s to %(now)s."),
            }.get(self.trend, "")
        is_target, is_below = self.alert.line is None, self.alert.rule == Rule.BELOW
        if is_target and is_below:
            words = _("The forecast%(where)s for %(period)s fell below the target of %(line)s: %(now)s is expected.")
        elif is_target:
            words = _("The forecast%(where)s for %(period)s rose above the target of %(line)s: %(now)s is expected.")
        elif is_below:
            words = _("The forecast%(where)s for %(period)s fell below %(line)s: %(now)s is expected.")
        else:
            words = _("The forecast%(where)s for %(period)s rose above %(line)s: %(now)s is expected.")
        return words

    @property
    def url(self) -> str:
        """The page of the forecast, with the same question."""
        return navigation.address("forecast") + Asked(self.period, None, self.where).query()

    def _money(self, amount: float | None) -> str:
        return figures.shown(amount, Unit.MONEY, self.currency)


def foretell(alert: Alert, by: Actor, today: date) -> Foretold:
    """What is expected at the end of the day before today of the period that goes on; raises NotReady."""
    where, evening = where_of(alert, by), today - timedelta(days=1)
    period = going_on(alert.period, today, by.workspace.fiscal_shift)
    window = Window(period.from_on or today, period.until_on or today, evening)
    days = [evening - WEEK * back for back in range(MOST + 2)] if alert.rule == Rule.SHIFT else []
    with caught_up(by.workspace) as copy:
        forecast = Forecast(copy, by, where)
        told, weekly = forecast.expected(window), forecast.as_of(days, window)
    return Foretold(
        alert=alert,
        until_on=today,
        currency=by.workspace.currency,
        value=told.together if _is_learnt(told) else None,
        before=weekly[1].together if len(weekly) > 1 else None,
        n=told.won_count + sum(one.count for one in told.stages),
        trend=trend([one.together for one in weekly]) if _is_learnt(told) else "few",
        where=where,
        period=period,
        line=_line(alert, by, window, where),
        between=told.between,
    )


def trend(weekly: Sequence[float]) -> str:
    """Up or down, of the newest amount against the one before; the same where it usually moves so; few to say."""
    if len(weekly) < LEAST + 2 or min(weekly) <= 0:
        return "few"
    now, *before = (log1p(newer) - log1p(older) for newer, older in pairwise(weekly))
    usual = max(sqrt(sum(one * one for one in before) / len(before)), FLOOR)
    if two_sided(abs(now) / usual, len(before)) > CHANCE:
        return "same"
    return "up" if now > 0 else "down"


def _is_learnt(told: Expected) -> bool:
    """Whether it rests on anything but the odds that people put in."""
    return bool(told.earlier) or any(one.expected is not None for one in told.stages)


def _line(alert: Alert, by: Actor, window: Window, where: Where) -> float | None:
    """What it is held against: the alert's own line, else what is wanted in the whole period."""
    if alert.line is not None or alert.rule == Rule.SHIFT:
        return None if alert.line is None else float(alert.line)
    words = {"from_on": window.from_on, "until_on": window.until_on, "as_of": window.as_of, "where": where}
    gap, won = (ask(key, by=by, **words).value for key in ("plan_gap", "revenue_won"))
    return None if gap is None else float(gap) + float(won or 0)
