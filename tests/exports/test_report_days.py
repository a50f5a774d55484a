"""A day that a report shows in words is a day in its workbook; what only looks like one stays a text."""

from datetime import date

import pytest

from penstock.exports.report_files import _value
from penstock.reports.tables import Cell


@pytest.mark.parametrize(
    ("shown", "value", "told"),
    [
        ("29 Feb", "2024-02-29", date(2024, 2, 29)),
        ("31 Dec", "2026-12-31", date(2026, 12, 31)),
        ("Order", "2023-02-29", "2023-02-29"),
        ("2024-02-29", "2024-02-29", "2024-02-29"),
        ("Order", "20240229", "20240229"),
        ("7", 7, 7),
    ],
)
def test_days_are_days(shown: str, value: str | int, told: date | str | int) -> None:
    assert _value(Cell(shown, value)) == told
