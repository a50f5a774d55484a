"""Why a deal is slow or stuck, in a sentence of its own facts."""

from datetime import datetime
from functools import reduce
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from penstock.attention.models import Basis, DealMark, Level
from penstock.common import clock
from penstock.deals.models import Deal
from penstock.ui import formats
from penstock.workspaces.calendar import Calendar


class Watch:
    """Reads marks at one moment: what all cards and rows of a page share is worked out once."""

    def __init__(self, calendar: Calendar, now: datetime | None = None) -> None:
        self.calendar, self.now = calendar, now or clock.now()

    def level(self, deal: Deal) -> Level:
        """Slow, stuck or neither; a deal whose mark was not fetched along has none."""
        mark = mark_of(deal)
        return mark.level(self.now) if mark is not None and deal.is_open else Level.NONE

    def days_in_stage(self, deal: Deal) -> int:
        """Whole working days in its stage; those for which it was or is set aside are none."""
        until = deal.aside_at or self.now
        return max(int(self.calendar.days_between(deal.stage_since, until)), 0)

    def age(self, deal: Deal) -> int:
        """Whole days of the calendar since the deal was opened, without those for which it was set aside."""
        return max(int(clock.days_between(deal.age_since, deal.aside_at or self.now, self.calendar.zone)), 0)

    def reason(self, deal: Deal) -> str:
        """How long it takes, what is usual, and when we were last in touch; also for a deal that is neither."""
        mark = mark_of(deal)
        if mark is None or not deal.is_open:
            return ""
        told = [self._stay(deal), *self._usual(mark), *self._old(deal, mark), self._contact(mark)]
        return reduce(lambda before, part: _("%(told)s; %(more)s") % {"told": before, "more": part}, told)

    def words(self, deal: Deal) -> str:
        """The reason, with the level before it where there is one."""
        level, reason = self.level(deal), self.reason(deal)
        return _("%(level)s: %(reason)s") % {"level": level.label, "reason": reason} if level else reason

    def _stay(self, deal: Deal) -> str:
        days = self.days_in_stage(deal)
        sentence = ngettext("%(days)s working day in %(stage)s", "%(days)s working days in %(stage)s", days)
        return sentence % {"days": formats.number(days), "stage": deal.stage.name}

    def _usual(self, mark: DealMark) -> list[str]:
        if mark.usual is None:
            return []
        by_rule = mark.basis in (Basis.HAND, Basis.TEMPLATE)
        days = max(round(mark.most if by_rule and mark.most is not None else mark.usual), 1)
        return [_norm_words(mark.basis, days) % {"days": formats.number(days)}]

    def _old(self, deal: Deal, mark: DealMark) -> list[str]:
        """Only where its age speaks against it."""
        age = self.age(deal)
        if mark.age_most is not None and age >= mark.age_most:
            return [_oldest_words(age, round(mark.age_most))]
        if mark.age_old is not None and age >= mark.age_old:
            return [_old_words(age, round(mark.age_old))]
        return []

    def _contact(self, mark: DealMark) -> str:
        if mark.touched_at is None:
            return _("no call or meeting yet")
        days = max(int(clock.days_between(mark.touched_at, self.now, self.calendar.zone)), 0)
        if not days:
            return _("last contact today")
        return ngettext("last contact %(days)s day ago", "last contact %(days)s days ago", days) % {
            "days": formats.number(days)
        }


def mark_of(deal: Deal) -> DealMark | None:
    """The deal's mark where it was fetched along, else by a query; closed deals have none."""
    mark: DealMark | None = getattr(deal, "mark", None)
    return mark


def _norm_words(basis: str, days: int) -> str:
    sentences: dict[str, Any] = {
        Basis.LEARNT: lambda: ngettext("won deals take %(days)s", "won deals take %(days)s", days),
        Basis.SIZE: lambda: ngettext(
            "won deals of this size take %(days)s", "won deals of this size take %(days)s", days
        ),
        Basis.PRODUCT: lambda: ngettext(
            "won deals of this product take %(days)s", "won deals of this product take %(days)s", days
        ),
        Basis.TYPE: lambda: ngettext(
            "won deals of this type take %(days)s", "won deals of this type take %(days)s", days
        ),
        Basis.PIPELINE: lambda: ngettext(
            "won deals take %(days)s in a stage", "won deals take %(days)s in a stage", days
        ),
    }
    expected = ngettext("at most %(days)s is expected", "at most %(days)s are expected", days)
    return str(sentences[basis]()) if basis in sentences else expected


def _oldest_words(age: int, most: int) -> str:
    sentence = ngettext(
        "open for %(age)s day, and none was ever won after %(most)s",
        "open for %(age)s days, and none was ever won after %(most)s",
        age,
    )
    return sentence % {"age": formats.number(age), "most": formats.number(most)}


def _old_words(age: int, usual: int) -> str:
    sentence = ngettext(
        "open for %(age)s day, and nine of ten were won within %(most)s",
        "open for %(age)s days, and nine of ten were won within %(most)s",
        age,
    )
    return sentence % {"age": formats.number(age), "most": formats.number(usual)}
