"""What a period will bring: what is won by now, what open deals will bring, and what deals will that are not there yet.

Everything is told as of a moment, from what had happened by then, so that any past day can be asked what one would have
expected on it, and how wrong that was.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from statistics import median

from penstock.common import clock
from penstock.forecasts.learning import AGES, Learnt, learn
from penstock.metrics.columnar import Copy
from penstock.metrics.id_sets import is_among
from penstock.workspaces.actor import Actor

EARLIER = 8
"""So many times before, as long and as far ahead, are asked how wrong one would have been."""

# Amounts are converted at the rates of the day of asking; what no rate converts is worth nothing and counted apart.
WORTH = """CASE WHEN p.value = 0 THEN 0 ELSE p.value * r.rate END AS worth, p.value IS NOT NULL AND r.rate IS NULL
    AND p.value <> 0 AS is_unrated FROM spans p LEFT JOIN rates r
    ON r.currency = p.currency AND r.from_on <= DATE '{on}' AND r.until_on > DATE '{on}'"""
WON = f"""SELECT count(*), coalesce(sum(worth), 0)::DOUBLE FROM (SELECT {WORTH}
    WHERE p.status = 'won' AND p.from_at < TIMESTAMP '{{seen}}' AND p.to_at >= TIMESTAMP '{{seen}}'
    AND p.closed_at >= TIMESTAMP '{{start}}' AND p.closed_at < TIMESTAMP '{{until}}' AND {{which}})"""
OPEN = f"""SELECT stage_id, days, count(*), coalesce(sum(worth), 0)::DOUBLE, coalesce(sum(worth * odds), 0)::DOUBLE,
        count(*) FILTER (is_unrated)
    FROM (SELECT v.stage_id, p.odds,
            least(date_diff('day', v.entered_at, TIMESTAMP '{{seen}}'), {AGES[-1] * 3}) AS days, {WORTH}
            JOIN visits v ON v.deal_id = p.deal_id
            AND v.entered_at < TIMESTAMP '{{seen}}' AND v.left_at >= TIMESTAMP '{{seen}}'
        WHERE p.status = 'open' AND p.from_at < TIMESTAMP '{{seen}}' AND p.to_at >= TIMESTAMP '{{seen}}' AND {{which}})
    GROUP BY ALL ORDER BY ALL"""
FIRST = "SELECT min(entered_at) FROM visits"


@dataclass(frozen=True)
class Window:
    """From a day until before another, asked at the end of a third."""

    from_on: date
    until_on: date
    as_of: date

    def earlier(self, by: int) -> "Window":
        """The same so many times its length before: from the asking until the end."""
        length = (self.until_on - self.as_of) * by
        return Window(self.from_on - length, self.until_on - length, self.as_of - length)


@dataclass(frozen=True)
class Standing:
    """The open deals of a stage, with what they are worth, what it says they will bring and what is to be expected.

    ``expected`` is None where too few ever stood there to learn from.
    """

    stage: int
    count: int
    worth: float
    weighted: float
    expected: float | None


@dataclass(frozen=True)
class Expected:
    """A forecast in the workspace's currency; ``earlier`` is by which factor what came was more, each time before."""

    window: Window
    won_count: int
    won: float
    stages: Sequence[Standing]
    new: float | None
    unrated: int
    earlier: Sequence[float] = ()

    @property
    def still_open(self) -> float:
        """What the open deals will bring; by the probability of their stage where nothing could be learnt."""
        return sum(one.weighted if one.expected is None else one.expected for one in self.stages)

    @property
    def together(self) -> float:
        """What the period will bring."""
        return self.won + self.still_open + (self.new or 0)

    @property
    def between(self) -> tuple[float, float] | None:
        """The least and the most, were one as wrong as ever before; None where it was not asked often enough."""
        if len(self.earlier) < EARLIER // 2:
            return None
        to_come = self.together - self.won
        return self.won + to_come * min(self.earlier), self.won + to_come * max(self.earlier)

    @property
    def usually_wrong_by(self) -> float | None:
        """By which share one was wrong in the middle of the times before."""
        return median(abs(one - 1) for one in self.earlier) if self.earlier else None


