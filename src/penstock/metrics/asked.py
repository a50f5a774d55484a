"""What the address of a page of numbers asks for: a period, a day, filters; and addresses that ask for others."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from penstock.metrics.deal_filters import is_deal_filter
from penstock.metrics.dimensions import CUSTOM, DIMENSIONS, Dimension
from penstock.metrics.periods import KINDS, MONTHS, Period, period_of
from penstock.metrics.question import MISSING

FILTERS = ("pipeline", "team", "owner", "source", "product", "type", "sector")
"""What the page offers to filter by; its address may use any other dimension that has names."""

FISCAL = ("fiscal_year", "fiscal_quarter")


@dataclass(frozen=True)
class Asked:
    """The period, the day and the filters of a page."""

    period: Period
    as_of: date | None
    where: tuple[tuple[str, str], ...]
    known_as_of: date | None = None
    by: str = ""
    """The dimension that one of the page's tables is split by, where that was chosen."""

    def words(self) -> dict[str, Any]:
        """The same for ``ask``."""
        return {
            "from_on": self.period.from_on,
            "until_on": self.period.until_on,
            "as_of": self.as_of,
            "where": self.where,
            "known_as_of": self.known_as_of,
        }

    def query(self, **also: str | None) -> str:
        """The address's query for the same question with something changed; None takes it away."""
        told = [("period", self.period.kind), ("from", _iso(self.period.from_on)), ("to", _iso(self.period.until_on))]
        told += [("as_of", _iso(self.as_of)), ("known_as_of", _iso(self.known_as_of)), ("by", self.by), *self.where]
        kept = [(name, value) for name, value in told if name not in also]
        return "?" + urlencode([(name, value) for name, value in [*kept, *also.items()] if value not in (None, "")])

    def in_period(self, period: Period) -> str:
        """The query for another period."""
        changed = {"period": period.kind, "from": _iso(period.from_on), "to": _iso(period.until_on)}
        return self.query(**changed)

    def narrowed(self, **groups: str | None) -> str:
        """The query for one group of a table; a missing value is asked for by its dash."""
        return self.query(**{name: MISSING if value is None else value for name, value in groups.items()})


def read(params: QueryDict, newest: date) -> Asked:
    """What a page was asked for; what makes no sense is passed over. ``newest`` is where months and years begin."""
    period = _period(params, newest)
    where = [(name, value) for name in params for value in params.getlist(name) if value and _filters(name)]
    return Asked(period, _day(params.get("as_of")), tuple(where), known_on(params), params.get("by", ""))


def known_on(params: QueryDict) -> date | None:
    """The day by whose knowledge a page answers; none for what is known now."""
    return _day(params.get("known_as_of"))


def _filters(name: str) -> bool:
    """Times are asked for as a period; those of the fiscal year have no other name than their own."""
    dimension: Dimension | None = DIMENSIONS.get(name)
    is_time = dimension is not None and dimension.own == "day" and name not in FISCAL
    return name.startswith(CUSTOM) or is_deal_filter(name) or (dimension is not None and not is_time)


def _period(params: QueryDict, newest: date) -> Period:
    kind = params.get("period", "all")
    from_on, until_on = _day(params.get("from")), _day(params.get("to"))
    if kind in MONTHS:
        return period_of(kind, from_on or newest)
    if kind not in KINDS or kind == "all" or not (from_on or until_on):
        return Period("custom" if kind == "custom" else "all")
    if from_on and until_on and from_on >= until_on:
        from_on, until_on = until_on, from_on
    return Period("custom", from_on, until_on if until_on != from_on else None)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
