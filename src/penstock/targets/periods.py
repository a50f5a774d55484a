"""The periods that targets are for: years, quarters and months, half-open, as they are written and taken apart."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from penstock.common.errors import Refused

WRITTEN = re.compile(r"(\d{4})(?:-(?:[Qq]([1-4])|(0[1-9]|1[0-2])))?", re.ASCII)


class PeriodKind(models.TextChoices):
    """How long a target's period is."""

    YEAR = "year", gettext_lazy("Year")
    QUARTER = "quarter", gettext_lazy("Quarter")
    MONTH = "month", gettext_lazy("Month")


MONTHS = {PeriodKind.YEAR: 12, PeriodKind.QUARTER: 3, PeriodKind.MONTH: 1}


class Span(NamedTuple):
    """Days from one until before another."""

    from_on: date
    until_on: date


@dataclass(frozen=True)
class Period:
    """A year, quarter or month by its first day."""

    kind: PeriodKind
    starts_on: date

    @classmethod
    def around(cls, kind: str, day: date) -> "Period":
        """The period of that kind in which a day lies."""
        known = PeriodKind(kind)
        length = MONTHS[known]
        return cls(known, date(day.year, (day.month - 1) // length * length + 1, 1))

    @property
    def ends_on(self) -> date:
        """The day before which it ends."""
        month = self.starts_on.month + MONTHS[self.kind]
        return date(self.starts_on.year + (month > 12), month - 12 if month > 12 else month, 1)

    @property
    def span(self) -> Span:
        """Its days."""
        return Span(self.starts_on, self.ends_on)

    @property
    def days(self) -> list[date]:
        """Its days, one by one."""
        return [self.starts_on + timedelta(days=offset) for offset in range((self.ends_on - self.starts_on).days)]

    @property
    def a_year_before(self) -> "Period":
        """The same period of the year before."""
        return Period(self.kind, self.starts_on.replace(year=self.starts_on.year - 1))

    def parts(self, kind: str) -> list["Period"]:
        """The shorter periods of that kind that it consists of; none where the kind is not shorter."""
        known = PeriodKind(kind)
        if MONTHS[known] >= MONTHS[self.kind]:
            return []
        found = [Period(known, self.starts_on)]
        while found[-1].ends_on < self.ends_on:
            found.append(Period(known, found[-1].ends_on))
        return found

    def __str__(self) -> str:
        year = f"{self.starts_on.year:04}"
        if self.kind == PeriodKind.YEAR:
            return year
        if self.kind == PeriodKind.QUARTER:
            return f"{year}-Q{(self.starts_on.month + 2) // 3}"
        return f"{year}-{self.starts_on.month:02}"


def read_period(text: str) -> Period:
    """A period as it is written: 2027, 2027-Q2 or 2027-04; Refused where it is something else."""
    found = WRITTEN.fullmatch(text.strip())
    if found is None or not 1 < int(found[1]) < 9998:
        sentence = _("“%(text)s” is not a period; write it as 2027, 2027-Q2 or 2027-04.") % {"text": text}
        raise Refused(sentence, fields={"period": sentence})
    year = int(found[1])
    if found[2]:
        return Period(PeriodKind.QUARTER, date(year, 3 * int(found[2]) - 2, 1))
    if found[3]:
        return Period(PeriodKind.MONTH, date(year, int(found[3]), 1))
    return Period(PeriodKind.YEAR, date(year, 1, 1))
