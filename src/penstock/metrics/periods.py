"""The periods that people think in: a month, a quarter, a year, all time, or from one day until before another."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from babel.dates import format_skeleton
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from penstock.metrics.catalogue.metric import Words
from penstock.ui import formats

KINDS: dict[str, Words] = {
    "all": gettext_lazy("All time"),
    "year": gettext_lazy("Year"),
    "quarter": gettext_lazy("Quarter"),
    "month": gettext_lazy("Month"),
    "custom": gettext_lazy("From … to"),
}
MONTHS = {"year": 12, "quarter": 3, "month": 1}
SKELETONS = {"year": "y", "quarter": "yQQQ", "month": "yMMMM"}


@dataclass(frozen=True)
class Period:
    """A half-open stretch of days; without an end it is open there."""

    kind: str
    from_on: date | None = None
    until_on: date | None = None

    @property
    def steps(self) -> bool:
        """Whether there is one before and one after it."""
        return self.kind in MONTHS and self.from_on is not None

    @property
    def before(self) -> "Period":
        """The one before."""
        return period_of(self.kind, self.from_on - timedelta(days=1)) if self.from_on else self

    @property
    def after(self) -> "Period":
        """The one after."""
        return period_of(self.kind, self.until_on) if self.until_on else self

    @property
    def label(self) -> str:
        """What it is called: Q1 2017, March 2017, Jan 1 to Mar 31."""
        if self.kind in SKELETONS and self.from_on:
            noon = datetime(self.from_on.year, self.from_on.month, self.from_on.day, 12, tzinfo=UTC)
            return format_skeleton(SKELETONS[self.kind], noon, tzinfo=UTC, locale=formats.reader_locale())
        if self.from_on and self.until_on:
            last = formats.day(self.until_on - timedelta(days=1))
            return _("%(first)s to %(last)s") % {"first": formats.day(self.from_on), "last": last}
        if self.from_on:
            return _("since %(day)s") % {"day": formats.day(self.from_on)}
        return _("before %(day)s") % {"day": formats.day(self.until_on)} if self.until_on else str(KINDS["all"])


def period_of(kind: str, day: date) -> Period:
    """The month, quarter or year that a day is in."""
    length = MONTHS[kind]
    first = date(day.year, (day.month - 1) // length * length + 1, 1)
    month = first.month + length
    return Period(kind, first, date(first.year + (month > 12), month - 12 if month > 12 else month, 1))
