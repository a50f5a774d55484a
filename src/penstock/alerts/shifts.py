"""Whether what some days came to is more than what days like them usually differ by: counts, sums and averages.

The last days are compared with up to eight spans of as many days before them, of which there must be four, so that the
test learns from them how much such spans differ anyway: by chance, by bursts, by season. On a scale on which chance is
as wide at every size (the square root of counts, by F. J. Anscombe, "The Transformation of Poisson, Binomial and
Negative-Binomial Data", Biometrika 35, 1948; the logarithm of amounts and of days) the next span lies, in 19 of 20
cases, within the interval in which Student's distribution expects one more observation: t = |now − mean| ÷
(s · √(1 + 1/k)) with k − 1 degrees of freedom. What few and regular spans happen to differ by is never taken for less
than what Poisson's law makes pure chance: s is at least ½ on the root of a count, and 1 ÷ √(rows) on the logarithm of a
sum. So what is steady by luck raises no alarm.
"""

from collections.abc import Sequence
from enum import StrEnum
from math import log, sqrt
from typing import NamedTuple

from penstock.metrics.catalogue.metric import SUM, Metric, Unit
from penstock.metrics.student import two_sided

MOST, LEAST = 8, 4
"""So many earlier spans at most, and at least."""
CHANCE = 0.05
"""So often a look at what did not change may raise an alarm."""
FEW, FEW_EACH = 20, 5
"""Fewer rows than this, now and usually, say nothing; and no span of fewer has a sum or an average to compare."""
ANSCOMBE = 3 / 8


class Way(StrEnum):
    """What a number is made of, and so how its shifts are told from chance."""

    SHARE = "share"
    COUNT = "count"
    SUM = "sum"
    MEAN = "mean"


def way_of(metric: Metric) -> Way | None:
    """How shifts of a metric are told from chance; None where they cannot be."""
    if metric.unit == Unit.SHARE:
        return Way.SHARE if metric.figure == "avg(amount)" and metric.key != "data_quality" else None
    if not metric.rows.happens or "day" not in metric.rows.columns or metric.plan or metric.worked:
        return None
    if metric.figure == "count(*)":
        return Way.COUNT
    if metric.figure == SUM and metric.unit == Unit.MONEY:
        return Way.SUM
    is_mean = metric.figure in ("avg(amount)", "sum(amount) / count(amount)")
    return Way.MEAN if is_mean and metric.unit in (Unit.MONEY, Unit.DAYS) else None


class Part(NamedTuple):
    """What one span came to: its rows, and their sum."""

    n: int = 0
    sum: float = 0.0

    def plus(self, n: int, value: float) -> "Part":
        """The same with more rows."""
        return Part(self.n + n, self.sum + value)

    def value(self, way: Way) -> float | None:
        """The figure of the span."""
        if way == Way.COUNT:
            return float(self.n)
        return (self.sum / self.n if self.n else None) if way == Way.MEAN else self.sum


def usual(way: Way, earlier: Sequence[Part]) -> float | None:
    """What the earlier spans came to on average."""
    known = [value for one in earlier if (value := one.value(way)) is not None]
    return sum(known) / len(known) if known else None


def trend_of(way: Way, now: Part, earlier: Sequence[Part]) -> str:
    """Up or down where chance hardly explains it, else the same; few where there is too little to say."""
    if len(earlier) < LEAST:
        return "few"
    mean_n = sum(one.n for one in earlier) / len(earlier)
    if max(now.n, mean_n) < FEW or (way != Way.COUNT and min(now.n, *(one.n for one in earlier)) < FEW_EACH):
        return "few"
    here, before = _scaled(way, now), [_scaled(way, one) for one in earlier]
    floor = {Way.COUNT: 0.5, Way.SUM: 1 / sqrt(mean_n)}.get(way, 0.0)
    if chance_of(here, before, floor) > CHANCE:
        return "same"
    return "up" if here > sum(before) / len(before) else "down"


def chance_of(now: float, before: Sequence[float], floor: float = 0.0) -> float:
    """How likely one more observation lies so far from the others, whose spread is at least a floor."""
    k, mean = len(before), sum(before) / len(before)
    spread = max(sqrt(sum((one - mean) ** 2 for one in before) / (k - 1)), floor)
    if not spread:
        return 1.0 if now == mean else 0.0
    return two_sided(abs(now - mean) / (spread * sqrt(1 + 1 / k)), k - 1)


def _scaled(way: Way, part: Part) -> float:
    """A span on the scale on which chance is as wide at every size."""
    if way == Way.COUNT:
        return sqrt(part.n + ANSCOMBE)
    return log(1 + max(part.value(way) or 0.0, 0.0))
