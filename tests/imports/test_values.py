"""Dates, amounts and addresses as people and systems write them."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.imports.values import Unparsable, choose_parser
from penstock.imports.values.addresses import parse_addresses, parse_phones
from penstock.imports.values.money import parse_money
from penstock.imports.values.truth import parse_truth
from penstock.imports.values.words import clean, parse_identifier, parse_text

clock = partial(datetime, tzinfo=None)
"""A moment as a file writes it: by the workspace's own clock."""


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("15 Apr, 2021 00:02:00", clock(2021, 4, 15, 0, 2)),
        ("02/23/26 08:55 PM", clock(2026, 2, 23, 20, 55)),
        ("2017-10-10T08:38:20.000+0000", datetime(2017, 10, 10, 8, 38, 20, tzinfo=UTC)),
        ("15.03.2022 11:01:13", clock(2022, 3, 15, 11, 1, 13)),
        ("2021年4月15日", date(2021, 4, 15)),
        ("2020-12-30 3:15:52", clock(2020, 12, 30, 3, 15, 52)),
        ("44301", date(2021, 4, 15)),
        ("15 апреля 2021 г.", date(2021, 4, 15)),
        ("2010-01-13 08:40:25+02:00", datetime(2010, 1, 13, 6, 40, 25, tzinfo=UTC)),
        ("20210415", date(2021, 4, 15)),
        ("Apr 15, 2021", date(2021, 4, 15)),
        ("1618444800000", datetime(2021, 4, 15, tzinfo=UTC)),
    ],
)
def test_a_date_is_read_in_the_form_it_is_written(text, value):
    assert choose_parser("date", [text]).parse(text) == value


def test_one_value_that_is_possible_in_one_order_decides_for_its_column():
    assert choose_parser("date", ["02/03/24", "22/03/24"], month_first=True).parse("02/03/24") == date(2024, 3, 2)
    assert choose_parser("date", ["02/03/24", "02/14/24"]).parse("02/03/24") == date(2024, 2, 3)


def test_a_column_that_nothing_decides_follows_the_custom_of_its_system():
    assert choose_parser("date", ["02/03/24"], month_first=True).parse("02/03/24") == date(2024, 2, 3)
    assert choose_parser("date", ["02.03.24"], month_first=True).parse("02.03.24") == date(2024, 3, 2)


@pytest.mark.parametrize("text", ["не закрыта", "", " - ", "N/A", "未关闭"])
def test_a_day_that_has_not_come_is_blank(text):
    assert choose_parser("date", ["15.03.2022"]).parse(text) is None


@given(
    st.dates(date(1980, 1, 1), date(2069, 12, 31)), st.sampled_from(["%d.%m.%Y", "%Y-%m-%d", "%d %b, %Y", "%Y/%m/%d"])
)
def test_any_day_is_read_back(day, form):
    text = day.strftime(form)
    assert choose_parser("date", [text, "31.12.1999" if "." in form else text]).parse(text) == day


@given(st.lists(st.dates(date(2000, 1, 1), date(2030, 12, 31)), min_size=40, max_size=60))
def test_a_column_written_month_first_is_read_month_first(days):
    days.append(date(2024, 5, 28))
    parse = choose_parser("date", [day.strftime("%m/%d/%Y") for day in days]).parse
    assert [parse(day.strftime("%m/%d/%Y")) for day in days] == days


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("$22,700.00", "22700", "USD"),
        ("$1,117.10K", "1117100", "USD"),
        ("1 234,50 ₽", "1234.5", "RUB"),
        ("￥1,200", "1200", "CNY"),
        ("12 млн", "12000000", None),
        ("12,5 млн руб.", "12500000", "RUB"),
        ("1.234.567,89 €", "1234567.89", "EUR"),
        ("(1,200.00)", "-1200", None),
        ("$-5.00", "-5", "USD"),
        ("1\u202f234,50", "1234.5", None),
        ("120万", "1200000", None),
        ("3万元", "30000", "CNY"),
        ("EUR 100", "100", "EUR"),
        ("1'234.50", "1234.5", None),
    ],
)
def test_an_amount_is_read_with_its_currency(text, amount, currency):
    assert parse_money(text) == (Decimal(amount), currency)


@pytest.mark.parametrize("text", ["abc", "12 apples", "soon"])
def test_what_is_no_amount_is_refused_in_a_sentence(text):
    with pytest.raises(Unparsable, match=text):
        parse_money(text)


def test_a_column_with_decimal_commas_reads_points_as_thousands():
    assert choose_parser("money", ["1.500", "20,75"]).parse("1.500") == (Decimal(1500), None)
    assert choose_parser("money", ["1,500", "20.75"]).parse("1,500") == (Decimal(1500), None)


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_any_amount_is_read_back_in_the_american_and_the_russian_way(amount):
    assert parse_money(f"${amount:,}")[0] == amount
    russian = f"{amount:,}".replace(",", "\xa0").replace(".", ",")
    assert choose_parser("money", [russian, "0,55"]).parse(f"{russian} ₽") == (amount, "RUB")


@pytest.mark.parametrize(
    ("text", "value"), [("Да", True), ("TRUE", True), ("нет", False), ("否", False), ("1", True), ("", None)]
)
def test_yes_and_no_are_understood_in_three_languages(text, value):
    assert parse_truth(text) is value


def test_a_cell_may_hold_several_phones_and_addresses():
    assert parse_phones("раб.: 8 (495) 123-45-67 доб. 12; 8 (912) 345-67-89") == [
        "8 (495) 123-45-67 доб. 12",
        "8 (912) 345-67-89",
    ]
    assert parse_addresses("A@B.com; c@d.ru, x <Y@z.org>") == ["a@b.com", "c@d.ru", "y@z.org"]


def test_decomposed_letters_become_one():
    assert clean("Обратный") == "Обратный"


def test_untouched_menus_and_words_for_nothing_are_blank():
    assert [parse_text(word) for word in ("Select", "-None-", "не указано", "暂无", "None of them")] == [None] * 4 + [
        "None of them"
    ]


def test_a_spreadsheet_adds_nothing_to_an_id_and_zero_is_none():
    assert [parse_identifier(text) for text in ("42.0", "0", "006bm00000LKJNNAA5")] == [
        "42",
        None,
        "006bm00000LKJNNAA5",
    ]


def test_a_duration_is_seconds_or_a_clock():
    parse = choose_parser("seconds", ["420"]).parse
    assert [parse("420"), parse("01:02:03"), parse("2:05")] == [420, 3723, timedelta(minutes=2, seconds=5).seconds]


def test_a_column_of_shares_is_read_in_hundredths():
    assert choose_parser("percent", ["0.4", "1", "0"]).parse("0.4") == 40
    assert [choose_parser("percent", ["40", "1"]).parse(text) for text in ("1", "40 %", "12,5%")] == [
        1,
        40,
        Decimal("12.5"),
    ]