class Forecast:
    """Asks a copy in hand for one reader."""

    def __init__(self, copy: Copy, by: Actor) -> None:
        self.copy, self.by = copy, by

    def expected(self, window: Window) -> Expected:
        """The forecast, with how wrong it would have been before."""
        told, earlier = self._told(window), []
        for number in range(1, EARLIER + 1):
            before = window.earlier(number)
            if not self._is_known(before):
                break
            then = self._told(before)
            to_come, came = then.together - then.won, self._won(replace(before, as_of=before.until_on))[1] - then.won
            if to_come > 0:
                earlier.append(came / to_come)
        return replace(told, earlier=earlier)

    def _told(self, window: Window) -> Expected:
        learnt = learn(self.copy, self._end(window.as_of))
        found = self.copy.ask(OPEN.format(seen=_text(self._end(window.as_of)), on=window.as_of, which=self._readable))
        stages = {
            stage: [row[1:] for row in found if row[0] == stage] for stage in dict.fromkeys(row[0] for row in found)
        }
        standing = [_standing(stage, rows, learnt, *self._days(window)) for stage, rows in stages.items()]
        count, won = self._won(window)
        return Expected(window, count, won, standing, self._new(window), sum(row[-1] for row in found))

    def _won(self, window: Window) -> tuple[int, float]:
        """What was won in the period by the day of asking."""
        return self._closed(window.from_on, window.until_on, window.as_of, self._readable)

    def _new(self, window: Window) -> float | None:
        """What deals opened after the asking brought before, on average; None where that is not known."""
        brought = []
        for number in range(1, EARLIER + 1):
            before = window.earlier(number)
            if not self._is_known(before):
                break
            opened = f"p.opened_on > DATE '{before.as_of}' AND {self._readable}"
            brought.append(self._closed(before.from_on, before.until_on, window.as_of, opened)[1])
        return sum(brought) / len(brought) if brought else None

    def _closed(self, from_on: date, until_on: date, as_of: date, which: str) -> tuple[int, float]:
        zone = self.by.workspace.zone
        start, until = (_text(clock.day_start(day, zone)) for day in (from_on, until_on))
        seen = _text(self._end(as_of))
        found: tuple[int, float] = self.copy.ask(
            WON.format(on=as_of, seen=seen, start=start, until=until, which=which)
        )[0]
        return found

    def _is_known(self, window: Window) -> bool:
        """Whether there were deals for so long before a day of asking that something could be learnt by then."""
        length = window.until_on - window.as_of
        return self._first is not None and self._end(window.as_of) - length >= self._first

    @cached_property
    def _first(self) -> datetime | None:
        first: datetime | None = self.copy.ask(FIRST)[0][0]
        return first and first.replace(tzinfo=UTC)

    @cached_property
    def _readable(self) -> str:
        people = self.by.readable_people
        return "TRUE" if people is None else f"(p.reader_id IS NULL OR {is_among(sorted(people), 'p.reader_id')})"

    def _end(self, day: date) -> datetime:
        return clock.day_start(day + timedelta(days=1), self.by.workspace.zone)

    @staticmethod
    def _days(window: Window) -> tuple[int, int]:
        """From how many days after the asking until how many the period lasts."""
        asked = window.as_of + timedelta(days=1)
        return max((window.from_on - asked).days, 0), max((window.until_on - asked).days, 0)


def _standing(stage: int, rows: Sequence[tuple[int, int, float, float, int]], learnt: Learnt, *days: int) -> Standing:
    count, worth, weighted = (sum(row[at] for row in rows) for at in (1, 2, 3))
    chances = [learnt.chance(stage, row[0], *days) for row in rows]
    known = [chance * row[2] for chance, row in zip(chances, rows, strict=True) if chance is not None]
    return Standing(stage, int(count), worth, weighted, sum(known) if known else None)


def _text(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S}"
