"""The story of the demo happens by day."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from penstock.demo.hours import by_day

NOW = datetime(2026, 5, 20, 3, tzinfo=UTC)
# Hypothesis wants the bounds without a zone.
FIRST, LAST = (datetime(2025, 10, 1), datetime(2026, 5, 20, 3))  # noqa: DTZ001
MOMENTS = st.datetimes(FIRST, LAST, timezones=st.just(UTC))
ZONES = st.sampled_from([ZoneInfo(name) for name in ("Europe/Berlin", "Europe/Moscow", "Asia/Shanghai")])


@given(MOMENTS, ZONES)
def test_everything_but_today_is_in_office_hours(at: datetime, zone: ZoneInfo) -> None:
    placed = by_day(at, NOW, zone).astimezone(zone)
    if at.astimezone(zone).date() != NOW.astimezone(zone).date():
        assert placed.weekday() < 5
        assert 9 <= placed.hour < 18
    assert placed <= NOW
    assert abs(placed - at) < timedelta(days=3)


@given(MOMENTS, MOMENTS, ZONES)
def test_the_order_is_kept(one: datetime, other: datetime, zone: ZoneInfo) -> None:
    first, second = sorted((one, other))
    assert by_day(first, NOW, zone) <= by_day(second, NOW, zone)
