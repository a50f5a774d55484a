"""Figures as people read them: by the unit, short and exact, and the change from one to another."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from penstock.metrics.answer import Figure
from penstock.metrics.catalogue.metric import SUM, Better, Metric, Unit
from penstock.metrics.question import MISSING
from penstock.ui import formats

MONIES = (Unit.MONEY, Unit.MONEY_A_DAY)
A_DAY = (Unit.MONEY_A_DAY, Unit.DEALS_A_DAY, Unit.ACTIVITIES_A_DAY)
WHOLE = 100_000_000
"""Below this, money on top of the page is told in full."""


def of_no_rows(metric: Metric) -> Figure:
    """What a metric comes to where there is no row: a count and a sum are 0, anything else is unknown."""
    return 0 if metric.figure in ("count(*)", SUM) else None


def shown(value: Figure, unit: Unit, currency: str) -> str:
    """A figure at a glance."""
    if value is None:
        return MISSING
    if unit in MONIES:
        return formats.money_short(_tidy(value), currency)
    if unit == Unit.SHARE:
        return formats.percent(value, 2)
    return formats.number(value, 1 if unit == Unit.DAYS or isinstance(value, float) else None)


def in_column(value: Figure, unit: Unit, currency: str) -> str:
    """A figure of a table: in its column all have as many digits after the point."""
    if value is not None and unit in MONIES:
        return formats.money_in_column(_tidy(value), currency)
    if value is not None and unit == Unit.SHARE:
        return formats.fixed_percent(value, 1)
    if value is not None and (unit == Unit.DAYS or isinstance(value, float)):
        return formats.fixed(value, 1)
    return shown(value, unit, currency)


def headline(value: Figure, unit: Unit, currency: str) -> str:
    """A figure on its own: money to the whole, as long as it is readable."""
    if unit in MONIES and value is not None and abs(float(value)) < WHOLE:
        return formats.money_exact(round(Decimal(value)), currency)
    return shown(value, unit, currency)


def exact(value: Figure, unit: Unit, currency: str) -> str:
    """The same without shortening."""
    if value is None:
        return MISSING
    if unit in MONIES:
        return formats.money_exact(round(Decimal(value), 2), currency)
    if unit == Unit.SHARE:
        return formats.percent(value, 4)
    return formats.number(value, 4)


def counted_in(unit: Unit) -> str:
    """The word beside a figure, where it needs one."""
    return {Unit.DAYS: _("days"), **dict.fromkeys(A_DAY, _("a day"))}.get(unit, "")


def _tidy(value: int | float | Decimal) -> Decimal:
    """Small amounts to the cent, others to the whole: what follows would not be read."""
    return round(Decimal(value), 2) if abs(float(value)) < 100 else Decimal(round(value))


@dataclass(frozen=True)
class Change:
    """How a figure stands against an earlier one: the words, and whether it is good news."""

    words: str
    direction: str


def change(metric: Metric, now: Figure, before: Figure) -> Change | None:
    """The change in percent, of shares in points; none where there is nothing to compare with."""
    if now is None or before is None or (metric.unit != Unit.SHARE and not before):
        return None
    is_share = metric.unit == Unit.SHARE
    difference = (float(now) - float(before)) / (1 if is_share else abs(float(before)))
    notable = round(difference, 3 if is_share else 2)
    size = formats.number(abs(notable) * 100, 1) if is_share else formats.percent(abs(notable), 0)
    words = _("%(points)s points") % {"points": _signed(size, notable)} if is_share else _signed(size, notable)
    direction = "up" if notable > 0 else "down"
    return Change(words, direction if notable and metric.better == Better.UP else "same")


def _signed(text: str, difference: float) -> str:
    return ("+" if difference > 0 else "−" if difference < 0 else "±") + text
