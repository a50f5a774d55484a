"""Money, days and numbers read as the reader's country writes them."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from penstock.ui import formats


@pytest.mark.parametrize(
    ("language", "currency", "short", "exact"),
    [
        ("en", "USD", "$1.2M", "$1,200,000"),
        ("en", "RUB", "₽1.2M", "₽1,200,000"),
        ("ru", "RUB", "1,2 млн ₽", "1 200 000 ₽"),
        ("zh-hans", "CNY", "¥120万", "¥1,200,000"),
    ],
)
def test_money_is_short_at_a_glance_and_exact_on_hover(language: str, currency: str, short: str, exact: str) -> None:
    with translation.override(language):
        assert _plain(formats.money_short(Decimal(1200000), currency)) == short
        assert _plain(formats.money_exact(Decimal(1200000), currency)) == exact


def test_cents_are_shown_only_where_there_are_some() -> None:
    with translation.override("en"):
        assert formats.money_exact(Decimal("55.50"), "USD") == "$55.50"
        assert formats.money_exact(Decimal("55.00"), "USD") == "$55"


def test_a_day_of_another_year_says_which() -> None:
    this_year = formats.today().replace(month=3, day=12)
    with translation.override("en"):
        assert formats.day(this_year) == "Mar 12"
        assert formats.day(date(2017, 3, 12)) == "Mar 12, 2017"
    with translation.override("zh-hans"):
        assert formats.day(this_year) == "3月12日"


def test_a_late_evening_belongs_to_the_readers_own_day() -> None:
    moment = datetime(2017, 3, 12, 22, 30, tzinfo=ZoneInfo("UTC"))
    with translation.override("en"), timezone.override("Asia/Shanghai"):
        assert formats.day(moment) == "Mar 13, 2017"


@pytest.mark.parametrize(
    ("language", "shown", "exact"),
    [
        ("en", "Mar 12, 2017, 6:05\u202fPM", "Mar 12, 2017, 6:05:09\u202fPM"),
        ("ru", "12 мар. 2017\u202fг., 18:05", "12 мар. 2017\u202fг., 18:05:09"),
        ("zh-hans", "2017年3月12日 18:05", "2017年3月12日 18:05:09"),
    ],
)
def test_a_moment_is_told_to_the_minute_and_in_full_on_hover(language: str, shown: str, exact: str) -> None:
    moment = datetime(2017, 3, 12, 10, 5, 9, tzinfo=ZoneInfo("UTC"))
    with translation.override(language), timezone.override("Asia/Shanghai"):
        assert (formats.moment(moment), formats.moment_exact(moment)) == (shown, exact)


def test_today_and_its_neighbours_have_names() -> None:
    today = formats.today()
    with translation.override("en"):
        assert [formats.near_day(today + timedelta(days=by)) for by in (-1, 0, 1)] == ["yesterday", "today", "tomorrow"]


@pytest.mark.parametrize(("language", "text"), [("en", "12d"), ("ru", "12 д."), ("zh-hans", "12天")])
def test_days_in_stage_take_few_letters(language: str, text: str) -> None:
    with translation.override(language):
        assert _plain(formats.days(12)) == text


def test_a_share_is_a_percentage_of_the_wanted_precision() -> None:
    with translation.override("en"):
        assert formats.percent(0.63154, 2) == "63.15%"
        assert formats.percent(0.6315) == "63%"


def _plain(text: str) -> str:
    return text.replace("\xa0", " ").replace("\u202f", " ")


def test_a_day_without_an_hour_is_not_over_before_it_ends() -> None:
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    assert not formats.is_past(midnight)
    assert formats.is_past(midnight - timedelta(days=1))
    assert formats.is_past(timezone.now() - timedelta(seconds=1, microseconds=1))


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", ["$843", "$2.0K", "$2.6K", "-$130.0K"]),
        ("ru", ["843 $", "2,0 тыс. $", "2,6 тыс. $", "-130,0 тыс. $"]),
        ("zh-hans", ["US$843", "US$2000", "US$2600", "-US$13.0万"]),
    ],
)
def test_money_in_a_column_has_always_as_many_digits_after_the_point(language: str, shown: list[str]) -> None:
    with translation.override(language):
        assert [_plain(formats.money_in_column(one, "USD")) for one in (843, 2000, 2600, -130_000)] == shown


def test_what_is_not_shortened_is_whole_at_a_glance() -> None:
    for language, shown in (("en", "€5.1K"), ("ru", "5,1 тыс. €"), ("zh-hans", "€5100")):
        with translation.override(language):
            assert _plain(formats.money_short(Decimal("5100.48"), "EUR")) == shown
    with translation.override("zh-hans"):
        assert _plain(formats.money_short(Decimal("-9414.13"), "EUR")) == "-€9414"
        assert _plain(formats.money_short(Decimal("13000"), "EUR")) == "€1.3万"


def test_what_is_listed_has_the_marks_of_its_language() -> None:
    for language, comma, semicolon in (("en", "a, b", "a; b"), ("ru", "a, b", "a; b"), ("zh-hans", "a、b", "a；b")):
        with translation.override(language):
            assert (formats.listed(["a", "b"]), formats.listed("ab", ";"), formats.listed([])) == (comma, semicolon, "")


def test_shares_and_days_in_a_column_keep_their_zeros() -> None:
    with translation.override("ru"):
        assert [_plain(formats.fixed_percent(one, 1)) for one in (0.75, 0.6553)] == ["75,0 %", "65,5 %"]
        assert formats.fixed(12, 1) == "12,0"


def test_a_day_in_a_sentence_is_written_out() -> None:
    day = date(2017, 7, 1)
    for language, words in (("en", "July 1, 2017"), ("ru", "1 июля 2017 г."), ("zh-hans", "2017年7月1日")):
        with translation.override(language):
            assert _plain(formats.full_day(day)) == words
