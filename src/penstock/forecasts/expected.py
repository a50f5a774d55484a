"""What a forecast tells: of which period as of which day, what there is and will be, and how wrong it was before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

EARLIER = 8
"""So many times before, as long and as far ahead, are asked how wrong one would have been."""


@dataclass(frozen=True)
class Window:
    """From a day until before another, asked at the end of a third."""

    from_on: date
    until_on: date
    as_of: date

    @property
    def begins(self) -> int:
        """How many days after the asking it begins; nought where it has."""
        return max((self.from_on - self.as_of).days - 1, 0)

    @property
    def ends(self) -> int:
        """How many days after the asking it ends."""
        return max((self.until_on - self.as_of).days - 1, 0)

    @property
    def months(self) -> int | None:
        """How many whole months it lasts; None where it is of other days."""
        if self.from_on.day != 1 or self.until_on.day != 1:
            return None
        return (self.until_on.year - self.from_on.year) * 12 + self.until_on.month - self.from_on.month

    def earlier(self, by: int) -> "Window":
        """The same so many times its length before: from the asking until the end."""
        length = (self.until_on - self.as_of) * by
        return Window(self.from_on - length, self.until_on - length, self.as_of - length)

    def months_before(self, count: int) -> "Window":
        """The same so many months before, asked as many days before its end."""
        until = _months_before(self.until_on, count)
        return Window(_months_before(self.from_on, count), until, until - (self.until_on - self.as_of))


@dataclass(frozen=True)
class Standing:
    """Open deals that have something in common, in the workspace's currency.

    ``label`` is what they have in common. ``weighted`` is what the stages' odds (or the deals' own) say they bring,
    ``expected`` what is to be expected of them in the period: None where too few ever stood there to learn from, and
    the odds stand in. ``due`` is worth what is expected to close in the
    period; ``commit``, ``best_case``, ``omitted`` and ``pipeline`` are the same by the category that was chosen.
    ``late`` deals wait longer than nearly all won ones did. ``unrated`` have no rate.
    """

    label: str | None
    count: int
    worth: float
    weighted: float
    expected: float | None
    due: float = 0.0
    commit: float = 0.0
    best_case: float = 0.0
    omitted: float = 0.0
    late_count: int = 0
    late_worth: float = 0.0
    late_expected: float = 0.0
    unrated: int = 0

    @property
    def pipeline(self) -> float:
        """What is due and is in the forecast without being more: by choice, or because nobody chose."""
        return self.due - self.commit - self.best_case - self.omitted

    @property
    def brings(self) -> float:
        """What is to be expected of them, by their odds where nothing could be learnt."""
        return self.weighted if self.expected is None else self.expected


@dataclass(frozen=True)
class Part:
    """The forecast of those that have something in common: what was won of them, and what is open."""

    label: str | None
    won_count: int
    won: float
    standing: Standing

    @property
    def together(self) -> float:
        """What was won and what the open deals will bring; deals that are still to come belong to nobody yet."""
        return self.won + self.standing.brings


@dataclass(frozen=True)
class Earlier:
    """What one would have said of what was still to come in an earlier period, and what came."""

    window: Window
    won: float
    said: float
    came: float

    @property
    def factor(self) -> float:
        """By which factor what came was more."""
        return self.came / self.said


@dataclass(frozen=True)
class Expected:
    """A forecast in the workspace's currency: what is won, what open deals bring, and those that are still to come.

    ``new`` and ``run_rate`` are None where there is too little history: the latter is what comes if as much is won
    on every day left as on average of the last year.
    """

    window: Window
    won_count: int
    won: float
    stages: Sequence[Standing]
    new: float | None
    run_rate: float | None = None
    earlier: Sequence[Earlier] = ()

    @property
    def unrated(self) -> int:
        """How many open deals are left out, because their currency has no rate."""
        return sum(one.unrated for one in self.stages)

    @property
    def still_open(self) -> float:
        """What the open deals will bring; by the probability of their stage where nothing could be learnt."""
        return sum(one.brings for one in self.stages)

    @property
    def to_come(self) -> float:
        """What is not won yet and will be."""
        return self.still_open + (self.new or 0)

    @property
    def together(self) -> float:
        """What the period will bring."""
        return self.won + self.to_come

    @property
    def between(self) -> tuple[float, float] | None:
        """The least and the most, were one as wrong as ever before; None where it was not asked often enough."""
        if len(self.earlier) < EARLIER // 2:
            return None
        factors = [one.factor for one in self.earlier]
        return self.won + self.to_come * min(factors), self.won + self.to_come * max(factors)

    @property
    def usually_wrong_by(self) -> float | None:
        """By which share one was wrong in the middle of the times before."""
        return median(abs(one.factor - 1) for one in self.earlier) if self.earlier else None


@dataclass(frozen=True)
class OpenDeal:
    """One open deal: how long it stands in its stage, and the chance that it is won in the period.

    ``learnt`` is the chance before the effects of what kind of deal it is; None where too few ever stood there.
    """

    deal_id: int
    stage_id: int
    days: int
    worth: float
    odds: float
    learnt: float | None
    chance: float
    is_late: bool
    category: str | None
    levels: tuple[str | int | None, ...]

    @property
    def expected(self) -> float:
        """What is to be expected of it."""
        return self.worth * self.chance


@dataclass(frozen=True)
class Calibrated:
    """Which share of how many deals that came to a stage was won."""

    stage_id: int
    won: float
    n: int


def _months_before(day: date, count: int) -> date:
    month = day.year * 12 + day.month - 1 - count
    return date(month // 12, month % 12 + 1, day.day)


def day_after(day: date) -> date:
    """The next day."""
    return day + timedelta(days=1)
