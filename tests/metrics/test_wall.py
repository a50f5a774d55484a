"""The wall clock in SQL is that of Python, quick where a zone has one offset and right where it has several."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.metrics.columnar.engine import duckdb_module
from penstock.metrics.columnar.wall import LAST, local, steady_since

STEADY = ("UTC", "Europe/Moscow", "Asia/Shanghai", "Asia/Kolkata")
ZONES = (*STEADY, "Europe/Berlin", "America/New_York", "Asia/Vladivostok")
FIRST = datetime(1995, 1, 1, tzinfo=UTC).replace(tzinfo=None)
CONNECTION = duckdb_module().connect()


@given(zone=st.sampled_from(ZONES), moment=st.datetimes(FIRST, FIRST.replace(year=2037)))
def test_the_wall_clock_is_that_of_python(zone: str, moment: datetime) -> None:
    sql = f"SELECT {local('m', zone)}, m FROM (SELECT TIMESTAMP '{moment}' AS m)"
    expected = moment.replace(tzinfo=UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    assert CONNECTION.execute(sql).fetchall() == [(expected, moment)]


@pytest.mark.parametrize("zone", ZONES)
def test_what_does_not_end_ends_on_no_clock(zone: str) -> None:
    sql = f"SELECT isinf({local('m', zone)}) FROM (SELECT TIMESTAMP 'infinity' AS m)"
    assert CONNECTION.execute(sql).fetchall() == [(True,)]
    nothing = f"SELECT {local('m', zone)} FROM (SELECT NULL::TIMESTAMP AS m)"
    assert CONNECTION.execute(nothing).fetchall() == [(None,)]


def test_a_zone_is_steady_since_it_changed_last() -> None:
    assert {zone: steady_since(zone).year for zone in STEADY} == {
        "UTC": 1970,
        "Europe/Moscow": 2014,
        "Asia/Shanghai": 1991,
        "Asia/Kolkata": 1970,
    }
    assert steady_since("Europe/Berlin") > LAST - timedelta(days=200)


def test_a_zone_with_summer_time_is_asked_of_the_engine() -> None:
    assert local("m", "Europe/Berlin").startswith("timezone(") and local("m", "UTC").startswith("CASE")
