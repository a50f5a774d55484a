"""Dates: one reader per column, chosen by which of the known forms fits all of its values.

Where only the order of day and month is in doubt (``02/03/24``) the whole column is the evidence: one value that is
possible in a single order decides for all. A column that nothing decides is read month first when its system writes so.
"""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta

from django.utils.translation import gettext as _

from penstock.imports.values.words import Unparsable, clean, is_blank

Moment = datetime | date
"""A moment with or without a zone, or a whole day."""

OPEN_WORDS = frozenset({"не закрыта", "не закрыт", "не закрыто", "not closed", "open", "未关闭", "未结束"})
CLOCK = r"(?:[ T,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([AaPp]\.?[Mm]\.?|上午|下午)?)?"
ZONE = r"\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?$"
ISO = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})" + CLOCK + ZONE)
NUMERIC = re.compile(r"^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})" + CLOCK + ZONE)
CHINESE = re.compile(r"^(\d{4})年(\d{1,2})月(\d{1,2})日\s*(?:(\d{1,2})[:时](\d{1,2})(?:[:分](\d{1,2})?)?)?")
WORDED = re.compile(
    r"^(?:\w+,\s+)?(\d{1,2})(?:st|nd|rd|th)?[ -]([^\W\d_]+)\.?,?[ -](\d{4}|\d{2})(?:\s*г\.?)?" + CLOCK + ZONE
)
MONTH_FIRST_WORDED = re.compile(r"^(?:\w+,\s+)?([^\W\d_]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})" + CLOCK + ZONE)
COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})Z?)?$")
EXCEL_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 -- a spreadsheet's day has no zone
MONTH_NAMES = "jan янв,feb фев,mar мар,apr апр,may май мая,jun июн,jul июл,aug авг,sep сен,oct окт,nov ноя,dec дек"
MONTHS = {
    prefix: number
    for number, prefixes in enumerate(
        MONTH_NAMES.split(","),
        start=1,
    )
    for prefix in prefixes.split()
}  # fmt: skip


def _clock(hour: str | None, minute: str | None, second: str | None, part: str | None, half: str | None) -> time | None:
    if hour is None:
        return None
    hours = int(hour)
    if half:
        hours = hours % 12 + (12 if half[0] in "Pp下" else 0)
    return time(hours, int(minute or 0), int(second or 0), int((part or "0").ljust(6, "0")[:6]))


def _zone(text: str | None) -> timedelta | None:
    if not text:
        return None
    if text in ("Z", "UTC", "GMT"):
        return timedelta(0)
    sign = -1 if text[0] == "-" else 1
    return sign * timedelta(hours=int(text[1:3]), minutes=int(text[-2:]) if len(text) > 3 else 0)


def _moment(year: str, month: int, day: int, *rest: str | None) -> Moment:
    """A day, a local moment, or a moment in UTC, by what the text gives."""
    years = int(year) if len(year) == 4 else (2000 if int(year) < 70 else 1900) + int(year)
    whole = date(years, month, day)
    clock = _clock(*rest[:5])
    if clock is None:
        return whole
    offset = _zone(rest[5]) if len(rest) > 5 else None
    moment = datetime.combine(whole, clock)
    return moment if offset is None else (moment - offset).replace(tzinfo=UTC)


def read_iso(text: str) -> Moment:
    """``2017-10-10T08:38:20.000+0000`` and everything like it; a plain day stays a day."""
    try:
        if len(text) == 10:
            return date.fromisoformat(text)
        moment = datetime.fromisoformat(text if len(text) > 10 else "")
        return moment if moment.tzinfo is None else moment.astimezone(UTC)
    except ValueError:
        match = _fit(ISO, text)
        return _moment(match[1], int(match[2]), int(match[3]), *match.groups()[3:])


def read_day_first(text: str) -> Moment:
    """``15.04.2021 00:02:00``, ``15/04/21 8:55 PM``."""
    match = _fit(NUMERIC, text)
    return _moment(match[3], int(match[2]), int(match[1]), *match.groups()[3:])


def read_month_first(text: str) -> Moment:
    """``02/23/26 08:55 PM``."""
    match = _fit(NUMERIC, text)
    return _moment(match[3], int(match[1]), int(match[2]), *match.groups()[3:])


def read_chinese(text: str) -> Moment:
    """``2021年4月15日 14:30``."""
    match = _fit(CHINESE, text)
    return _moment(match[1], int(match[2]), int(match[3]), match[4], match[5], match[6], None, None)


def read_worded(text: str) -> Moment:
    """``15 Apr, 2021 00:02:00``, ``15 апреля 2021 г.``"""
    match = _fit(WORDED, text)
    return _moment(match[3], _month(match[2]), int(match[1]), *match.groups()[3:])


