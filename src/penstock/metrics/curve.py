"""The open pipeline at the end of many days at once: one walk through the spans instead of a question for each day."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

from penstock.metrics.asked import Asked
from penstock.metrics.asking import full, require_known, sight_of
from penstock.metrics.catalogue import METRICS
from penstock.metrics.columnar import RateSpan
from penstock.metrics.compiling import moment_after, rows_in_groups
from penstock.metrics.copies import caught_up
from penstock.metrics.dimensions import Dimension
from penstock.metrics.question import parse
from penstock.workspaces.actor import Actor

EVER_OPEN = replace(
    METRICS["open_deals"],
    rows=replace(METRICS["open_deals"].rows, when="TRUE"),
    amount="p.value * p.odds",
)
"""Every span in which a deal was open, whenever that was; the amount is weighted."""


@dataclass
class Point:
    """The open pipeline at the end of a day, in the workspace's currency; ``left_out`` had no rate that day."""

    on: date
    count: int = 0
    value: Decimal = Decimal(0)
    weighted: Decimal = Decimal(0)
    left_out: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))


def curve(days: Sequence[date], asked: Asked, by: Actor, custom: Mapping[str, Dimension] | None = None) -> list[Point]:
    """The open pipeline at the end of each of these days, which rise; every span counts at the days it covers."""
    zone = by.workspace.zone
    own = {key: Dimension(key, "", _passed(column, days, zone), label="{value}") for key, column in ENDS.items()}
    words = full({"where": asked.where, **({} if custom is None else {"custom": custom})}, by)
    question = parse(
        "open_deals",
        split=list(ENDS),
        known_as_of=asked.known_as_of,
        **{**words, "custom": {**words["custom"], **own}},
    )
    with caught_up(by.workspace, asked.known_as_of) as copy:
        require_known(question, by, copy)
        rows, parameters = rows_in_groups(replace(question, metric=EVER_OPEN), sight_of(by))
        sql = f"""SELECT g0, g1, currency, count(*), sum(value), coalesce(sum(amount), 0) FROM ({rows}) p
            WHERE g0 < g1 GROUP BY g0, g1, currency ORDER BY g0, g1, currency"""
        found = copy.ask(sql, parameters)
        spans = [RateSpan(*row) for row in copy.ask(RATES)]
    points, rates = [Point(day) for day in days], Rated(spans)
    for first, past_last, currency, count, value, weighted in found:
        for point in points[first:past_last]:
            _add(point, rates.rate(currency, point.on), currency, count, value, Decimal(weighted))
    return points


RATES = """SELECT currency, greatest(from_on, DATE '0001-01-01'), least(until_on, DATE '9999-12-31'), rate FROM rates
    ORDER BY currency, from_on"""
ENDS = {"span.from": "p.from_at", "span.to": "p.to_at"}


class Rated:
    """What a currency was worth on a day."""

    def __init__(self, spans: Sequence[RateSpan]) -> None:
        self._spans = spans
        self._found: dict[tuple[str, date], Decimal | None] = {}

    def rate(self, currency: str, on: date) -> Decimal | None:
        """None where no rate is known."""
        if (currency, on) not in self._found:
            fitting = (one.rate for one in self._spans if one.currency == currency and one.from_on <= on < one.until_on)
            self._found[currency, on] = next(fitting, None)
        return self._found[currency, on]


def _add(point: Point, rate: Decimal | None, currency: str, count: int, value: Decimal, weighted: Decimal) -> None:
    point.count += count
    if rate is None and value:
        point.left_out[currency] += value
        return
    point.value += value * (rate or 0)
    point.weighted += weighted * (rate or 0)


def _passed(column: str, days: Sequence[date], zone: ZoneInfo) -> str:
    """How many of the days had ended by a moment, as SQL: halving the days takes a handful of comparisons."""
    moments = [moment_after(day, zone) for day in days]

    def halve(low: int, high: int) -> str:
        if low == high:
            return str(low)
        middle = (low + high) // 2
        return f"CASE WHEN {column} < {moments[middle]} THEN {halve(low, middle)} ELSE {halve(middle + 1, high)} END"

    return halve(0, len(moments))
