"""Money, numbers, days and moments in the words of the reader's locale and time zone."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time, format_timedelta
from babel.numbers import format_compact_currency, format_compact_decimal, format_currency, format_decimal
from babel.numbers import format_percent as babel_percent
from babel.units import format_unit
from django.utils import timezone
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext as _

LAST_DIGIT = re.compile(r"\d(?=\D*$)")
Amount = Decimal | int | float

# CLDR writes the code of these where the reader's country does not use them; the sign is shorter and known to all.
SIGNS = {"RUB": "₽", "KZT": "₸", "UAH": "₴", "TRY": "₺", "INR": "₹", "KRW": "₩", "ILS": "₪", "VND": "₫", "PLN": "zł"}


def reader_locale() -> str:
    """The active language as a locale name that Babel knows."""
    return to_locale(get_language() or "en")


@lru_cache(maxsize=8)
def _locale(name: str) -> Locale:
    return Locale.parse(name)


def money_short(amount: Amount, currency: str) -> str:
    """An amount as one reads it at a glance: $1.2M, 1,2 млн ₽, ¥120万; below a thousand it is whole."""
    return _money_short(Decimal(amount), currency, reader_locale())


def money_in_column(amount: Amount, currency: str) -> str:
    """The same, always with a digit after the point where it is shortened, so that figures line up: $2.0K."""
    text = money_short(amount, currency)
    point = _locale(reader_locale()).number_symbols["latn"]["decimal"]
    is_shortened = sum(sign.isdigit() for sign in text) < len(str(abs(int(amount))))
    return LAST_DIGIT.sub(rf"\g<0>{point}0", text) if is_shortened and point not in text else text


def money_exact(amount: Amount, currency: str) -> str:
    """The full amount; cents only where there are some."""
    return _money_exact(Decimal(amount), currency, reader_locale())


@lru_cache(maxsize=8192)
def _money_short(amount: Decimal, currency: str, locale: str) -> str:
    digits = 0 if abs(amount) < 1000 else 1
    text = format_compact_currency(amount, currency, locale=_locale(locale), fraction_digits=digits)
    if sum(sign.isdigit() for sign in text) > len(str(abs(int(amount)))):
        # Chinese shortens from ten thousand on: what is not shortened is whole.
        text = format_compact_currency(round(amount), currency, locale=_locale(locale), fraction_digits=digits)
    return text.replace(currency, SIGNS.get(currency, currency))


@lru_cache(maxsize=8192)
def _money_exact(amount: Decimal, currency: str, locale: str) -> str:
    pattern = _without_cents(locale) if amount == amount.to_integral_value() else None
    text = format_currency(amount, currency, format=pattern, locale=_locale(locale), currency_digits=pattern is None)
    return text.replace(currency, SIGNS.get(currency, currency))


@lru_cache(maxsize=8)
def _without_cents(locale: str) -> str:
    return _locale(locale).currency_formats["standard"].pattern.replace("0.00", "0")


def listed(several: Iterable[object], mark: str = ",") -> str:
    """One after the other, with a comma or a semicolon as the reader's language writes them."""
    written = {",": "、", ";": "；"}[mark] if reader_locale().startswith("zh") else f"{mark} "
    return written.join(map(str, several))


def number(value: Amount, digits: int | None = None) -> str:
    """A number with the reader's separators; ``digits`` after the point at most."""
    rounded = value if digits is None else round(Decimal(value), digits)
    return format_decimal(rounded, locale=_locale(reader_locale()))


def number_short(value: Amount) -> str:
    """A count at a glance: 1.2K, 1,2 тыс., 1.2万."""
    digits = 0 if abs(float(value)) < 1000 else 1
    return format_compact_decimal(value, locale=_locale(reader_locale()), fraction_digits=digits)


def days(count: Amount) -> str:
    """A number of days in as few letters as there are: 12d, 12 д, 12天."""
    locale = _locale(reader_locale())
    narrow = format_unit(round(count), "duration-day", "narrow", locale=locale)
    # Babel answers with the unit's key where CLDR has no narrow form of its own (Chinese).
    return format_unit(round(count), "duration-day", "short", locale=locale) if "duration" in narrow else narrow