def read_worded_month_first(text: str) -> Moment:
    """``Apr 15, 2021 8:55 PM``."""
    match = _fit(MONTH_FIRST_WORDED, text)
    return _moment(match[3], _month(match[1]), int(match[2]), *match.groups()[3:])


def read_compact(text: str) -> Moment:
    """``20210415`` or ``20210415T083820``."""
    match = _fit(COMPACT, text)
    return _moment(match[1], int(match[2]), int(match[3]), match[4], match[5], match[6], None, None)


def read_serial(text: str) -> Moment:
    """A spreadsheet's count of days since 1899-12-30; a fraction is the time of day."""
    days = float(text)
    if not 20000 <= days < 80000:
        raise ValueError(text)
    moment = EXCEL_EPOCH + timedelta(days=days)
    return moment.date() if days.is_integer() else moment.replace(microsecond=0)


def read_epoch(text: str) -> Moment:
    """Seconds or milliseconds since 1970, as interfaces write them."""
    count = int(text)
    if not 10**8 < count < 10**14:
        raise ValueError(text)
    return datetime.fromtimestamp(count / 1000 if count > 10**11 else count, UTC)


def _fit(pattern: re.Pattern[str], text: str) -> re.Match[str]:
    match = pattern.match(text)
    if not match:
        raise ValueError(text)
    return match


def _month(word: str) -> int:
    number = MONTHS.get(word[:3].casefold())
    if not number:
        raise ValueError(word)
    return number


FORMS: dict[str, Callable[[str], Moment]] = {
    "iso": read_iso,
    "day.month.year": read_day_first,
    "month/day/year": read_month_first,
    "day month-name year": read_worded,
    "month-name day year": read_worded_month_first,
    "年月日": read_chinese,
    "compact": read_compact,
    "spreadsheet serial": read_serial,
    "epoch": read_epoch,
}


def fitting_forms(values: Iterable[str]) -> dict[str, int]:
    """How many of the values each form reads; blanks and open words do not count."""
    counts = dict.fromkeys(FORMS, 0)
    for text in values:
        if says_open(text):
            continue
        for name, read in FORMS.items():
            counts[name] += _reads(read, clean(text))
    return counts


def _reads(read: Callable[[str], Moment], text: str) -> bool:
    try:
        read(text)
    except (ValueError, OverflowError, OSError):
        return False
    return True


def says_open(text: str) -> bool:
    """Whether the cell is blank or says that the day has not come (``не закрыта``)."""
    return is_blank(text) or clean(text).casefold() in OPEN_WORDS


def choose_form(values: Iterable[str], *, month_first: bool = False) -> str | None:
    """The form that reads most values; among equals dots mean day first, and slashes follow ``month_first``."""
    kept = [text for text in values if not says_open(text)]
    counts = fitting_forms(kept)
    best = max(counts.values(), default=0)
    fitting = [name for name, count in counts.items() if count == best and count]
    if {"day.month.year", "month/day/year"} <= set(fitting):
        dotted = any("." in text[:3] for text in kept)
        return "month/day/year" if month_first and not dotted else "day.month.year"
    return fitting[0] if fitting else None


def is_ambiguous(values: Iterable[str]) -> bool:
    """Whether day and month could change places in every one of the values."""
    counts = fitting_forms(values)
    return bool(counts["day.month.year"]) and counts["day.month.year"] == counts["month/day/year"]


def date_parser(form: str) -> Callable[[str], Moment | None]:
    """A reader of one form that knows blanks, and says what is wrong with what it cannot read."""
    read = FORMS[form]

    def parse(text: str) -> Moment | None:
        try:
            return read(text)
        except (ValueError, OverflowError, OSError):
            return _second_look(text)

    def _second_look(text: str) -> Moment | None:
        if says_open(text):
            return None
        for attempt in (read, *FORMS.values()):
            try:
                return attempt(clean(text))
            except (ValueError, OverflowError, OSError):
                continue
        raise Unparsable(_("“%(value)s” is not a date") % {"value": text[:40]})

    return parse


ENOUGH = 20


def holds_days(parse: Callable[[str], Moment | None], values: Iterable[str]) -> bool:
    """Whether a column's clock never leaves the first hour: then it is no clock, and the column holds days."""
    moments = [moment for text in values if (moment := _or_none(parse, text)) is not None]
    if len(moments) < ENOUGH:
        return False
    return all(isinstance(one, datetime) and not one.tzinfo and not one.hour and not one.second for one in moments)


def day_parser(parse: Callable[[str], Moment | None]) -> Callable[[str], Moment | None]:
    """The reader without its clock."""

    def day(text: str) -> Moment | None:
        moment = parse(text)
        return moment.date() if isinstance(moment, datetime) else moment

    return day


def _or_none(parse: Callable[[str], Moment | None], text: str) -> Moment | None:
    try:
        return parse(text)
    except Unparsable:
        return None
