"""What the forecast is asked for a page: the period, the day on which it is asked, and what stands beside it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import TypeVar

from django.utils.translation import gettext as _

from penstock.deals.models import ForecastCategory
from penstock.forecasts.expected import Expected, Part, Window
from penstock.forecasts.forecast import Forecast
from penstock.metrics.asked import Asked
from penstock.metrics.catalogue import METRICS
from penstock.metrics.copies import caught_up
from penstock.metrics.dimensions import DIMENSIONS, TARGET_METRIC
from penstock.metrics.periods import Period
from penstock.metrics.question import WrongQuestion
from penstock.reports.figures import Figures
from penstock.targets.models import Remark
from penstock.targets.periods import Span
from penstock.ui import formats
from penstock.workspaces.actor import Actor

T = TypeVar("T")
BY = ("owner", "team", "pipeline")
FIRST = date(1950, 1, 1)
AHEAD = timedelta(days=366 * 10)
"""Nobody asks further; what was as long before is asked too, and the calendar begins somewhere."""


def window_of(asked: Asked) -> Window:
    """The period, asked at the end of the last day that is known; of one that was over by then, the evening before.

    Raises WrongQuestion for one that lies too far away.
    """
    from_on, until_on = asked.period.from_on, asked.period.until_on
    if from_on is None or until_on is None or from_on < FIRST or until_on > formats.today() + AHEAD:
        raise WrongQuestion(_("A forecast looks at most ten years ahead: choose a nearer period."))
    known = last_known(asked)
    return Window(from_on, until_on, known if known < until_on else from_on - timedelta(days=1))


def last_known(asked: Asked) -> date:
    """The last day of which the answer may know."""
    return min(day for day in (formats.today(), asked.as_of, asked.known_as_of) if day)


@dataclass(frozen=True)
class Outlook:
    """One question to the forecast, for one reader."""

    asked: Asked
    by: Actor
    window: Window
    closed: Figures
    """The catalogue's figures of what was closed in the period by the day of asking."""
    still_open: Figures
    """Those of what was open at the end of that day."""

    @classmethod
    def of(cls, asked: Asked, by: Actor) -> "Outlook":
        """The question of a page."""
        window = window_of(asked)
        dated = replace(asked, as_of=window.as_of if window.as_of < formats.today() else None)
        whole = replace(dated, period=Period("all"))
        return cls(asked, by, window, Figures(dated, by), Figures(whole, by))

    @cached_property
    def told(self) -> Expected:
        """The forecast."""
        return self.ask("expected", lambda forecast: forecast.expected(self.window))

    @cached_property
    def categories(self) -> dict[str, float]:
        """What is expected to close in the period by the category that was chosen; without one it is pipeline."""
        due = {key: sum(getattr(one, key) for one in self.told.stages) for key in ForecastCategory.values}
        return {key: amount for key, amount in due.items() if amount}

    @cached_property
    def parts(self) -> dict[str, list[Part]]:
        """The forecast by whom, and by pipeline."""
        return self.ask("parts", lambda forecast: forecast.splits(self.window, BY))

    @property
    def misfits(self) -> list[str]:
        """The names of filters that deals which are open, or were won, do not have."""
        rows = [METRICS[key].rows for key in ("pipeline_value", "revenue_won")]
        asked = (DIMENSIONS[name] for name, _value in self.asked.where if name in DIMENSIONS and name != TARGET_METRIC)
        return [str(one.name) for one in asked if not all(one.fits(several) for several in rows)]

    @cached_property
    def target(self) -> float | None:
        """What is wanted in the period; None without a target, or where the filters are of more than a target is."""
        gap = self.closed.column("plan_gap").value()
        return None if gap is None else float(gap) + float(self.closed.column("revenue_won").value() or 0)

    @cached_property
    def is_over(self) -> bool:
        """Whether it is known by now what the period brought."""
        return (self.asked.known_as_of or formats.today()) >= self.window.until_on

    @cached_property
    def came(self) -> float | None:
        """What the period brought in the end, as we know today; None while it goes on."""
        if not self.is_over:
            return None
        return float(self.in_the_end.column("revenue_won").value() or 0)

    @cached_property
    def in_the_end(self) -> Figures:
        """The catalogue's figures of the whole period, as we know them today."""
        return Figures(replace(self.asked, as_of=None), self.by)

    @cached_property
    def remarks(self) -> list[Remark]:
        """What happened outside in the period and in the earlier ones that it is held against, by one query."""
        windows = [self.window, *(one.window for one in self.told.earlier)]
        span = Span(min(one.from_on for one in windows), max(one.until_on for one in windows))
        return list(Remark.objects.of(self.by).touching(span).select_related("written_by"))

    def ask(self, what: str, question: Callable[[Forecast], T]) -> T:
        """An answer of the forecast, kept with the copy: the page, its files and its letter ask for the same."""
        where = tuple(pair for pair in self.asked.where if pair[0] != TARGET_METRIC)
        key = ("forecast", what, self.window, where, self.by.person_id, self.by.readable_people)
        with caught_up(self.by.workspace, self.asked.known_as_of) as copy:
            return copy.keep(key, lambda: question(Forecast(copy, self.by, where)))