def fixed(value: Amount, digits: int) -> str:
    """A number with just so many digits after the point, so that figures under each other line up."""
    return format_decimal(value, _zeros("#,##0", digits), locale=_locale(reader_locale()))


def fixed_percent(share: Amount, digits: int) -> str:
    """A percentage with just so many digits after the point."""
    pattern = _locale(reader_locale()).percent_formats[None].pattern
    return babel_percent(float(share), _zeros(pattern, digits), locale=_locale(reader_locale()))


def _zeros(pattern: str, digits: int) -> str:
    return pattern.replace("#,##0", f"#,##0.{'0' * digits}" if digits else "#,##0")


def percent(share: Amount, digits: int = 0) -> str:
    """A share of one as a percentage: 0.6315 with one digit is 63.2%."""
    return babel_percent(round(float(share), digits + 2), locale=_locale(reader_locale()), decimal_quantization=False)


def today() -> date:
    """The calendar day it is for the reader."""
    return timezone.localdate()


def day(value: date | datetime) -> str:
    """A day without the year when it is this year's: Mar 12, 12 мар., 3月12日."""
    local = _local_day(value)
    return _day(local, local.year == today().year, reader_locale())


@lru_cache(maxsize=4096)
def _day(value: date, this_year: bool, locale: str) -> str:
    # A skeleton wants a moment; noon keeps every zone on the same day.
    noon = datetime(value.year, value.month, value.day, 12, tzinfo=UTC)
    return format_skeleton("MMMd" if this_year else "yMMMd", noon, tzinfo=UTC, locale=_locale(locale))


def full_day(value: date) -> str:
    """A day as a sentence has it: July 1, 2017, 1 июля 2017 г., 2017年7月1日."""
    return format_date(value, "long", locale=_locale(reader_locale()))


def near_day(value: date | datetime) -> str:
    """Yesterday, today and tomorrow by name, any other day as ``day``."""
    names = {-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")}
    local = _local_day(value)
    return names.get((local - today()).days) or day(local)


def is_past(value: date | datetime) -> bool:
    """Whether a day is over, or a moment has passed, for the reader; midnight is a day without an hour."""
    if isinstance(value, datetime) and timezone.is_aware(value) and timezone.localtime(value).time() != time():
        return value < timezone.now()
    return _local_day(value) < today()


def moment(value: datetime) -> str:
    """A moment to the minute: day, year and time in the reader's zone."""
    return _moment(_read_off(value), "short", reader_locale())


def moment_exact(value: datetime) -> str:
    """A moment in full: day, year and time with the seconds in the reader's zone."""
    return _moment(_read_off(value), "medium", reader_locale())


def clock(value: datetime) -> str:
    """The time of day in the reader's zone."""
    return _clock(_read_off(value), "short", reader_locale())


def _read_off(value: datetime) -> datetime:
    """What calendar and clock show at a moment in the reader's zone."""
    return timezone.localtime(value).replace(tzinfo=None)


@lru_cache(maxsize=4096)
def _moment(local: datetime, time_format: str, locale: str) -> str:
    day_and_time = str(_locale(locale).datetime_formats["medium"]).replace("'", "")
    day = format_date(local, "medium", locale=_locale(locale))
    return day_and_time.replace("{0}", _clock(local, time_format, locale)).replace("{1}", day)


@lru_cache(maxsize=4096)
def _clock(local: datetime, time_format: str, locale: str) -> str:
    return format_time(local, time_format, locale=_locale(locale))


def ago(value: datetime) -> str:
    """How long ago, for a week; then the day."""
    passed = timezone.now() - value
    if timedelta(0) <= passed < timedelta(minutes=1):
        return _("just now")
    if abs(passed) >= timedelta(days=7):
        return day(value)
    return format_timedelta(-passed, add_direction=True, threshold=1.2, format="short", locale=_locale(reader_locale()))


def _local_day(value: date | datetime) -> date:
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value
