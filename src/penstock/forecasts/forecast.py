"""What a period will bring: what is won by now, what open deals will bring, and what deals will that are not there yet.

Everything is told as of a moment, from what had happened by then, so that any past day can be asked what one would have
expected on it, and how wrong that was.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cached_property, partial
from typing import Any

from penstock.common import clock
from penstock.forecasts.effects import Level, learn_effects
from penstock.forecasts.expected import (
    EARLIER,
    Calibrated,
    Earlier,
    Expected,
    OpenDeal,
    Part,
    Standing,
    Window,
    day_after,
)
from penstock.forecasts.known import Known
from penstock.forecasts.learning import YEARS, learn, steps
from penstock.forecasts.open_deals import DUE, FACTS, listed, split_of, standing, summed
from penstock.forecasts.seasons import seen
from penstock.metrics.asking import full, sight_of
from penstock.metrics.columnar import Copy
from penstock.metrics.compiling import moment_after, rows_in_groups
from penstock.metrics.dimensions import Dimension
from penstock.metrics.question import Question, parse
from penstock.workspaces.actor import Actor

Filters = Iterable[tuple[str, str | None]]

YEAR = 365
FIRST = "SELECT min(entered_at) FROM visits"
WON = "SELECT g0, count(*), coalesce(sum(amount), 0)::DOUBLE FROM ({picked}) {which} GROUP BY g0"
OPENED_AFTER = """WHERE deal_id IN (SELECT deal_id FROM spans WHERE opened_on > DATE '{day}')"""
WON_BY_MONTH = """
SELECT date_trunc('month', closed_on)::DATE, count(*) FROM spans
WHERE status = 'won' AND from_at < {seen} AND to_at >= {seen} GROUP BY ALL
"""


class Forecast:
    """Asks a copy in hand for one reader, of the deals that fit the filters.

    What is learnt is learnt anew when anything changes; one that ``is_lasting`` takes what was learnt minutes ago,
    as parts of other pages do, which are asked for often.
    """

    def __init__(self, copy: Copy, by: Actor, where: Filters = (), *, is_lasting: bool = False) -> None:
        self.copy, self.by, self.where, self.is_lasting = copy, by, tuple(where), is_lasting

    def expected(self, window: Window) -> Expected:
        """The forecast, with how wrong it would have been before."""
        return replace(self.without_errors(window), earlier=self.backtest(window))

    def without_errors(self, window: Window) -> Expected:
        """The forecast alone, which is much less to ask."""
        count, won = self._won(window)
        stages = self._standing(window, ["stage"])["stage"]
        return Expected(window, count, won, stages, self._new(window), self._run_rate(window, won))

    def as_of(self, days: Sequence[date], window: Window) -> list[Expected]:
        """What one would have said at the end of each day, without how wrong it was; of past days anew now and then."""
        told = []
        for asked in (replace(window, as_of=day) for day in days if self.is_known(day)):
            read = partial(self.without_errors, asked)
            is_past = asked.as_of < window.as_of
            told.append(self.copy.keep_lasting(("told", *self._whose, asked), read) if is_past else read())
        return told

    def is_known(self, day: date) -> bool:
        """Whether there was a deal by the end of a day, so that there was something to tell."""
        return self._first is not None and self._end(day) >= self._first

    def backtest(self, window: Window) -> Sequence[Earlier]:
        """What one would have said of earlier periods, the newest first, and what came; reckoned anew now and then."""
        return self.copy.keep_lasting(("backtest", *self._whose, window), lambda: self._backtest(window))

    def _backtest(self, window: Window) -> Sequence[Earlier]:
        found = []
        for before in self._earlier(window):
            then = self.without_errors(before)
            over = replace(before, as_of=min(before.until_on, window.as_of))
            came = self._won(over)[1] - then.won
            if then.to_come > 0:
                found.append(Earlier(before, then.won, then.to_come, came))
        return found

    def splits(self, window: Window, dimensions: Sequence[str]) -> dict[str, list[Part]]:
        """The forecast by each of some dimensions, the most to be expected first; looks through the open deals once."""
        standing = self._standing(window, dimensions)
        return {one: self._parts(window, one, standing[one]) for one in dimensions}

    def _parts(self, window: Window, dimension: str, several: Sequence[Standing]) -> list[Part]:
        standing = {one.label: one for one in several}
        won = self._won_by(window, dimension)
        parts = [
            Part(label, *won.get(label, (0, 0.0)), standing.get(label, Standing(label, 0, 0.0, 0.0, 0.0)))
            for label in {**standing, **won}
        ]
        return sorted(parts, key=lambda part: (-part.together, part.label or ""))

    def deals(self, window: Window, page: slice = slice(0, 20), only: Iterable[int] | None = None) -> list[OpenDeal]:
        """The open deals, of all or only of some, those of which most is to be expected first."""
        rows, words = self._rows(window)
        which = "" if only is None else f"WHERE deal_id IN ({', '.join(str(int(one)) for one in only) or 'NULL'})"
        return [_open_deal(row) for row in self.copy.ask(listed(rows, page, which), words)]

    def deal(self, window: Window, deal_id: int) -> OpenDeal | None:
        """One of them; None where it is not open, or not to be read."""
        return next(iter(self.deals(window, slice(0, 1), [deal_id])), None)

    def calibration(self, as_of: date) -> list[Calibrated]:
        """What became of the deals that came to each stage, as known on a day, to be held against its odds."""
        learnt = self.known(as_of).learnt
        found = ((stage, learnt.won_at_last(stage)) for stage in learnt.curves)
        return [Calibrated(stage, *told) for stage, told in found if told]

    def _standing(self, window: Window, dimensions: Sequence[str]) -> dict[str, list[Standing]]:
        rows, words = self._rows(window, dimensions)
        due, count = DUE.format(from_on=window.from_on, until_on=window.until_on), len(dimensions)
        told: dict[str, list[Standing]] = {one: [] for one in dimensions}
        labels = {one: self._labels(one) for one in dimensions}
        for row in self.copy.ask(summed(rows, due, count), words):
            at = split_of(row, count)
            label = labels[dimensions[at]].get(row[at], row[at])
            told[dimensions[at]].append(Standing(label, *_filled(row[count + 1 :])))
        return {one: _in_order(several, labels[one]) for one, several in told.items()}

    def _rows(self, window: Window, dimensions: Sequence[str] = ()) -> tuple[str, tuple[str, ...]]:
        """The open deals with their chances, as SQL, and its parameters."""
        known = self.known(window.as_of)
        picked, words = self._picked("pipeline_value", dimensions, FACTS, as_of=window.as_of)
        ahead = steps(day_after(window.as_of), window.begins, window.ends, known.seasons)
        return standing(picked, self._seen(window.as_of), known.learnt, known.effects, ahead), words

    def _won(self, window: Window) -> tuple[int, float]:
        """What was won in the period by the day of asking."""
        return _together(self._won_by(window).values())

    def _won_by(self, window: Window, dimension: str = "stage", which: str = "") -> dict[str | None, tuple[int, float]]:
        picked, words = self._picked(
            "revenue_won", [dimension], from_on=window.from_on, until_on=window.until_on, as_of=window.as_of
        )
        labels = self._labels(dimension)
        found = self.copy.ask(WON.format(picked=picked, which=which), words)
        return {labels.get(group, group): (count, float(amount)) for group, count, amount in found}

    def _new(self, window: Window) -> float | None:
        """What deals opened after the asking brought before, on average, by the seasons; None where none is known."""
        known, brought = self.known(window.as_of), []
        for before in self._earlier(window):
            over = replace(before, as_of=min(before.until_on, window.as_of))
            amount = self.copy.keep_lasting(("new", *self._whose, over), partial(self._brought, over, before.as_of))
            brought.append(amount * known.season(window) / known.season(before))
        return sum(brought) / len(brought) if brought else None

    def _brought(self, over: Window, opened_after: date) -> float:
        """What deals opened after a day brought in a period."""
        found = self._won_by(over, which=OPENED_AFTER.format(day=opened_after))
        return _together(found.values())[1]

    def _run_rate(self, window: Window, won: float) -> float | None:
        """What comes if as much is won on every day left as on average of the last year."""
        first = self._first and clock.day_of(self._first, self.by.workspace.zone)
        if first is None or first >= window.as_of:
            return None
        since = max(first, window.as_of - timedelta(days=YEAR - 1))
        lately = self._won(Window(since, day_after(window.as_of), window.as_of))[1]
        return won + lately / (day_after(window.as_of) - since).days * (window.ends - window.begins)

    def _earlier(self, window: Window) -> list[Window]:
        """Earlier periods that were known, the newest first: whole ones at the same place where there are enough."""
        by_length = [window.earlier(number) for number in range(1, EARLIER + 1)]
        months = window.months
        by_months = [window.months_before(months * number) for number in range(1, EARLIER + 1)] if months else []
        for several in (by_months, by_length):
            known = [one for one in several if self._is_known(one, window)]
            if len(known) >= EARLIER // 2 or several is by_length:
                return known
        return []

    def _is_known(self, one: Window, asked: Window) -> bool:
        """Whether it was over by the asking, and there were deals for so long before it that something was learnt."""
        length = one.until_on - one.as_of
        is_over = one.until_on <= day_after(asked.as_of)
        return is_over and self._first is not None and self._end(one.as_of) - length >= self._first

    def known(self, as_of: date) -> Known:
        """What was to be learnt by the end of a day, from all deals: it tells of stages, not of anybody's deals."""

        def read() -> Known:
            moment = self._seen(as_of)
            won = dict(self.copy.ask(WON_BY_MONTH.format(seen=moment)))
            effects = learn_effects(self.copy, moment, YEAR * YEARS)
            return Known(learn(self.copy, self._end(as_of)), effects, seen(won, as_of))

        keep = self.copy.keep_lasting if self.is_lasting else self.copy.keep
        return keep(("forecast", as_of), read)

    def names(self) -> dict[tuple[str, Level], str]:
        """What sources and products are called, by their column and id, as reasons name them."""
        rows = self.copy.ask("SELECT kind || '_id', id, label FROM names WHERE kind IN ('source', 'product')")
        return {(column, pk): label for column, pk, label in rows}

    def _picked(
        self, metric: str, dimensions: Sequence[str], also: Sequence[Dimension] = (), **days: date
    ) -> tuple[str, tuple[str, ...]]:
        """The rows behind a metric that one may read and that fit the filters, each with its group and other facts."""
        question = self._question(metric, dimensions, **days)
        return rows_in_groups(replace(question, by=(*also, *question.by)), sight_of(self.by))

    def _question(self, metric: str, dimensions: Sequence[str], **days: date) -> Question:
        return parse(metric, **full({**days, "split": dimensions, "where": self.where}, self.by))

    def _labels(self, dimension: str) -> dict[Any, str]:
        """The names of a dimension's groups by their ids, in their order."""
        kind = self._question("pipeline_value", [dimension]).by[0].names
        rows = self.copy.ask("SELECT id, label FROM names WHERE kind = ? ORDER BY place", (kind,)) if kind else ()
        return dict(rows)

    @property
    def _whose(self) -> tuple[Any, ...]:
        """Which deals are asked about: those of whom, and that fit what."""
        return self.by.readable_people, self.where

    @cached_property
    def _first(self) -> datetime | None:
        first: datetime | None = self.copy.ask(FIRST)[0][0]
        return first and first.replace(tzinfo=UTC)

    def _end(self, day: date) -> datetime:
        return clock.day_start(day_after(day), self.by.workspace.zone)

    def _seen(self, day: date) -> str:
        return moment_after(day, self.by.workspace.zone)


def _together(found: Iterable[tuple[int, float]]) -> tuple[int, float]:
    several = list(found)
    return sum(count for count, _amount in several), sum(amount for _count, amount in several)


def _open_deal(row: tuple[Any, ...]) -> OpenDeal:
    *facts, category, type_, source, product = row
    return OpenDeal(*facts, category=category, levels=(type_, source, product))


def _in_order(several: list[Standing], labels: dict[Any, str]) -> list[Standing]:
    places = {label: place for place, label in enumerate(labels.values())}
    return sorted(several, key=lambda one: places.get(one.label or "", len(places)))


def _filled(row: Sequence[Any]) -> list[Any]:
    """The figures of a group; what nothing came to is nought, but for what nothing was learnt of."""
    count, worth, weighted, expected, *rest = row
    return [count, worth or 0.0, weighted or 0.0, expected, *(figure or 0 for figure in rest)]
